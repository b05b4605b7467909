namespace Dutchbook.Domain;

/// <summary>One claim of a basket with the levels it takes, its cost and its fee.</summary>
public sealed record BasketLeg
{
    /// <summary>The greatest weight of what a reader can still call a basket of so many of each.</summary>
    public const int GreatestSimpleWeight = 12;

    public required Claim Claim { get; init; }

    /// <summary>Contracts per unit basket.</summary>
    public required int Weight { get; init; }

    public required Quantity Quantity { get; init; }

    /// <summary>What is taken, cheapest first, at the price one contract of this side costs.</summary>
    public required IReadOnlyList<BookLevel> Levels { get; init; }

    /// <summary>
    /// What was on offer: the levels taken in full size, and those behind them that the bound speaks of.
    /// </summary>
    public IReadOnlyList<BookLevel> Offered { get; init; } = [];

    public required Money Cost { get; init; }

    /// <summary>
    /// How the venue returns collateral within the leg's event, in its own word; empty for not at all.
    /// </summary>
    public string CollateralReturnType { get; init; } = "";

    /// <summary>The formula and multiplier the fee was computed with.</summary>
    public required FeeTerms Terms { get; init; }

    /// <summary>The exact fee of one order that takes each level in one fill.</summary>
    public required Money Fee { get; init; }

    /// <summary>The most the fee can be however the venue splits the fills.</summary>
    public required Money FeeBound { get; init; }

    /// <summary>When the levels were read.</summary>
    public required DateTimeOffset BookAt { get; init; }

    /// <summary>The stream's number of the last change in the book; null for a book that was asked for.</summary>
    public long? BookSequence { get; init; }
}
