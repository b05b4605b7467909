using System.Globalization;
using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <content>What a person takes over: what was in the account before us, and what came or went beside us since.</content>
public sealed partial class ExecutionLoop
{
    internal const string AdoptedOrder = "adopted order ";

    private const string AdoptedCash = "adopted cash ";

    private readonly HashSet<string> _adoptedOrders = new(StringComparer.Ordinal);
    private int _adoptions;

    private void Adopt(LoopInput.Adopt adopt)
    {
        if (_adoptedAt is null)
        {
            _adoptedAt = _now;
            foreach ((int shard, Money amount) in adopt.Balances.Shards.OrderBy(static pair => pair.Key))
            {
                string id = AdoptedCash + shard.ToString(CultureInfo.InvariantCulture);
                Post(Ledger.OfExternal(id, shard, amount, _now, $"cash on shard {shard} when trading began"));
            }
        }

        foreach (VenueOrder order in (adopt.Resting ?? []).Where(row => IdOf(row) is null))
        {
            AdoptOrder(order);
        }

        // Their fills tell exactly what moved since; the positions then say the rest.
        foreach (VenueFill fill in _orphans.Where(fill => !IsOfOpenTrade(fill.Ticker)).ToArray())
        {
            BookForeign(fill);
        }

        Dictionary<string, Quantity> theirs = adopt.Positions.ToDictionary(
            static position => position.Ticker, static position => position.Signed, StringComparer.Ordinal);
        foreach (string ticker in theirs.Keys.Concat(Ledger.Holdings.Keys).Distinct(StringComparer.Ordinal).ToArray())
        {
            AdoptPosition(ticker, theirs.GetValueOrDefault(ticker));
        }

        _cash = adopt.Balances;
        _reconcileDue = _now;
    }

    private void AdoptOrder(VenueOrder order)
    {
        Post(new LedgerEntry
        {
            // It moves nothing: an entry with a ticker would change hands with what is held there.
            Id = $"{AdoptedOrder}{order.OrderId} {order.Ticker}",
            At = _now,
            TradeId = ForeignHolder,
            Postings = [],
            Text = $"{order.Remaining} {order.Side.Word()} {order.Ticker} at {order.LimitPrice} rest and are not ours",
        });
        RestoreOrder($"{order.OrderId} {order.Ticker}");
    }

    /// <param name="text">Its id and its market, as in the ledger.</param>
    private void RestoreOrder(string text)
    {
        int gap = text.IndexOf(' ', StringComparison.Ordinal);
        _adoptedOrders.Add(text[..gap]);
        CloseMarket(text[(gap + 1)..]);
    }

    /// <summary>Sets what our books hold in a market to what is there, if it is not in the middle of a trade of ours.</summary>
    private void AdoptPosition(string ticker, Quantity signed)
    {
        Holding held = Ledger.Holdings.GetValueOrDefault(ticker);
        if (held.Signed() == signed)
        {
            return;
        }

        bool isForeign = string.IsNullOrEmpty(held.TradeId) || string.Equals(held.TradeId, ForeignHolder, StringComparison.Ordinal);
        if (!isForeign && (signed != Quantity.Zero || !_trades[held.TradeId].Phase.IsFinal()))
        {
            // It stays a difference: more claims cannot be told from ours once they are netted.
            return;
        }

        int number = ++_adoptions + Ledger.Entries;
        if (held.Quantity.IsPositive)
        {
            Post(new LedgerEntry
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"{Ledger.GonePrefix}{ticker} {number}"),
                At = _now,
                TradeId = held.TradeId,
                Postings =
                [
                    new Posting(LedgerAccount.Claims(ticker), -held.Cost),
                    new Posting(LedgerAccount.Result, held.Cost),
                ],
                Ticker = ticker,
                Side = held.Side,
                Contracts = -held.Quantity,
                Text = $"{held.Quantity} {held.Side.Word()} {ticker} were closed beside us",
            });
        }

        if (signed == Quantity.Zero)
        {
            return;
        }

        Post(new LedgerEntry
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"adopted {ticker} {number}"),
            At = _now,
            TradeId = ForeignHolder,
            Postings = [new Posting(LedgerAccount.Claims(ticker), Money.Zero)],
            Ticker = ticker,
            Side = signed.IsPositive ? Side.Yes : Side.No,
            Contracts = signed.IsPositive ? signed : -signed,
            Text = $"{signed} {ticker} are there and are not ours",
        });
        CloseMarket(ticker);
    }

    /// <summary>A fill of an order that a person took over. What closes more than is held is booked in two parts.</summary>
    private void BookForeign(VenueFill fill)
    {
        _orphans.RemoveAll(known => string.Equals(Ledger.FillId(known), Ledger.FillId(fill), StringComparison.Ordinal));
        VenueFill first = fill;
        Holding held = Ledger.Holdings.GetValueOrDefault(fill.Ticker);
        if (held.Quantity.IsPositive && held.Side != fill.Side && fill.Quantity > held.Quantity)
        {
            first = fill with { Quantity = held.Quantity };
        }

        int shard = fill.Shard ?? ShardOf(fill.Ticker);
        CloseMarket(fill.Ticker);
        if (Ledger.Has(Ledger.FillId(fill)))
        {
            return;
        }

        Post(Ledger.OfFill(first, ForeignHolder, shard, _now));
        if (first.Quantity < fill.Quantity)
        {
            VenueFill rest = fill with { FillId = fill.FillId + " rest", Quantity = fill.Quantity - first.Quantity, Fee = Money.Zero };
            Post(Ledger.OfFill(rest, ForeignHolder, shard, _now));
        }
    }

    private bool IsOfOpenTrade(string ticker) => Ledger.Holdings.TryGetValue(ticker, out Holding held)
        && !string.Equals(held.TradeId, ForeignHolder, StringComparison.Ordinal);

    private void NameCash(LoopInput.NameCash named)
    {
        int number = ++_adoptions + Ledger.Entries;
        string id = string.Create(CultureInfo.InvariantCulture, $"named cash {number}");
        Post(Ledger.OfExternal(id, named.Shard, named.Amount, _now, named.Text));
        _reconcileDue = _now;
    }
}
