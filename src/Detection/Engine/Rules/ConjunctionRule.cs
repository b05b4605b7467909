using System.Runtime.CompilerServices;

namespace Dutchbook.Detection;

/// <summary>
/// A combo, first, and its legs. The combo's negation with any leg pays a dollar, and so does the combo with the negations
/// of all legs.
/// </summary>
internal static class ConjunctionRule
{
    /// <summary>The most that a basket earns; negative when none pays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Edge<TCosts>(TCosts costs)
        where TCosts : struct, IMemberCosts, allows ref struct
    {
        int cheapest = Grain.Absent;
        int against = costs.Claim(0);
        for (int i = 1; i < costs.Count; i++)
        {
            cheapest = Math.Min(cheapest, costs.Claim(i));
            against += costs.Negation(i);
        }

        return Grain.PerDollar - Math.Min(costs.Negation(0) + cheapest, against);
    }
}
