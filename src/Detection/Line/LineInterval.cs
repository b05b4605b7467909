namespace Dutchbook.Detection;

/// <summary>
/// A market of a line: YES pays exactly if the true cell lies in [<paramref name="From"/>, <paramref name="To"/>).
/// </summary>
/// <remarks>
/// A market that pays on both sides of a range is entered as the range with its sides exchanged: its YES is the range's
/// NO. An empty interval is a market that cannot pay, the whole line one that must.
/// </remarks>
internal readonly record struct LineInterval(int From, int To)
{
    public override string ToString() => $"[{From}, {To})";
}
