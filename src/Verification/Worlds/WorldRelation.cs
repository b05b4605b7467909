namespace Dutchbook.Verification;

/// <summary>
/// A claim of a relation: a market and the side that the claim is about; on a line, the cells in which it is true.
/// </summary>
internal readonly record struct ClaimAt(int Market, bool IsYes, int From = 0, int To = 0);

/// <summary>
/// One relation of a proof. Of a world that is decided in part it says what else follows, or that no world can agree:
/// so that a search meets only worlds that every relation admits.
/// </summary>
internal sealed class WorldRelation(string type, IReadOnlyList<ClaimAt> claims, int cells = 0)
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

    private int Find(Assignment world, bool truth) =>
        Enumerable.Range(0, claims.Count).FirstOrDefault(i => Truth(world, i) == truth, -1);

    /// <summary>What is true makes all later claims true; what is false makes all earlier ones false.</summary>
    private bool Chain(Assignment world)
    {
        int first = Find(world, truth: true);
        int last = Enumerable.Range(0, claims.Count).LastOrDefault(i => Truth(world, i) == false, -1);
        return Enumerable.Range(0, claims.Count).All(i =>
            (first < 0 || i < first || Set(world, i, truth: true)) && (i > last || Set(world, i, truth: false)));
    }

    private bool AtMostOne(Assignment world)
    {
        int only = Find(world, truth: true);
        return only < 0 || Enumerable.Range(0, claims.Count).All(i => i == only || Set(world, i, truth: false));
    }

    /// <summary>At least one claim from a place on is true.</summary>
    private bool AtLeastOne(Assignment world, int from)
    {
        int[] possible = [.. Enumerable.Range(from, claims.Count - from).Where(i => Truth(world, i) != false)];
        return possible.Length > 0 && (possible.Length > 1 || Set(world, possible[0], truth: true));
    }

    private bool Equal(Assignment world)
    {
        int known = Enumerable.Range(0, claims.Count).FirstOrDefault(i => Truth(world, i) is not null, -1);
        return known < 0 || Truth(world, known) is not bool truth
            || Enumerable.Range(0, claims.Count).All(i => Set(world, i, truth));
    }

    /// <summary>The first claim is true exactly when all others are.</summary>
    private bool Whole(Assignment world)
    {
        int[] parts = [.. Enumerable.Range(1, claims.Count - 1)];
        if (parts.Any(i => Truth(world, i) == false))
        {
            return Set(world, 0, truth: false);
        }

        if (Truth(world, 0) == true)
        {
            return parts.All(i => Set(world, i, truth: true));
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
        for (int i = 0; i < claims.Count; i++)
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
        for (int i = 0; agrees && i < claims.Count; i++)
        {
            int inside = before[claims[i].To] - before[claims[i].From];
            agrees = (inside > 0 || Set(world, i, truth: false))
                && (inside < before[cells] || Set(world, i, truth: true));
        }

        return agrees;
    }
}
