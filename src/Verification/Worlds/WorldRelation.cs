namespace Dutchbook.Verification;

/// <summary>
/// A claim of a relation: a market and the side that the claim is about; on a line, the cells in which it is true.
/// </summary>
internal readonly record struct ClaimAt(int Market, bool IsYes, int From = 0, int To = 0);

/// <summary>
/// One relation of a proof. Of a world that is decided in part it says what else follows, or that no world can agree:
/// so that a search meets only worlds that every relation admits.
/// </summary>
internal sealed class WorldRelation(string type, ClaimAt[] claims, int cells = 0)
{
    public IReadOnlyList<ClaimAt> Claims => claims;

    public static bool IsKnown(string type) => type is "Subset" or "Threshold" or "Exclusive" or "Exhaustive"
        or "Partition" or "Equivalence" or "Complement" or "Conjunction" or "Line";

    /// <summary>False when no world agrees with what is decided.</summary>
    public bool Follow(Assignment world) => type switch
    {
        "Subset" or "Threshold" => Chain(world),
        "Exclusive" => AtMostOne(world),
        "Exhaustive" => AtLeastOne(world, 0),
        "Partition" or "Complement" => AtMostOne(world) && AtLeastOne(world, 0),
        "Equivalence" => Equal(world),
        "Conjunction" => Whole(world),
        "Line" => Line(world),
        _ => false,
    };

    private bool? Truth(Assignment world, int claim) =>
        world[claims[claim].Market] is bool yes ? yes == claims[claim].IsYes : null;

    private bool Set(Assignment world, int claim, bool truth) =>
        world.Set(claims[claim].Market, truth == claims[claim].IsYes);

    private int Find(Assignment world, bool truth)
    {
        for (int i = 0; i < claims.Length; i++)
        {
            if (Truth(world, i) == truth)
            {
                return i;
            }
        }

        return -1;
    }

    private int FindLast(Assignment world, bool truth)
    {
        for (int i = claims.Length - 1; i >= 0; i--)
        {
            if (Truth(world, i) == truth)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>All claims from one place to before another.</summary>
    private bool SetAll(Assignment world, int from, int to, bool truth)
    {
        bool agrees = true;
        for (int i = from; agrees && i < to; i++)
        {
            agrees = Set(world, i, truth);
        }

        return agrees;
    }

    /// <summary>What is true makes all later claims true; what is false makes all earlier ones false.</summary>
    private bool Chain(Assignment world)
    {
        int first = Find(world, truth: true);
        int last = FindLast(world, truth: false);
        return SetAll(world, first < 0 ? claims.Length : first, claims.Length, truth: true)
            && SetAll(world, 0, last + 1, truth: false);
    }

    private bool AtMostOne(Assignment world)
    {
        int only = Find(world, truth: true);
        return only < 0 || (SetAll(world, 0, only, truth: false)
            && SetAll(world, only + 1, claims.Length, truth: false));
    }

    /// <summary>At least one claim from a place on is true.</summary>
    private bool AtLeastOne(Assignment world, int from)
    {
        int possible = 0;
        int last = -1;
        for (int i = from; i < claims.Length && possible < 2; i++)
        {
            if (Truth(world, i) != false)
            {
                possible++;
                last = i;
            }
        }

        return possible > 1 || (possible == 1 && Set(world, last, truth: true));
    }

    private bool Equal(Assignment world)
    {
        int holds = Find(world, truth: true);
        return holds >= 0 ? SetAll(world, 0, claims.Length, truth: true)
            : Find(world, truth: false) < 0 || SetAll(world, 0, claims.Length, truth: false);
    }

    /// <summary>The first claim is true exactly when all others are.</summary>
    private bool Whole(Assignment world)
    {
        int[] parts = [.. Enumerable.Range(1, claims.Length - 1)];
        if (parts.Any(i => Truth(world, i) == false))
        {
            return Set(world, 0, truth: false);
        }

        if (Truth(world, 0) == true)
        {
            return SetAll(world, 1, claims.Length, truth: true);
        }

        int[] open = [.. parts.Where(i => Truth(world, i) is null)];
        return open.Length switch
        {
            0 => Set(world, 0, truth: true),
            1 when Truth(world, 0) == false => Set(world, open[0], truth: false),
            _ => true,
        };
    }

    /// <summary>
    /// Exactly one cell comes true: what is decided rules cells out, and what the rest agree on follows.
    /// </summary>
    private bool Line(Assignment world)
    {
        bool[] ruledOut = new bool[cells];
        for (int i = 0; i < claims.Length; i++)
        {
            if (Truth(world, i) is bool truth)
            {
                for (int cell = 0; cell < cells; cell++)
                {
                    ruledOut[cell] |= (claims[i].From <= cell && cell < claims[i].To) != truth;
                }
            }
        }

        // before[c]: how many of the cells below c are still possible.
        int[] before = new int[cells + 1];
        for (int cell = 0; cell < cells; cell++)
        {
            before[cell + 1] = before[cell] + (ruledOut[cell] ? 0 : 1);
        }

        bool agrees = before[cells] > 0;
        for (int i = 0; agrees && i < claims.Length; i++)
        {
            int inside = before[claims[i].To] - before[claims[i].From];
            agrees = (inside > 0 || Set(world, i, truth: false))
                && (inside < before[cells] || Set(world, i, truth: true));
        }

        return agrees;
    }
}
