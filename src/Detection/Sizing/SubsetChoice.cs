using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>The best size of a basket, or null when no size of it earns more than <paramref name="beat"/>.</summary>
internal delegate Sizing? SizeToBeat(SizedLeg[] legs, int atLeast, Money beat);

/// <summary>
/// Which claims of an exclusive set to buy the NO of. Any subset of s pays s-1, so a claim may be left out when it is
/// too thin for the size that the others allow, or earns less than the rounding of its order. Of two subsets that earn
/// the same, the one with fewer claims is taken: it ties up less and has less to go wrong.
/// </summary>
internal static class SubsetChoice
{
    /// <summary>Up to this many claims every subset is tried.</summary>
    private const int Small = 6;

    /// <summary>Up to this many claims each is tried to be left out of what was found best.</summary>
    private const int Middling = 40;

    /// <summary>The subset that earns most, or null when none earns anything.</summary>
    public static Sizing? Best(SizedLeg[] legs, SizeToBeat size)
    {
        Sizing? best = null;
        if (legs.Length <= Small)
        {
            TryAll(legs, size, ref best);
            return best;
        }

        Thin([.. legs.OrderBy(static leg => leg.Depth())], size, ref best);
        Thin([.. legs.OrderByDescending(static leg => leg.Levels[0].Price)], size, ref best);
        for (bool improved = true; improved && best is { Legs.Length: > 2 and <= Middling };)
        {
            improved = TryWithoutOne(best.Value.Legs, size, ref best);
        }

        return best is Sizing chosen ? chosen with { Legs = [.. legs.Where(chosen.Legs.Contains)] } : null;
    }

    private static void TryAll(SizedLeg[] legs, SizeToBeat size, ref Sizing? best)
    {
        for (int mask = (1 << legs.Length) - 1; mask > 0; mask--)
        {
            int chosen = mask;
            if (int.PopCount(mask) >= 2)
            {
                Try([.. legs.Where((_, i) => (chosen >> i & 1) != 0)], size, ref best);
            }
        }
    }

    /// <summary>Leaves out one claim after the other in the order given.</summary>
    private static void Thin(SizedLeg[] ordered, SizeToBeat size, ref Sizing? best)
    {
        for (int from = 0; from <= ordered.Length - 2; from++)
        {
            Try(ordered[from..], size, ref best);
        }
    }

    private static bool TryWithoutOne(SizedLeg[] legs, SizeToBeat size, ref Sizing? best)
    {
        bool improved = false;
        foreach (SizedLeg leg in legs)
        {
            improved |= Try([.. legs.Where(other => !ReferenceEquals(other, leg))], size, ref best);
        }

        return improved;
    }

    private static bool Try(SizedLeg[] subset, SizeToBeat size, ref Sizing? best)
    {
        Money beat = best is not Sizing known ? Money.Zero
            : subset.Length < known.Legs.Length ? known.Edge - Money.FromMicros(1)
            : known.Edge;
        if (size(subset, subset.Length - 1, beat) is not Sizing better)
        {
            return false;
        }

        best = better;
        return true;
    }
}
