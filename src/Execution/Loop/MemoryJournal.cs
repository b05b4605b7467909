namespace Dutchbook.Execution;

/// <summary>A journal that lives as long as its process: of dry runs, and of simulations in which it outlives processes.</summary>
public sealed class MemoryJournal : IJournal
{
    private readonly List<string> _orderIds = [];
    private readonly Dictionary<string, OrderState> _orders = new(StringComparer.Ordinal);
    private readonly List<string> _tradeIds = [];
    private readonly Dictionary<string, TradeState> _trades = new(StringComparer.Ordinal);
    private readonly List<LedgerEntry> _entries = [];
    private readonly List<Decision> _decisions = [];

    /// <summary>Every check of the gate, in order.</summary>
    public IReadOnlyList<Decision> Decisions => _decisions;

    public void Commit(JournalBatch batch)
    {
        foreach (OrderState order in batch.Orders)
        {
            if (_orders.TryAdd(order.Intent.ClientOrderId, order))
            {
                _orderIds.Add(order.Intent.ClientOrderId);
            }

            _orders[order.Intent.ClientOrderId] = order;
        }

        foreach (TradeState trade in batch.Trades)
        {
            if (_trades.TryAdd(trade.Plan.TradeId, trade))
            {
                _tradeIds.Add(trade.Plan.TradeId);
            }

            _trades[trade.Plan.TradeId] = trade;
        }

        _entries.AddRange(batch.Entries);
        _decisions.AddRange(batch.Decisions);
    }

    public JournalContent Load() => new(
        [.. _orderIds.Select(id => _orders[id])], [.. _tradeIds.Select(id => _trades[id])], [.. _entries]);
}
