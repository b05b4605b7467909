using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>A relation that a model proposed, with everything a person needs to disagree.</summary>
public sealed record ProposedRelation
{
    /// <summary>Pending, Proposed, with the evidence.</summary>
    public required Relation Relation { get; init; }

    public required ReviewStage Stage { get; init; }

    /// <summary>What it was judged by.</summary>
    public required string RulesHash { get; init; }

    /// <summary>The fee terms of its members; null where they are not known.</summary>
    public string? Fees { get; init; }

    /// <summary>The rules of its members side by side.</summary>
    public required IReadOnlyList<RuleDifference> Differences { get; init; }

    /// <summary>The models and prompts that judged it.</summary>
    public required string JudgedBy { get; init; }
}

/// <summary>How far a proposed relation got before a person sees it.</summary>
public enum ReviewStage
{
    /// <summary>One model says so, both ways round, and nothing deterministic stands against it.</summary>
    Proposed,

    /// <summary>A second model tried to construct a world that breaks it, both ways round, and could not.</summary>
    Checked,
}
