using Dutchbook.Execution;

namespace Dutchbook.Simulation;

/// <summary>Writes each batch only when the next one comes: what leaves is not durable yet.</summary>
internal sealed class LazyJournal(IJournal inner) : IJournal
{
    private JournalBatch? _waiting;

    public void Commit(JournalBatch batch)
    {
        JournalBatch? before = _waiting;
        _waiting = batch;
        if (before is not null)
        {
            inner.Commit(before);
        }
    }

    public JournalContent Load() => inner.Load();
}

/// <summary>Forgets whatever was not over.</summary>
internal sealed class ForgetfulJournal(IJournal inner) : IJournal
{
    public void Commit(JournalBatch batch) => inner.Commit(batch);

    public JournalContent Load()
    {
        JournalContent content = inner.Load();
        HashSet<string> over = new(
            content.Trades.Where(static trade => trade.Phase.IsFinal()).Select(static trade => trade.Plan.TradeId),
            StringComparer.Ordinal);
        return content with
        {
            Trades = [.. content.Trades.Where(trade => over.Contains(trade.Plan.TradeId))],
            Orders = [.. content.Orders.Where(order => over.Contains(order.Intent.TradeId))],
        };
    }
}
