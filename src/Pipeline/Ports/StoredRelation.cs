using Dutchbook.Domain;

namespace Dutchbook.Pipeline;

/// <summary>A relation as stored: its columns, and the whole explanation as <see cref="Document"/>.</summary>
public sealed record StoredRelation
{
    /// <summary>The hash of type and claims.</summary>
    public required string Id { get; init; }

    public required RelationType Type { get; init; }

    public required Tier Tier { get; init; }

    public required Strength Strength { get; init; }

    public required RelationStatus Status { get; init; }

    public required string Rule { get; init; }

    public required Ratio Confidence { get; init; }

    public required IReadOnlyList<string> Tickers { get; init; }

    /// <summary>The constraint as a sentence.</summary>
    public required string Description { get; init; }

    /// <summary>The constraint as an inequality between probabilities.</summary>
    public required string Formula { get; init; }

    /// <summary>The evidence, one line each.</summary>
    public required string Reasoning { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The newest pass that derived it.</summary>
    public required DateTimeOffset LastValidated { get; init; }

    /// <summary>The full explanation as JSON text, as its maker gave it.</summary>
    public required string Document { get; init; }
}
