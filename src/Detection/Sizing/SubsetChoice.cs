using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// Which claims of an exclusive set to buy the NO of. Any subset of s pays s-1, so a claim may be left out when it is too thin
/// for the size that the others allow, or earns less than the rounding of its order.
/// </summary>
internal static class SubsetChoice
{
    /// <summary>Up to this many claims every subset is tried.</summary>
    private const int Small = 6;

    /// <summary>Up to this many claims each is tried to be left out of what was found best.</summary>
    private const int Middling = 40;

    /// <summary>The subset that earns most by <paramref name="size"/>, or null when none earns anything.</summary>
    public static Sizing? Best(SizedLeg[] legs, Func<SizedLeg[], int, Sizing?> size)
    {
        if (legs.Length <= Small)
        {
            return OfAll(legs, size);
        }

        Sizing? best = Better(
            Thinning(legs.OrderBy(static leg => leg.Depth()), size),
            Thinning(legs.OrderByDescending(static leg => leg.Levels[0].Price), size));
        if (best is not Sizing found)
        {
            return null;
        }

        Sizing chosen = found.Legs.Length <= Middling ? WithoutOne(found, size) : found;
        return chosen with { Legs = [.. legs.Where(leg => Array.IndexOf(chosen.Legs, leg) >= 0)] };
    }

    private static Sizing? OfAll(SizedLeg[] legs, Func<SizedLeg[], int, Sizing?> size)
    {
        Sizing? best = null;
        for (int mask = (1 << legs.Length) - 1; mask > 0; mask--)
        {
            int chosen = mask;
            if (int.PopCount(mask) >= 2)
            {
                SizedLeg[] subset = [.. legs.Where((_, i) => (chosen >> i & 1) != 0)];
                best = Better(best, size(subset, subset.Length - 1));
            }
        }

        return best;
    }

    /// <summary>Leaves out one claim after the other in the order given, and keeps the best of what remains.</summary>
    private static Sizing? Thinning(IOrderedEnumerable<SizedLeg> order, Func<SizedLeg[], int, Sizing?> size)
    {
        Sizing? best = null;
        for (SizedLeg[] left = [.. order]; left.Length >= 2; left = left[1..])
        {
            best = Better(best, size(left, left.Length - 1));
        }

        return best;
    }

    private static Sizing WithoutOne(Sizing best, Func<SizedLeg[], int, Sizing?> size)
    {
        bool improved = true;
        while (improved && best.Legs.Length > 2)
        {
            improved = false;
            SizedLeg[] legs = best.Legs;
            foreach (SizedLeg leg in legs)
            {
                Sizing? without = size([.. legs.Where(other => !ReferenceEquals(other, leg))], legs.Length - 2);
                if (without is Sizing better && better.Edge >= best.Edge)
                {
                    (best, improved) = (better, true);
                }
            }
        }

        return best;
    }

    /// <summary>Of two that earn the same, the one with fewer claims: it ties up less and has less to go wrong.</summary>
    private static Sizing? Better(Sizing? one, Sizing? other) => (one, other) switch
    {
        (null, _) => other,
        (_, null) => one,
        ({ } left, { } right) => right.Edge > left.Edge || (right.Edge == left.Edge && right.Legs.Length < left.Legs.Length)
            ? other
            : one,
    };
}
