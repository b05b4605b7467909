namespace Dutchbook.Domain;

/// <summary>One of our markets and the market elsewhere that rules took for the same question, with what they were taken for it by.</summary>
public sealed record FoundMatch
{
    /// <summary>Ours.</summary>
    public required string Ticker { get; init; }

    /// <summary>The market there.</summary>
    public required string TheirId { get; init; }

    /// <summary>The hash of both texts. A decision is about them and no others.</summary>
    public required string TextsHash { get; init; }

    public required MatchGrade Grade { get; init; }

    public required IReadOnlyList<RuleDifference> Differences { get; init; }

    /// <summary>Our question as it was compared.</summary>
    public required string Question { get; init; }

    public required string TheirQuestion { get; init; }

    /// <summary>By which theirs resolves.</summary>
    public required string TheirRules { get; init; }

    /// <summary>The same for the same two markets, whatever their texts become.</summary>
    public string Id => TextHash.Of([Ticker, TheirId])[..16];

    /// <summary>A decision about one is a decision about the other.</summary>
    public bool SaysTheSameAs(FoundMatch other) =>
        Id == other.Id && Grade == other.Grade && string.Equals(TextsHash, other.TextsHash, StringComparison.Ordinal);
}
