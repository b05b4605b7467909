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

    /// <summary>Whether a basket costs less than it pays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Pays(GroupKind kind, int help, int cost) =>
        ((kind != GroupKind.Exhaustive) & (help > Grain.PerDollar))
        | ((kind != GroupKind.Exclusive) & (cost < Grain.PerDollar));

    /// <summary>The most that one of the baskets earns; negative when none pays.</summary>
    public static int Edge(GroupKind kind, int help, int cost) => Math.Max(
        kind == GroupKind.Exhaustive ? int.MinValue : help - Grain.PerDollar,
        kind == GroupKind.Exclusive ? int.MinValue : Grain.PerDollar - cost);
}
