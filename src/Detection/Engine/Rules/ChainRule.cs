using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dutchbook.Detection;

/// <summary>
/// Claims of which each implies all that follow: the negation of any with any later one pays at least a dollar. All pairs
/// are looked at; neighbours alone miss what an illiquid claim between two others hides.
/// </summary>
internal static class ChainRule
{
    /// <summary>How far behind the last cost memory must be readable.</summary>
    public static int Overhang => Vector512<ushort>.Count;

    /// <summary>
    /// Whether some pair with the claim at this position costs less than a dollar: its negation with a later claim, or it
    /// with the negation of an earlier one. No branch depends on prices, and most chains are one round.
    /// </summary>
    /// <param name="negation">The cost of the first negation; behind it the others.</param>
    /// <param name="claim">The cost of the first claim; behind it the others, and <see cref="Overhang"/>.</param>
    /// <param name="count">How many claims there are.</param>
    /// <param name="position">Which of them.</param>
    /// <param name="ownNegation">What the negation of that one costs now.</param>
    /// <param name="ownClaim">What it costs now.</param>
    public static bool PaysAt(
        ref ushort negation, ref ushort claim, int count, int position, int ownNegation, int ownClaim)
    {
        Vector512<ushort> earlier = Limit(ownClaim);
        Vector512<ushort> later = Limit(ownNegation);
        Vector512<ushort> hits = Vector512<ushort>.Zero;
        for (int i = 0; i < count; i += Vector512<ushort>.Count)
        {
            Vector512<ushort> lanes = Vector512<ushort>.Indices + Vector512.Create((ushort)i);
            Vector512<ushort> negations = Vector512.LoadUnsafe(ref negation, (nuint)i);
            Vector512<ushort> claims = Vector512.LoadUnsafe(ref claim, (nuint)i);
            hits |= Vector512.LessThan(negations, earlier) & Vector512.LessThan(lanes, Vector512.Create((ushort)position));
            hits |= Vector512.LessThan(claims, later) & Vector512.GreaterThan(lanes, Vector512.Create((ushort)position))
                & Vector512.LessThan(lanes, Vector512.Create((ushort)count));
        }

        return hits != Vector512<ushort>.Zero;
    }

    /// <summary>The most that a pair earns; negative when none pays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Edge<TCosts>(TCosts costs)
        where TCosts : struct, IMemberCosts, allows ref struct
    {
        int cheapest = Grain.Absent;
        int least = 2 * Grain.Absent;
        for (int i = 0; i < costs.Count; i++)
        {
            least = Math.Min(least, cheapest + costs.Claim(i));
            cheapest = Math.Min(cheapest, costs.Negation(i));
        }

        return Grain.PerDollar - least;
    }

    /// <summary>What the other claim of a pair must cost less than.</summary>
    private static Vector512<ushort> Limit(int cost) => Vector512.Create((ushort)Math.Max(0, Grain.PerDollar - cost));
}
