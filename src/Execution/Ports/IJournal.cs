namespace Dutchbook.Execution;

/// <summary>
/// Where execution remembers. What a batch holds is durable, all of it or nothing, when <see cref="Commit"/> returns; only
/// then are its commands carried out. A journal that cannot write throws, and nothing is sent any more.
/// </summary>
public interface IJournal
{
    void Commit(JournalBatch batch);

    /// <summary>Everything a new process must know.</summary>
    JournalContent Load();
}

/// <summary>What one turn of the loop changed.</summary>
public sealed record JournalBatch
{
    public required DateTimeOffset At { get; init; }

    /// <summary>Orders as they are now; a row for each, overwritten.</summary>
    public IReadOnlyList<OrderState> Orders { get; init; } = [];

    public IReadOnlyList<TradeState> Trades { get; init; } = [];

    /// <summary>Appended.</summary>
    public IReadOnlyList<LedgerEntry> Entries { get; init; } = [];

    /// <summary>Why something was, or was not, let through; appended.</summary>
    public IReadOnlyList<Decision> Decisions { get; init; } = [];

    public bool IsEmpty => Orders.Count == 0 && Trades.Count == 0 && Entries.Count == 0 && Decisions.Count == 0;
}

/// <summary>What was decided by a check of the gate, or about the whole account.</summary>
/// <param name="At">When.</param>
/// <param name="TradeId">The trade concerned; empty for the whole account.</param>
/// <param name="Subject">The order, or the trade.</param>
/// <param name="Check">The check by name.</param>
/// <param name="Passed">False where it refused.</param>
/// <param name="Reason">In words; of what passed, what was compared.</param>
public sealed record Decision(DateTimeOffset At, string TradeId, string Subject, string Check, bool Passed, string Reason);

/// <summary>What was remembered, in the order in which it was first written.</summary>
public sealed record JournalContent(
    IReadOnlyList<OrderState> Orders, IReadOnlyList<TradeState> Trades, IReadOnlyList<LedgerEntry> Entries);
