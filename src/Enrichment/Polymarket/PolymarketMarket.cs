using Dutchbook.Domain;

namespace Dutchbook.Enrichment;

/// <summary>A market of Polymarket with two outcomes, the first of which is its YES.</summary>
public sealed record PolymarketMarket
{
    public required string Id { get; init; }

    public required string Question { get; init; }

    /// <summary>The rules it resolves by.</summary>
    public string Description { get; init; } = "";

    /// <summary>Where it looks, if it says so apart from its rules; often an address.</summary>
    public string ResolutionSource { get; init; } = "";

    public required string YesToken { get; init; }

    public required string NoToken { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>The outcome's meaning can still change, as that of "Other" does when candidates are added.</summary>
    public bool MeaningMayChange { get; init; }

    /// <summary>Null where the terms could not be read: then nothing costs a known amount.</summary>
    public PolymarketFee? Fee { get; init; }

    /// <summary>The question in the form that is compared.</summary>
    public required QuestionText Text { get; init; }
}

/// <summary>The two sides of one token's book, best first.</summary>
public sealed record PolymarketBook(string Token, IReadOnlyList<BookLevel> Bids, IReadOnlyList<BookLevel> Asks, DateTimeOffset At);
