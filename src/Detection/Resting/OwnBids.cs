using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>What is already bid for a side: whoever bids the same price or a better one is filled first.</summary>
/// <param name="Levels">Best first.</param>
/// <param name="IsTopOnly">Only the best bid is known: what lies behind it is unknown, not empty.</param>
/// <param name="IsReadable">False when the bid could not be read: then nothing of the queue is known.</param>
/// <param name="HasSizes">False when the sizes were not recorded.</param>
internal readonly record struct OwnBids(
    IReadOnlyList<BookLevel> Levels, bool IsTopOnly, bool IsReadable, bool HasSizes)
{
    public static OwnBids Of(OrderBook book, Claim claim, bool isReadable = true) => new(
        claim.Side == Side.Yes ? book.YesBids : book.NoBids,
        book.IsTopOnly,
        isReadable,
        HasSizes: !(book.IsTopOnly && claim.Market.SizesAssumed));

    /// <summary>The contracts ahead of an order at this price; null when the book does not tell.</summary>
    public Quantity? Ahead(Price price)
    {
        bool known = IsReadable && (Levels.Count == 0 || price > Levels[0].Price
            || (HasSizes && (!IsTopOnly || price == Levels[0].Price)));
        return known ? AtLeastAhead(price) : null;
    }

    /// <summary>The contracts ahead of an order at this price that are known of.</summary>
    public Quantity AtLeastAhead(Price price)
    {
        Int128 hundredths = 0;
        foreach (BookLevel level in Levels)
        {
            hundredths += level.Price >= price ? level.Quantity.Hundredths : 0;
        }

        return Quantity.FromHundredths((long)Int128.Min(hundredths, long.MaxValue));
    }
}
