namespace Dutchbook.Detection;

/// <summary>One contract of one claim of a market of the line.</summary>
internal readonly record struct LineLeg(int Market, bool IsYes)
{
    public override string ToString() => $"{(IsYes ? "YES" : "NO")} {Market}";
}

/// <summary>A portfolio of single contracts that pays more than it costs whichever cell comes true.</summary>
/// <param name="First">Where its legs begin in <see cref="BasketSearch.Legs"/>.</param>
/// <param name="Count">How many legs it has; each is one contract.</param>
/// <param name="Payout">What it pays at least, in whole dollars.</param>
/// <param name="Profit">What that exceeds its cost by, in micro-dollars.</param>
internal readonly record struct LineBasket(int First, int Count, int Payout, long Profit)
{
    /// <summary>Micro-dollars it costs, linear fees included.</summary>
    public long Cost() => ((long)Payout * LinePrice.Dollar) - Profit;

    public override string ToString() => $"{Count} legs lock {Profit} of {Payout} dollars";
}
