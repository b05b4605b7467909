using System.Globalization;
using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// Everything that the places of markets on one observable prove together, as one relation: exactly one cell between
/// neighbouring cuts comes true. Chains, covers and sets that cannot overlap are special cases, and have relations of their own;
/// a line is written only where it says more than they do.
/// </summary>
internal sealed class CellRules(RelationWriter writer)
{
    /// <param name="placed">The markets of one observable, on its reporting grid where the rules state one.</param>
    /// <param name="silence">Why none of the ranges need pay; null when one cell must come true.</param>
    public void Apply(List<IntervalProposition> placed, decimal? grid, string? silence, Evidence[] evidence)
    {
        if (!SaysMore(placed))
        {
            return;
        }

        Cut[] cuts = [.. placed.SelectMany(static item => new[] { item.Low, item.High })
            .Where(static cut => !cut.IsOpen).Distinct().Order()];
        List<string> cells = [.. Enumerable.Range(0, cuts.Length + 1).Select(cell => Words(cuts, cell, grid))];
        List<Evidence> all =
        [
            .. evidence,
            new Evidence("strikes", $"{cuts.Length} cuts leave {cells.Count} ranges of which exactly one comes true"),
        ];
        if (silence is not null)
        {
            cells.Add("every market resolves to No");
            all.Add(new Evidence("rules", silence));
        }

        CellSpan[] spans = [.. placed.Select(item => new CellSpan(
            item.Low == Cut.Lowest ? 0 : Array.BinarySearch(cuts, item.Low) + 1,
            item.High == Cut.Highest ? cuts.Length + 1 : Array.BinarySearch(cuts, item.High) + 1))];
        writer.AddLine([.. placed.Select(static item => Claim.Yes(item.Market))], new CellLine(cells, spans), "observable-line", [.. all]);
    }

    /// <summary>Two markets, one chain, or one event's ranges that do not overlap are told whole by simpler relations.</summary>
    private static bool SaysMore(List<IntervalProposition> placed)
    {
        if (placed.Count < 2 || placed.TrueForAll(static item => item.IsAbove) || placed.TrueForAll(static item => item.IsBelow))
        {
            return false;
        }

        bool isOneEvent = placed.TrueForAll(item => ReferenceEquals(item.Event, placed[0].Event));
        return !isOneEvent || (placed.Count > 2 && Overlap(placed));
    }

    /// <summary>They are in the order of their lower ends.</summary>
    private static bool Overlap(List<IntervalProposition> placed)
    {
        Cut reached = Cut.Lowest;
        foreach (IntervalProposition item in placed)
        {
            if (item.Low < reached)
            {
                return true;
            }

            reached = item.High;
        }

        return false;
    }

    private static string Words(Cut[] cuts, int cell, decimal? grid)
    {
        string? from = cell == 0 ? null : Edge(cuts[cell - 1], grid, isLower: true);
        string? to = cell == cuts.Length ? null : Edge(cuts[cell], grid, isLower: false);
        return (from, to) switch
        {
            (null, _) => to!,
            (_, null) => from,
            _ => $"{from}, {to}",
        };
    }

    /// <summary>On a grid a cut is the number of steps below; what lies above it begins at that many.</summary>
    private static string Edge(Cut cut, decimal? grid, bool isLower)
    {
        string value = (cut.Value * (grid ?? 1)).ToString(CultureInfo.InvariantCulture);
        return (isLower, cut.Side) switch
        {
            (true, 0) => $"at least {value}",
            (true, _) => $"above {value}",
            (false, 0) => $"below {value}",
            (false, _) => $"at most {value}",
        };
    }
}
