using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// The per-basket figures. What is shown is cut to $0.0001, never rounded up; what is compared is exact.
/// </summary>
internal static class Figures
{
    private const long MicrosShown = 100;
    private const long HundredthsPerUnit = 100;

    /// <summary>Dollars per unit basket, cut to $0.0001.</summary>
    public static Money PerUnit(Money amount, Quantity units) =>
        Cut((Int128)amount.Micros * HundredthsPerUnit / units.Hundredths);

    /// <summary>
    /// Edge per unit times confidence times the liquidity factor min(1, available / desired), cut to $0.0001.
    /// </summary>
    public static Money Score(Money edge, Quantity units, Ratio confidence, Quantity available, Quantity desired)
    {
        Int128 dividend = (Int128)edge.Micros * HundredthsPerUnit * confidence.PartsPerMillion;
        Int128 divisor = (Int128)units.Hundredths * Ratio.Whole;
        return available < desired
            ? Cut(dividend / divisor * available.Hundredths / desired.Hundredths)
            : Cut(dividend / divisor);
    }

    public static bool FallsShort(Money edge, Quantity units, Money leastPerUnit) =>
        (Int128)edge.Micros * HundredthsPerUnit < (Int128)leastPerUnit.Micros * units.Hundredths;

    public static bool Exceeds(Money edge, Quantity units, Money mostPerUnit) =>
        (Int128)edge.Micros * HundredthsPerUnit > (Int128)mostPerUnit.Micros * units.Hundredths;

    /// <summary>
    /// How sure the payoff is. Relations that each carry it are as sure as the first, which is the strongest; of
    /// relations that must all hold each rule may fail by itself, and all relations of one rule fail together.
    /// </summary>
    public static Ratio Confidence(IReadOnlyList<RelationUse> relations, RelationBasis basis)
    {
        if (basis == RelationBasis.Alone)
        {
            return relations[0].Relation.Confidence;
        }

        long doubt = relations
            .GroupBy(static use => use.Relation.Rule, StringComparer.Ordinal)
            .Sum(static rule => Ratio.Whole - rule.Min(static use => use.Relation.Confidence.PartsPerMillion));
        return Ratio.FromPartsPerMillion(Math.Max(0, Ratio.Whole - doubt));
    }

    public static Grade GradeOf(Relation relation, bool isAssumed) => (isAssumed, relation.Strength) switch
    {
        (true, _) => Grade.D,
        (false, Strength.Soft) => Grade.C,
        (false, Strength.Hard) => relation.Tier switch
        {
            Tier.Proven => Grade.A,
            Tier.Reviewed => Grade.B,
            Tier.Proposed => Grade.D,
        },
    };

    private static Money Cut(Int128 micros) => Money.FromMicros((long)(micros / MicrosShown * MicrosShown));
}
