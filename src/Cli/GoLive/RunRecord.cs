namespace Dutchbook.Cli;

/// <summary>What runs from a home folder came to, kept across processes: the evidence of the go-live checklist.</summary>
internal sealed record RunRecord
{
    /// <summary>Hours of following a real exchange on paper; the demo's do not count.</summary>
    public double DryRunHours { get; init; }

    /// <summary>Of these, those that a person had reviewed when he said so last (`trades --dry-run --reviewed`).</summary>
    public double ReviewedHours { get; init; }

    public DateTimeOffset? ReviewedAt { get; init; }

    /// <summary>When the present stretch without a failed pass or a long gap began.</summary>
    public DateTimeOffset? UnbrokenSince { get; init; }

    /// <summary>The last sign of life.</summary>
    public DateTimeOffset? LastAt { get; init; }

    public long Passes { get; init; }

    public long FailedPasses { get; init; }

    /// <summary>Why the last stretch ended.</summary>
    public string? LastBreak { get; init; }

    /// <summary>Answers of the exchange that we asked too much (429).</summary>
    public long Throttled { get; init; }

    public long Requests { get; init; }

    public static string PathIn(HomeFolder home) => Path.Combine(home.Root, "run-record.json");

    /// <summary>An empty one where there is none.</summary>
    /// <exception cref="CommandFailure">There is one, and it cannot be read.</exception>
    public static RunRecord Read(HomeFolder home) =>
        HomeRecord.Read<RunRecord>(PathIn(home), out string problem) is { } record ? record
        : problem.Length == 0 ? new RunRecord()
        : throw new CommandFailure(ExitCode.Failed, problem);

    public void Write(HomeFolder home) => HomeRecord.Write(PathIn(home), this);
}
