using Dutchbook.Domain;
using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <content>What is listed while the exchange runs.</content>
internal sealed partial class TradingFloor
{
    private int _generated;

    /// <summary>Lists what another universe holds next to what is there, and tells everybody.</summary>
    /// <exception cref="ArgumentException">An event or market is listed already, or nobody could quote it so.</exception>
    public void List(Universe more)
    {
        lock (_gate)
        {
            Require(more);
            DateTimeOffset now = Now();
            Universe all = Universe.Joined(more);
            List<Pit> pits = [.. Pits];
            int before = pits.Count;
            foreach (ListedMarket market in more.Markets)
            {
                pits.Add(Open(all, market, pits.Count, now));
            }

            _plan = new FloorPlan(all, pits);
            foreach (ListedEvent listed in more.Events)
            {
                _listener?.EventListed(listed);
            }

            foreach (Pit pit in pits.Skip(before))
            {
                _listener?.MarketListed(pit);
                _changed.Add(pit);
            }

            Publish();
        }
    }

    /// <summary>Lists one more event in the structures of a generated universe.</summary>
    /// <returns>The event's ticker.</returns>
    public string ListGenerated(ulong seed)
    {
        lock (_gate)
        {
            Universe more = GeneratedUniverse.More(Now(), _generated++, seed);
            List(more);
            return more.Events[0].Ticker;
        }
    }

    /// <summary>What the engine would refuse half way must be refused before it starts.</summary>
    private static void Require(Universe more)
    {
        foreach (ListedMarket market in more.Markets)
        {
            ListedBook book = more.Book(market.Ticker);
            bool isCrossed = book is { YesBids: [var yes, ..], NoBids: [var no, ..] }
                && yes.Price.Ticks + no.Price.Ticks >= Price.TicksPerDollar;
            if (isCrossed || TickGrid.TryCreate(market.Grid.Bands) is not { } grid
                || book.YesBids.Concat(book.NoBids).Any(level => !level.Quantity.IsPositive || !grid.Contains(level.Price)))
            {
                throw new ArgumentException($"{market.Ticker}: its book crosses or lies off its grid.", nameof(more));
            }
        }
    }
}
