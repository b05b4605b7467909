using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>Takes the guarantees of one relation, as slots of the <see cref="Board"/>.</summary>
internal interface IGuaranteeVisitor
{
    /// <summary>Each claim implies all that follow: the negation of any pays, or any later one does.</summary>
    void Chain(ReadOnlySpan<int> slots);

    /// <summary>At most one claim is true: of the negations of any of them all pay but one.</summary>
    void Exclusive(ReadOnlySpan<int> slots);

    /// <summary>One of these claims pays.</summary>
    void OneOf(Signal signal, ReadOnlySpan<int> slots);
}

/// <summary>Which guarantees a relation gives. A line gives more than can be listed: its cluster is searched instead.</summary>
internal static class GuaranteeWalk
{
    /// <param name="type">What the claims mean together.</param>
    /// <param name="slots">The claims; changed on the way, and as they were at the end.</param>
    /// <param name="visitor">Is told of each guarantee.</param>
    public static void Over(RelationType type, Span<int> slots, IGuaranteeVisitor visitor)
    {
        switch (type)
        {
            case RelationType.Subset or RelationType.Threshold:
                visitor.Chain(slots);
                break;
            case RelationType.Exclusive:
                visitor.Exclusive(slots);
                break;
            case RelationType.Exhaustive:
                visitor.OneOf(Signal.BuyAll, slots);
                break;
            case RelationType.Partition:
                visitor.OneOf(Signal.BuyAll, slots);
                visitor.Exclusive(slots);
                break;
            case RelationType.Complement:
                visitor.OneOf(Signal.BuyBoth, slots);
                Negate(slots);
                visitor.OneOf(Signal.SellBoth, slots);
                Negate(slots);
                break;
            case RelationType.Equivalence:
                Equal(slots, visitor);
                break;
            case RelationType.Conjunction:
                Conjunction(slots, visitor);
                break;
            case RelationType.Line or RelationType.Implication:
                break;
        }
    }

    private static void Equal(ReadOnlySpan<int> slots, IGuaranteeVisitor visitor)
    {
        for (int i = 0; i < slots.Length; i++)
        {
            for (int j = 0; j < slots.Length; j++)
            {
                if (i != j)
                {
                    visitor.OneOf(Signal.BuyOneSellOther, [slots[i], slots[j] ^ 1]);
                }
            }
        }
    }

    private static void Conjunction(Span<int> slots, IGuaranteeVisitor visitor)
    {
        foreach (int leg in slots[1..])
        {
            visitor.OneOf(Signal.BuyLegSellCombo, [leg, slots[0] ^ 1]);
        }

        Negate(slots[1..]);
        visitor.OneOf(Signal.BuyComboSellLegs, slots);
        Negate(slots[1..]);
    }

    private static void Negate(Span<int> slots)
    {
        foreach (ref int slot in slots)
        {
            slot ^= 1;
        }
    }
}
