namespace Dutchbook.Unit.Detection.Solving.Planted;

/// <summary>A claim of a planted cluster: a market, and which of its sides.</summary>
internal readonly record struct Side(int Market, bool Yes)
{
    public bool Holds(int world) => ((world >> Market & 1) == 1) == Yes;

    public Side Flip() => new(Market, !Yes);
}

/// <summary>
/// One fact of a planted cluster and its meaning, written apart from the product. Worlds are bit masks; cells and
/// intervals only for lines.
/// </summary>
internal sealed record Fact(string Kind, Side[] Sides, int Cells = 0, (int From, int To)[]? Spans = null)
{
    public bool Admits(int world)
    {
        int holding = Sides.Count(side => side.Holds(world));
        return Kind switch
        {
            "implies" => Sides.Zip(Sides.Skip(1)).All(pair => !pair.First.Holds(world) || pair.Second.Holds(world)),
            "at most one" => holding <= 1,
            "at least one" => holding > 0,
            "exactly one" => holding == 1,
            "all equal" => holding == 0 || holding == Sides.Length,
            "conjunction" => Sides[0].Holds(world) == Sides.Skip(1).All(side => side.Holds(world)),
            "line" => Enumerable.Range(0, Cells).Any(cell => Sides.Zip(Spans!)
                .All(pair => pair.First.Holds(world) == (pair.Second.From <= cell && cell < pair.Second.To))),
            _ => throw new InvalidOperationException(Kind),
        };
    }
}
