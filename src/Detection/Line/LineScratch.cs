namespace Dutchbook.Detection;

/// <summary>
/// The working memory of searches on lines. It holds nothing between two calls, so that all lines of one writer share one.
/// </summary>
internal sealed class LineScratch
{
    public const int Far = int.MaxValue;

    /// <param name="cells">The cells of the longest line it will serve.</param>
    public LineScratch(int cells)
    {
        Cells = cells;
        Distance = new int[cells + 1];
        Arrived = new int[cells + 1];
        Reached = new int[cells + 2];
        First = new int[cells + 1];
        Second = new int[cells + 1];
        Cycle = new LineArc[(2 * cells) + 3];
        Distance.AsSpan().Fill(Far);
    }

    public int Cells { get; }

    /// <summary>How far each cut point may stay where it is while the start of the search moves; Far between searches.</summary>
    public int[] Distance { get; }

    /// <summary>The code of the arc by which each reached cut point was reached.</summary>
    public int[] Arrived { get; }

    public int[] Reached { get; }

    /// <summary>The two halves of a cycle while it is put together, as codes of arcs.</summary>
    public int[] First { get; }

    public int[] Second { get; }

    public LineArc[] Cycle { get; }

    public int CycleLength { get; set; }

    /// <summary>Whole dollars that the cycle's payoff owes at the least: +1, 0 or -1 cash arcs.</summary>
    public int CycleCash { get; set; }
}
