namespace Dutchbook.Detection;

/// <summary>
/// One step of a cycle, packed in an integer: a purchase of one claim of a market, or a cell whose payoff is thrown
/// away (or whose thrown-away payoff is taken back).
/// </summary>
/// <param name="Code">Twice the market, one more for NO; complemented, twice the cell, one more for the way
/// down.</param>
internal readonly record struct LineArc(int Code)
{
    /// <summary>From the market's first cut point to its last, at its ask.</summary>
    public static LineArc Yes(int market) => new(2 * market);

    /// <summary>From the market's last cut point back to its first, at minus its bid.</summary>
    public static LineArc No(int market) => new((2 * market) + 1);

    /// <summary>From cut point k + 1 to k for nothing: a payoff in cell k that nobody needs.</summary>
    public static LineArc Waste(int cell) => new(~((2 * cell) + 1));

    /// <summary>From cut point k to k + 1 for nothing: the payoff wasted in cell k is needed after all.</summary>
    public static LineArc Reclaim(int cell) => new(~(2 * cell));

    public bool IsMarket => Code >= 0;

    public int Market => Code >> 1;

    public int Cell => ~Code >> 1;

    /// <summary>Whether the step goes up the line: YES, or a payoff reclaimed.</summary>
    public bool IsUp => ((Code < 0 ? ~Code : Code) & 1) == 0;

    public override string ToString() =>
        $"{(IsMarket ? IsUp ? "YES" : "NO" : IsUp ? "reclaim" : "waste")} {(IsMarket ? Market : Cell)}";
}
