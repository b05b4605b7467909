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

        foreach (VenueSettlement settlement in Ledger.Latest(known.Value))
        {
            bool isOpen = _orders.Values.Any(order => !order.IsSettled()
                && string.Equals(order.Intent.Ticker, settlement.Ticker, StringComparison.Ordinal));
            if (isOpen)
            {
                continue;
            }

            int shard = settlement.Shard ?? ShardOf(settlement.Ticker);
            foreach (LedgerEntry entry in Ledger.OfSettlement(settlement, shard, HeldByTime(settlement)))
            {
                Post(entry);
                _paidAt[entry.TradeId] = _now;
                Tell(Ledger.IsReversal(entry) ? TradingEventKind.SettlementReversed : TradingEventKind.Settled, entry.TradeId, entry.Text);
            }
        }
    }

    private Holding HeldByTime(VenueSettlement settlement) => Ledger.HeldByTime(_orders.Values
        .SelectMany(static order => order.Fills)
        .Where(fill => string.Equals(fill.Ticker, settlement.Ticker, StringComparison.Ordinal)));
}
