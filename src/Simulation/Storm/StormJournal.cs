using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Simulation;

/// <summary>The end of a process, drawn or enumerated.</summary>
internal sealed class ProcessDied(string where) : Exception($"the process died {where}");

/// <summary>
/// Between the loop and its journal: lets processes die before and after each commit, lets commits fail, and checks what is
/// committed against what was.
/// </summary>
internal sealed class StormJournal(IJournal inner, Func<string, bool> dies, Func<bool> fails) : IJournal
{
    private readonly Dictionary<string, OrderState> _orders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TradeState> _trades = new(StringComparer.Ordinal);

    /// <summary>What is durable of each order.</summary>
    public IReadOnlyDictionary<string, OrderState> Orders => _orders;

    /// <summary>What is durable of each trade.</summary>
    public IReadOnlyDictionary<string, TradeState> Trades => _trades;

    public List<string> Violations { get; } = [];

    public long Commits { get; private set; }

    public void Commit(JournalBatch batch)
    {
        if (dies("before a commit"))
        {
            throw new ProcessDied("before a commit");
        }

        if (fails())
        {
            throw new IOException("the journal cannot write");
        }

        inner.Commit(batch);
        Commits++;
        foreach (OrderState order in batch.Orders)
        {
            Check(order);
            _orders[order.Intent.ClientOrderId] = order;
        }

        foreach (TradeState trade in batch.Trades)
        {
            Check(trade);
            _trades[trade.Plan.TradeId] = trade;
        }

        foreach (LedgerEntry entry in batch.Entries)
        {
            if (entry.Postings.Sum(static posting => posting.Amount.Micros) != 0)
            {
                Violations.Add($"I8: {entry.Id} does not balance");
            }
        }

        if (dies("after a commit"))
        {
            throw new ProcessDied("after a commit");
        }
    }

    public JournalContent Load() => inner.Load();

    private void Check(OrderState after)
    {
        if (_orders.TryGetValue(after.Intent.ClientOrderId, out OrderState? before))
        {
            bool isBack = before.Phase.IsFinal() && after.Phase != before.Phase;
            if (isBack || after.Filled() < before.Filled() || after.Fills.Count < before.Fills.Count)
            {
                Violations.Add($"I9: {before} became {after}");
            }

            if (after.Intent.Fingerprint() != before.Intent.Fingerprint())
            {
                Violations.Add($"I1: the intent of {before} changed");
            }
        }
    }

    private void Check(TradeState after)
    {
        // Only who wants what it holds sold or rolled takes up a trade again that had ended.
        if (_trades.TryGetValue(after.Plan.TradeId, out TradeState? before) && before.Phase.IsFinal() && after.Phase != before.Phase
            && before.Flatten?.Since == after.Flatten?.Since)
        {
            Violations.Add($"I9: {before} became {after}");
        }
    }
}
