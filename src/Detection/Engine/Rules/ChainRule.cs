using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dutchbook.Detection;

/// <summary>
/// Claims of which each implies all that follow: the negation of any with any later one pays at least a dollar. All pairs
/// are looked at; neighbours alone miss what an illiquid claim between two others hides.
/// </summary>
/// <remarks>Spans hold whole vectors, padded with <see cref="Grain.Absent"/>.</remarks>
internal static class ChainRule
{
    private static readonly Vector128<ushort> Lanes = Vector128.Create((ushort)0, 1, 2, 3, 4, 5, 6, 7);

    /// <summary>Whether some pair costs less than a dollar.</summary>
    public static bool Pays(ReadOnlySpan<ushort> negations, ReadOnlySpan<ushort> claims)
    {
        int cheapest = Grain.Absent;
        bool pays = false;
        for (int i = 0; i < claims.Length; i++)
        {
            pays |= cheapest + claims[i] < Grain.PerDollar;
            cheapest = Math.Min(cheapest, negations[i]);
        }

        return pays;
    }

    /// <summary>Whether some pair with the claim at this position costs less than a dollar.</summary>
    /// <param name="cheaperClaim">The claim's own cost fell, so that pairs with earlier negations must be looked at.</param>
    /// <param name="cheaperNegation">Its negation's cost fell: pairs with later claims.</param>
    public static bool PaysAt(
        ReadOnlySpan<ushort> negations,
        ReadOnlySpan<ushort> claims,
        int position,
        bool cheaperClaim,
        bool cheaperNegation) =>
        (cheaperClaim && AnyBefore(negations, position, Grain.PerDollar - claims[position]))
        || (cheaperNegation && AnyAfter(claims, position, Grain.PerDollar - negations[position]));

    /// <summary>The most that a pair earns; negative when none pays.</summary>
    public static int Edge(ReadOnlySpan<ushort> negations, ReadOnlySpan<ushort> claims)
    {
        int cheapest = Grain.Absent;
        int least = 2 * Grain.Absent;
        for (int i = 0; i < claims.Length; i++)
        {
            least = Math.Min(least, cheapest + claims[i]);
            cheapest = Math.Min(cheapest, negations[i]);
        }

        return Grain.PerDollar - least;
    }

    private static bool AnyBefore(ReadOnlySpan<ushort> costs, int end, int limit)
    {
        if (limit <= 0)
        {
            return false;
        }

        ref ushort first = ref MemoryMarshal.GetReference(costs);
        Vector128<ushort> below = Vector128.Create((ushort)limit);
        int i = 0;
        for (; i + Vector128<ushort>.Count <= end; i += Vector128<ushort>.Count)
        {
            if (Vector128.LessThanAny(Vector128.LoadUnsafe(ref Unsafe.Add(ref first, i)), below))
            {
                return true;
            }
        }

        return i < end && AnyOf(ref Unsafe.Add(ref first, i), below, Vector128.LessThan(Lanes, Of(end - i)));
    }

    private static bool AnyAfter(ReadOnlySpan<ushort> costs, int position, int limit)
    {
        if (limit <= 0)
        {
            return false;
        }

        ref ushort first = ref MemoryMarshal.GetReference(costs);
        Vector128<ushort> below = Vector128.Create((ushort)limit);
        int i = position & ~(Vector128<ushort>.Count - 1);
        bool any = AnyOf(ref Unsafe.Add(ref first, i), below, Vector128.GreaterThan(Lanes, Of(position - i)));
        for (i += Vector128<ushort>.Count; !any && i < costs.Length; i += Vector128<ushort>.Count)
        {
            any = Vector128.LessThanAny(Vector128.LoadUnsafe(ref Unsafe.Add(ref first, i)), below);
        }

        return any;
    }

    private static bool AnyOf(ref ushort costs, Vector128<ushort> below, Vector128<ushort> lanes) =>
        (Vector128.LessThan(Vector128.LoadUnsafe(ref costs), below) & lanes) != Vector128<ushort>.Zero;

    private static Vector128<ushort> Of(int lane) => Vector128.Create((ushort)lane);
}
