using System.Runtime.CompilerServices;

namespace Dutchbook.Detection;

/// <summary>
/// Exclusive and exhaustive claims, by two running sums. Of claims of which at most one is true, the negations that cost
/// less than a dollar pay one dollar less than their number; a negation that costs more would only add to the cost.
/// Claims of which at least one is true pay a dollar together.
/// </summary>
internal static class SumRule
{
    /// <summary>What a negation of this cost earns in the basket of negations.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Help(int negation) => Math.Max(0, Grain.PerDollar - negation);

    /// <summary>What the negations earn together, and what the claims cost together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (int Help, int Cost) Sums<TCosts>(TCosts costs)
        where TCosts : struct, IMemberCosts, allows ref struct
    {
        int help = 0;
        int cost = 0;
        for (int i = 0; i < costs.Count; i++)
        {
            help += Help(costs.Negation(i));
            cost += costs.Claim(i);
        }

        return (help, cost);
    }

    /// <summary>Whether a basket costs less than it pays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Pays(GroupKind kind, int help, int cost) =>
        ((kind != GroupKind.Exhaustive) & (help > Grain.PerDollar))
        | ((kind != GroupKind.Exclusive) & (cost < Grain.PerDollar));

    /// <summary>The most that one of the baskets earns; negative when none pays.</summary>
    public static int Edge(GroupKind kind, (int Help, int Cost) sums) => Math.Max(
        kind == GroupKind.Exhaustive ? int.MinValue : sums.Help - Grain.PerDollar,
        kind == GroupKind.Exclusive ? int.MinValue : Grain.PerDollar - sums.Cost);
}
