using Dutchbook.Domain;

namespace Dutchbook.Llm;

/// <summary>
/// Every call to a model, written before it is sent. What a call may cost at most is promised before, and only evidence
/// of what it did cost takes the promise back; a call whose end nobody saw counts in full.
/// </summary>
public interface ICallLedger
{
    /// <summary>The detail of a call whose batch was never handed over.</summary>
    const string NeverArrived = "the batch never arrived";

    /// <summary>
    /// Promises the cost of calls in one transaction, in order, up to the first one that a limit does not allow.
    /// </summary>
    Promises Promise(IReadOnlyList<PlannedCall> calls, BudgetLimits limits);

    /// <summary>Writes down how a call ended. A call that has an end keeps it.</summary>
    void Settle(long id, CallEnd end);

    /// <summary>Spent and promised since an instant.</summary>
    Money SpentSince(DateTimeOffset at);

    Money SpentInPass(string pass);

    /// <summary>A pass has asked this in a batch that arrived, whatever came of it: once is enough.</summary>
    bool WasInBatch(string pass, string verdictKey);

    /// <summary>The newest calls first.</summary>
    IReadOnlyList<RecordedCall> Calls(int limit);
}

/// <summary>A call about to be made.</summary>
public sealed record PlannedCall
{
    public required DateTimeOffset At { get; init; }

    /// <summary>The pass it belongs to, for the limit of a pass.</summary>
    public required string Pass { get; init; }

    public required string Purpose { get; init; }

    public required string Model { get; init; }

    public required string PromptVersion { get; init; }

    /// <summary>The key of the verdict that is asked for.</summary>
    public required string VerdictKey { get; init; }

    /// <summary>The most it can cost.</summary>
    public required Money AtMost { get; init; }

    /// <summary>Its name inside a batch; null for a call of its own.</summary>
    public string? BatchItem { get; init; }

    public long? Batch { get; init; }
}

/// <summary>The ids of the calls that may be made, and the limit that stopped the others; null when all may.</summary>
public sealed record Promises(IReadOnlyList<long> Ids, string? Reached);

/// <summary>How a call ended.</summary>
public sealed record CallEnd
{
    public required CallOutcome Outcome { get; init; }

    /// <summary>What it cost; null when nobody knows, and then the promise stands.</summary>
    public Money? Cost { get; init; }

    public TokenUsage Usage { get; init; }

    public TimeSpan Latency { get; init; }

    /// <summary>The provider's id of the answer or the reason of a failure.</summary>
    public string Detail { get; init; } = "";
}

/// <summary>How a call ended.</summary>
public enum CallOutcome
{
    /// <summary>Sent or about to be; nobody has seen the end.</summary>
    Open,
    Answered,
    Refused,
    Truncated,

    /// <summary>The provider said no: nothing is billed.</summary>
    Failed,

    /// <summary>The connection ended without an answer: it may be billed.</summary>
    Unknown,
}

/// <summary>A call as the ledger has it.</summary>
public sealed record RecordedCall(long Id, PlannedCall Plan, CallEnd End);
