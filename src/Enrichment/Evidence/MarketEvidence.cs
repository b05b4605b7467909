using Dutchbook.Domain;

namespace Dutchbook.Enrichment;

/// <summary>What one source says of one market's YES.</summary>
public sealed record MarketEvidence
{
    public required string Ticker { get; init; }

    /// <summary>The source's name, as configuration and tables have it.</summary>
    public required string Source { get; init; }

    /// <summary>The probability of YES, its error in the width.</summary>
    public required ProbabilityBand Yes { get; init; }

    /// <summary>When the facts behind it held: the time of the quote or of the publication, not of our request.</summary>
    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>Where it came from, so that a person can look: host, series, contract. Never a key.</summary>
    public required string Provenance { get; init; }

    /// <summary>Why it says something about this very market.</summary>
    public required string Applies { get; init; }

    /// <summary>What the error bar does not cover.</summary>
    public IReadOnlyList<string> Reservations { get; init; } = [];

    /// <summary>It rests on a market elsewhere being the same question, which no person has confirmed.</summary>
    public bool IsUnreviewed { get; init; }

    /// <summary>The answer is already public: the side that has won. Null while it is open.</summary>
    public Side? Decided { get; init; }
}
