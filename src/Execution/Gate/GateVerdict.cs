namespace Dutchbook.Execution;

/// <summary>What the gate answered, and every check that it made.</summary>
public sealed record GateVerdict
{
    /// <summary>Null when it refused, or was not asked about an order.</summary>
    public ApprovedOrder? Order { get; init; }

    public required bool Passed { get; init; }

    /// <summary>The check that refused; empty when none did.</summary>
    public string Check { get; init; } = "";

    public string Reason { get; init; } = "";

    /// <summary>The refusal smells of our own malfunction: trading halts until a person has looked.</summary>
    public bool IsMalfunction { get; init; }

    public required IReadOnlyList<Decision> Decisions { get; init; }
}
