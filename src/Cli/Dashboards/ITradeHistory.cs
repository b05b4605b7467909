using Dutchbook.Execution;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>All that was ever written down of trades; read from any thread while trading goes on.</summary>
internal interface ITradeHistory
{
    JournalContent Load();

    /// <summary>What became of one trade and its orders, in order.</summary>
    IReadOnlyList<JournalLine> Lines(string tradeId);

    /// <summary>The checks of one trade and its orders, in order.</summary>
    IReadOnlyList<Decision> Decisions(string tradeId);
}

/// <summary>The journal of a home folder.</summary>
internal sealed class StoredHistory(string database, bool isPaper) : ITradeHistory
{
    public JournalContent Load() => Read(static journal => journal.Load());

    public IReadOnlyList<JournalLine> Lines(string tradeId) => Read(journal => journal.Lines(tradeId));

    public IReadOnlyList<Decision> Decisions(string tradeId) => Read(journal => journal.Decisions(tradeId));

    private T Read<T>(Func<SqliteJournal, T> read)
    {
        using SqliteJournal journal = SqliteJournal.OpenReader(database, isPaper);
        return read(journal);
    }
}

/// <summary>The journal of a demo: it lives as long as its process, and may be read while the loop writes it.</summary>
internal sealed class DemoJournal : IJournal, ITradeHistory
{
    private readonly Lock _gate = new();
    private readonly MemoryJournal _journal = new();
    private readonly Dictionary<string, List<JournalLine>> _lines = new(StringComparer.Ordinal);

    public void Commit(JournalBatch batch)
    {
        lock (_gate)
        {
            _journal.Commit(batch);
            foreach (TradeState trade in batch.Trades)
            {
                Note(trade.Plan.TradeId, new JournalLine(batch.At, trade.Plan.TradeId, trade.Phase.ToString(), trade.Reason));
            }

            foreach (OrderState order in batch.Orders)
            {
                Note(order.Intent.TradeId, new JournalLine(batch.At, order.Intent.ClientOrderId, order.Phase.ToString(), order.Reason));
            }
        }
    }

    public JournalContent Load()
    {
        lock (_gate)
        {
            return _journal.Load();
        }
    }

    public IReadOnlyList<JournalLine> Lines(string tradeId)
    {
        lock (_gate)
        {
            return _lines.TryGetValue(tradeId, out List<JournalLine>? lines) ? [.. lines] : [];
        }
    }

    public IReadOnlyList<Decision> Decisions(string tradeId)
    {
        lock (_gate)
        {
            return [.. _journal.Decisions.Where(decision => string.Equals(decision.TradeId, tradeId, StringComparison.Ordinal))];
        }
    }

    private void Note(string tradeId, JournalLine line)
    {
        if (!_lines.TryGetValue(tradeId, out List<JournalLine>? lines))
        {
            _lines[tradeId] = lines = [];
        }

        lines.Add(line);
    }
}
