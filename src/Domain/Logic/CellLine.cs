namespace Dutchbook.Domain;

/// <summary>
/// The line of one observable, cut into cells of which exactly one comes true. Claim i of the relation is true exactly when
/// that cell lies in span i. Where the rules let every market pay nothing, one more cell, outside all ranges, stands for that.
/// </summary>
public sealed class CellLine
{
    /// <param name="cells">The cells in order, in words.</param>
    /// <param name="spans">One for each claim of the relation.</param>
    public CellLine(IReadOnlyList<string> cells, IReadOnlyList<CellSpan> spans)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cells.Count, 2, nameof(cells));
        if (spans.Any(span => span.From < 0 || span.From > span.To || span.To > cells.Count))
        {
            throw new ArgumentException($"a span lies outside the {cells.Count} cells", nameof(spans));
        }

        Cells = cells;
        Spans = spans;
    }

    public IReadOnlyList<string> Cells { get; }

    public IReadOnlyList<CellSpan> Spans { get; }

    /// <summary>True when a claim pays in a cell.</summary>
    public bool Pays(int claim, int cell) => Spans[claim].Contains(cell);
}

/// <summary>Neighbouring cells: from the first to the one before <see cref="To"/>; none when both are equal.</summary>
public readonly record struct CellSpan(int From, int To)
{
    public bool Contains(int cell) => From <= cell && cell < To;

    public override string ToString() => $"[{From}, {To})";
}
