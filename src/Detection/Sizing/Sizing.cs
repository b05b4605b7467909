using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>How many unit baskets to buy of which claims, and what that earns exactly.</summary>
internal readonly record struct Sizing(SizedLeg[] Legs, int AtLeast, Quantity Units, Money Edge)
{
    public override string ToString() => $"{Units} x {Legs.Length} claims for {Edge}";
}
