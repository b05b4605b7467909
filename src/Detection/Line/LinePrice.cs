namespace Dutchbook.Detection;

/// <summary>Net prices on a line: whole micro-dollars a contract.</summary>
/// <remarks>
/// The line itself counts in 32 bits: a probability lies between nothing and a dollar, a net price at most a fee
/// outside, and a figure that is not within <see cref="Beyond"/> of zero says no more than that there is no price.
/// </remarks>
internal static class LinePrice
{
    /// <summary>One dollar.</summary>
    public const int Dollar = 1_000_000;

    /// <summary>The ask of a market whose YES nobody offers.</summary>
    public const long NoAsk = long.MaxValue;

    /// <summary>The bid of a market whose NO nobody offers.</summary>
    public const long NoBid = long.MinValue;

    /// <summary>
    /// 1,073 dollars: what a search carries where there is no ask, and below zero where there is no bid.
    /// </summary>
    public const int Beyond = 1 << 30;

    public static int Ask(long price) => price is > -Beyond and < Beyond ? (int)price : Beyond;

    public static int Bid(long price) => price is > -Beyond and < Beyond ? (int)price : -Beyond;
}
