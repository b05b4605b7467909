namespace Dutchbook.Domain;

/// <summary>
/// The best bid and ask of YES with their sizes, in the venue's form. Zero size, or a price of 0 or 1, is the venue's way of
/// saying "nobody": <see cref="BestAsk"/> then gives nothing, never a price of 0 or 1.
/// </summary>
public readonly record struct Quote(Price YesBid, Quantity YesBidSize, Price YesAsk, Quantity YesAskSize)
{
    public static Quote None => default;

    public bool HasYesBid => IsLive(YesBid, YesBidSize);

    public bool HasYesAsk => IsLive(YesAsk, YesAskSize);

    /// <summary>A bid at or above the ask cannot stand in a consistent book.</summary>
    public bool IsCrossed => HasYesBid && HasYesAsk && YesBid >= YesAsk;

    /// <summary>What buying one contract of a side costs at the touch, before fees: NO costs 1 minus the YES bid.</summary>
    public BookLevel? BestAsk(Side side) => side switch
    {
        Side.Yes => HasYesAsk ? new BookLevel(YesAsk, YesAskSize) : null,
        Side.No => HasYesBid ? new BookLevel(YesBid.Complement(), YesBidSize) : null,
    };

    private static bool IsLive(Price price, Quantity size) =>
        price > Price.Zero && price < Price.One && size.IsPositive;
}
