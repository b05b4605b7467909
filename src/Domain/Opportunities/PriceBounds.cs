namespace Dutchbook.Domain;

/// <summary>Where a market's quote stands against all the books related to it.</summary>
public sealed record PriceBounds
{
    public required Market Market { get; init; }

    /// <summary>The number of contracts that the bounds are for; the depth of the related books limits them.</summary>
    public required Quantity Contracts { get; init; }

    /// <summary>
    /// What one contract of YES costs now, with the least fee it can carry; null when nobody offers it.
    /// </summary>
    public required Money? Ask { get; init; }

    /// <summary>What one contract of YES brings now, less the least fee; null when nobody bids.</summary>
    public required Money? Bid { get; init; }

    /// <summary>
    /// The highest price at which the related books let one sell the market's YES without touching it; null when they
    /// do not.
    /// </summary>
    public required PriceBound? Sell { get; init; }

    /// <summary>The lowest price at which they let one build it; null when they do not.</summary>
    public required PriceBound? Build { get; init; }

    /// <summary>Why a bound is missing, or to be read with care.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>A price at which related books replace a market.</summary>
/// <param name="Price">Dollars a contract, all fees included, never flattered by rounding.</param>
/// <param name="Legs">What is bought elsewhere, for all the contracts together.</param>
/// <param name="Relations">What ties the legs to the market.</param>
public sealed record PriceBound(Money Price, IReadOnlyList<BoundLeg> Legs, IReadOnlyList<RelationUse> Relations);

/// <summary>One claim bought in place of a market.</summary>
public sealed record BoundLeg(Claim Claim, Quantity Quantity, IReadOnlyList<BookLevel> Levels, Money Cost, Money Fee);
