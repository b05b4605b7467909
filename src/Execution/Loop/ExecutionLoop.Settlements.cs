using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <content>Markets that paid.</content>
public sealed partial class ExecutionLoop
{
    private void TakeSettlements(LoopInput.SettlementsRead read)
    {
        if (read.Reading is not Reading<IReadOnlyList<VenueSettlement>>.Known known)
        {
            return;
        }

        foreach (VenueSettlement settlement in known.Value.OrderBy(static paid => paid.SettledAt)
            .ThenBy(static paid => paid.Ticker, StringComparer.Ordinal))
        {
            bool isOpen = _orders.Values.Any(order => !order.IsSettled()
                && string.Equals(order.Intent.Ticker, settlement.Ticker, StringComparison.Ordinal));
            if (isOpen || Ledger.Has(Ledger.SettlementId(settlement)))
            {
                continue;
            }

            int shard = settlement.Shard ?? ShardOf(settlement.Ticker);
            if (Ledger.OfSettlement(settlement, shard, CostByTime(settlement.Ticker)) is { } entry)
            {
                Post(entry);
                _paidAt[entry.TradeId] = _now;
                Tell(TradingEventKind.Settled, entry.TradeId, entry.Text);
            }
        }
    }

    /// <summary>
    /// What our position in a market cost by its fills in the order of the venue's times: what a void pays back. Null where a fill
    /// there is not of an order of ours.
    /// </summary>
    private Money? CostByTime(string ticker)
    {
        Holding held = default;
        foreach (VenueFill fill in _orders.Values.SelectMany(static order => order.Fills)
            .Where(fill => string.Equals(fill.Ticker, ticker, StringComparison.Ordinal))
            .OrderBy(static fill => fill.At ?? DateTimeOffset.MaxValue))
        {
            Money price = fill.Price * fill.Quantity;
            if (!held.Quantity.IsPositive || held.Side == fill.Side)
            {
                held = new Holding("", fill.Side, held.Quantity + fill.Quantity, held.Cost + price);
            }
            else if (fill.Quantity < held.Quantity)
            {
                held = held with { Quantity = held.Quantity - fill.Quantity, Cost = held.Cost - held.CostOfPart(fill.Quantity) };
            }
            else
            {
                Quantity opened = fill.Quantity - held.Quantity;
                held = opened.IsPositive ? new Holding("", fill.Side, opened, fill.Price * opened) : default;
            }
        }

        Holding ours = Ledger.Holdings.GetValueOrDefault(ticker);
        return held.Quantity == ours.Quantity && (held.Side == ours.Side || !held.Quantity.IsPositive) ? held.Cost : null;
    }
}
