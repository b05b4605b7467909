using Dutchbook.Domain;

namespace Dutchbook.Sandbox;

/// <summary>The relation that makes a planted mispricing one.</summary>
public enum PlantKind
{
    Subset = 0,
    Threshold,
    Exclusive,
    Exhaustive,
    Equivalence,
    Complement,
    Conjunction,
    Deadline,

    /// <summary>No single pair or sum shows it; three or more markets of two series do together.</summary>
    Joint,
}

/// <summary>
/// A mispricing put there on purpose: one of each claim, bought at its ask, costs less after fees than the
/// <see cref="AtLeast"/> dollars that must come back.
/// </summary>
public sealed record Plant(
    string Name,
    PlantKind Kind,
    IReadOnlyList<PlantedClaim> Claims,
    int AtLeast,
    string Explanation);

/// <summary>One leg of a planted mispricing; <see cref="Side"/> is the venue's word, yes or no.</summary>
public sealed record PlantedClaim(string Ticker, string Side)
{
    internal static PlantedClaim Yes(string ticker) => new(ticker, Domain.Side.Yes.Word());

    internal static PlantedClaim No(string ticker) => new(ticker, Domain.Side.No.Word());
}

/// <summary>A basket that a true relation offers and that still earns nothing, or nothing that can be bought.</summary>
public sealed record NearMiss(
    string Name,
    IReadOnlyList<PlantedClaim> Claims,
    int AtLeast,
    string Explanation);

/// <summary>Markets that look mispriced to a careless reader, and why nothing may be reported of them.</summary>
public sealed record Trap(string Name, IReadOnlyList<string> Tickers, string Explanation);
