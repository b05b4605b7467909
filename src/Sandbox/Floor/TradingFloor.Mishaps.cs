using Dutchbook.Domain;
using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <content>Mishaps of the venue: markets stopped, shards down, fees other than listed, quotes moved away.</content>
internal sealed partial class TradingFloor
{
    private readonly HashSet<int> _shardsDown = [];

    /// <summary>Whether a shard takes orders.</summary>
    public bool IsShardDown(int shard)
    {
        lock (_gate)
        {
            return _shardsDown.Contains(shard);
        }
    }

    public void SetShard(int shard, bool isDown)
    {
        lock (_gate)
        {
            _ = isDown ? _shardsDown.Add(shard) : _shardsDown.Remove(shard);
        }
    }

    /// <summary>False when the market is not trading.</summary>
    public bool TryPause(string ticker) => When(ticker, MarketPhase.Active, (exchange, now) => exchange.Pause(ticker, now));

    public bool TryResume(string ticker) => When(ticker, MarketPhase.Inactive, (exchange, now) => exchange.Resume(ticker, now));

    public bool TryClose(string ticker) => When(ticker, MarketPhase.Active, (exchange, now) => exchange.MoveClose(ticker, now, now));

    /// <summary>From now on the market charges so many thousandths of the fee it lists.</summary>
    public void ChargeTimes(string ticker, long thousandths) => Do((exchange, now) =>
    {
        FeeTerms listed = EngineListing.Of(Universe, _plan.At(ticker).Listed, now).Fees;
        long parts = listed.Multiplier.PartsPerMillion * thousandths / 1_000;
        exchange.ChangeFees(ticker, listed with { Multiplier = Ratio.FromPartsPerMillion(parts) });
        return true;
    });

    /// <summary>Simulated makers move their quotes of an event's other markets by so many ticks.</summary>
    public void Shift(Pit pit, int ticks)
    {
        foreach (Pit other in _plan.PitsOf(pit.Listed.EventTicker).Where(other => other != pit))
        {
            ListedBook book = View(other).Book;
            Requote(other.Listed.Ticker, new ListedBook(Moved(book.YesBids, ticks), Moved(book.NoBids, -ticks)));
        }
    }

    /// <summary>Somebody who is not the owner sells a contract at the market's best bid from the owner's account.</summary>
    public void TradeAsStranger(Account account, Pit pit) => Do((exchange, now) =>
        pit.Live.Best(Side.Yes) is { } best && exchange.Place(account, new OrderRequest
        {
            Ticker = pit.Listed.Ticker,
            Side = Side.No,
            Price = best.Price.Complement(),
            Quantity = Quantity.FromContracts(1),
            TimeInForce = TimeInForce.ImmediateOrCancel,
        }, now) is OrderAnswer.Taken);

    /// <summary>Does something while the engine does not notice client order ids that were used before.</summary>
    public T Unguarded<T>(Func<T> act)
    {
        lock (_gate)
        {
            _exchange.RefusesUsedIds = false;
            try
            {
                return act();
            }
            finally
            {
                _exchange.RefusesUsedIds = true;
            }
        }
    }

    private bool When(string ticker, MarketPhase phase, Action<Exchange, DateTimeOffset> work) => Do((exchange, now) =>
    {
        if (exchange.Find(ticker)?.Phase != phase)
        {
            return false;
        }

        work(exchange, now);
        return true;
    });

    private static IReadOnlyList<BookLevel> Moved(IReadOnlyList<BookLevel> levels, int ticks) =>
        [.. levels.Where(level => level.Price.Ticks + ticks is > 0 and < Price.TicksPerDollar)
            .Select(level => level with { Price = Price.FromTicks(level.Price.Ticks + ticks) })];
}
