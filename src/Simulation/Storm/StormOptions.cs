using Dutchbook.Execution;

namespace Dutchbook.Simulation;

/// <summary>A known wrong protocol, to see that the storm kills it.</summary>
public enum Variant
{
    /// <summary>The real one.</summary>
    None = 0,

    /// <summary>An order without an answer is sent again under another id.</summary>
    RetryWithNewId,

    /// <summary>An order without an answer counts as refused.</summary>
    TimeoutIsFailure,

    /// <summary>What is held and unhedged is never sold.</summary>
    NoUnwind,

    /// <summary>The first list without the order proves that it was not taken.</summary>
    TrustFirstNotFound,

    /// <summary>The fence is shorter than the venue's window.</summary>
    FenceTooShort,

    /// <summary>A new process forgets what was under way.</summary>
    NoRecovery,

    /// <summary>Orders leave before they are durable.</summary>
    SendBeforePersist,

    /// <summary>"This id exists" counts as filled.</summary>
    ExistsIsFilled,

    /// <summary>The venue takes requests of any age: the fence's ground is gone.</summary>
    NoTimestampWindow,
}

/// <summary>One run of the storm.</summary>
public sealed record StormOptions
{
    public required ulong Seed { get; init; }

    /// <summary>Null to draw it from the seed.</summary>
    public FaultPlan? Faults { get; init; }

    public Variant Variant { get; init; }

    public TradePolicy Policy { get; init; } = TradePolicy.Arithmetic;

    /// <summary>The process dies at this point of its life, once; points are numbered from 1.</summary>
    public long? DiesAt { get; init; }

    /// <summary>Where processes remember; null for memory.</summary>
    public Func<IJournal>? Journal { get; init; }
}

/// <summary>What one run came to.</summary>
public sealed record StormReport
{
    public required ulong Seed { get; init; }

    public required FaultPlan Faults { get; init; }

    /// <summary>Broken invariants, in words; none in a good run.</summary>
    public required IReadOnlyList<string> Violations { get; init; }

    /// <summary>How often each fault fired, by its number.</summary>
    public required IReadOnlyList<int> Fired { get; init; }

    /// <summary>Equal for equal seeds and programs.</summary>
    public required ulong TraceHash { get; init; }

    public required long Steps { get; init; }

    /// <summary>Points at which the process could have died.</summary>
    public required long DeathPoints { get; init; }

    public required TimeSpan VirtualTime { get; init; }

    /// <summary>How the trades ended.</summary>
    public required IReadOnlyDictionary<TradePhase, int> Ends { get; init; }

    public required int Orders { get; init; }

    public required int Restarts { get; init; }

    /// <summary>Losses and gains of the trades that sent an order, each with its bound.</summary>
    public required IReadOnlyList<StormResult> Results { get; init; }

    /// <summary>The line that plays this run again.</summary>
    public string Replay => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"dutchbook storm --seed {Seed}");
}

/// <param name="Bound">What it could lose at most.</param>
/// <param name="Result">What it brought in, all paid.</param>
/// <param name="End">How it ended.</param>
/// <param name="IsNormal">Every market of it settled normally.</param>
public sealed record StormResult(Domain.Money Bound, Domain.Money Result, TradePhase End, bool IsNormal);
