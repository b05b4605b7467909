namespace Dutchbook.Detection;

internal enum PriceBoundState
{
    /// <summary>The bound is the best there is.</summary>
    Best,

    /// <summary>The work ran out: the bound holds, a better one may exist.</summary>
    Open,

    /// <summary>The other markets have a Dutch book of their own, so any price can be made.</summary>
    OthersIncoherent,

    /// <summary>No world agrees with all facts.</summary>
    Contradictory,

    /// <summary>The work ran out before any bound was found.</summary>
    Unknown,
}

/// <summary>A price at which related books make or take a market's payoff.</summary>
/// <param name="State">How far the search came.</param>
/// <param name="Price">Micro-dollars a contract; certain, rounded to the safe side. Null where there is none.</param>
/// <param name="Contracts">How many contracts of the market the positions go with.</param>
/// <param name="Positions">Contracts of each other market: YES where positive, NO where negative.</param>
internal sealed record ChanceBound(PriceBoundState State, long? Price, long Contracts, long[] Positions);
