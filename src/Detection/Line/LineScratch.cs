namespace Dutchbook.Detection;

/// <summary>
/// The working memory of searches on lines. It holds nothing between two calls, so that all lines of one writer share
/// one.
/// </summary>
internal sealed class LineScratch
{
    public const int Far = int.MaxValue;

    /// <param name="cells">The cells of the longest line it will serve.</param>
    public LineScratch(int cells)
    {
        Cells = cells;
        Distance = new int[cells + 1];
        Arrived = new LineArc[cells + 1];
        Reached = new int[cells + 2];
        Cycle = new LineCycle(cells);
        Distance.AsSpan().Fill(Far);
    }

    public int Cells { get; }

    /// <summary>How far a search's start moves before each cut point must follow; Far between searches.</summary>
    public int[] Distance { get; }

    /// <summary>The arc by which each cut point was last reached.</summary>
    public LineArc[] Arrived { get; }

    /// <summary>The cut points a search has reached, the settled ones first.</summary>
    public int[] Reached { get; }

    /// <summary>What the last repair that failed ran into.</summary>
    public LineCycle Cycle { get; }
}
