using System.Runtime.CompilerServices;

namespace Dutchbook.Detection;

/// <summary>
/// Claims that are all the same: any one with the negation of any other pays exactly a dollar. A claim and its own negation
/// never cost less, because crossed quotes are not on offer; so the cheapest of each decide.
/// </summary>
internal static class EqualRule
{
    /// <summary>The most that a pair earns; negative when none pays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Edge<TCosts>(TCosts costs)
        where TCosts : struct, IMemberCosts, allows ref struct
    {
        int negation = Grain.Absent;
        int claim = Grain.Absent;
        for (int i = 0; i < costs.Count; i++)
        {
            negation = Math.Min(negation, costs.Negation(i));
            claim = Math.Min(claim, costs.Claim(i));
        }

        return Grain.PerDollar - negation - claim;
    }
}
