using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>How many unit baskets to buy of which claims, and what that earns exactly.</summary>
/// <param name="AtLeast">Dollars that one unit basket pays in the worst world.</param>
/// <param name="Weights">Contracts of each claim in a unit basket; null for one of each.</param>
internal readonly record struct Sizing(
    SizedLeg[] Legs, int AtLeast, Quantity Units, Money Edge, int[]? Weights = null)
{
    /// <summary>
    /// What figures a basket are counted in: unit baskets, or, where the quantities have no simple proportion, contracts of
    /// the largest leg.
    /// </summary>
    public Quantity Baskets => IsProportion ? Units : Units * Weights!.Max();

    /// <summary>A reader can call it a basket of so many of each.</summary>
    public bool IsProportion => Weights is null || Weights.Max() <= BasketLeg.GreatestSimpleWeight;

    public int WeightOf(int leg) => Weights is null ? 1 : Weights[leg];

    public override string ToString() => $"{Units} x {Legs.Length} claims for {Edge}";
}
