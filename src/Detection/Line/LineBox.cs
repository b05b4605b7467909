namespace Dutchbook.Detection;

/// <summary>
/// One market as the searches see it: its cut points, and the net box its probability must lie in. Sixteen bytes, so
/// that four markets share a cache line.
/// </summary>
internal struct LineBox
{
    public int From;
    public int To;

    /// <summary>What its YES can be sold for, net: one dollar minus the cost of NO.</summary>
    public int Bid;

    /// <summary>What its YES costs, net.</summary>
    public int Ask;
}
