using System.Runtime.CompilerServices;

namespace Dutchbook.Detection;

/// <summary>The most that a basket of one relation earns, by the rule of its kind.</summary>
internal static class ClosedForm
{
    /// <returns>In grains; not positive when none pays.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Edge<TCosts>(GroupKind kind, TCosts costs)
        where TCosts : struct, IMemberCosts, allows ref struct => kind switch
        {
            GroupKind.Exclusive or GroupKind.Exhaustive or GroupKind.Partition => SumRule.Edge(kind, SumRule.Sums(costs)),
            GroupKind.Chain => ChainRule.Edge(costs),
            GroupKind.Equal => EqualRule.Edge(costs),
            GroupKind.Conjunction => ConjunctionRule.Edge(costs),
            GroupKind.Line => int.MinValue,
        };
}
