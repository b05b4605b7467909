namespace Dutchbook.Domain;

/// <summary>
/// A market's book as the venue publishes it: bids on both sides. A NO bid at p is the offer to sell YES at 1 - p, so asks are
/// derived. Levels are best first.
/// </summary>
public sealed class OrderBook
{
    private OrderBook(BookLevel[] yesBids, BookLevel[] noBids, DateTimeOffset at, bool isTopOnly) =>
        (YesBids, NoBids, At, IsTopOnly) = (yesBids, noBids, at, isTopOnly);

    public IReadOnlyList<BookLevel> YesBids { get; }

    public IReadOnlyList<BookLevel> NoBids { get; }

    /// <summary>When the book was received.</summary>
    public DateTimeOffset At { get; }

    /// <summary>The stream's number of the last change in it; null for a book that was asked for.</summary>
    public long? Sequence { get; init; }

    /// <summary>Only the touch is known; what lies behind it is unknown, not empty.</summary>
    public bool IsTopOnly { get; }

    /// <summary>The best YES bid is at or above the derived YES ask: no consistent snapshot shows that.</summary>
    public bool IsCrossed =>
        YesBids.Count > 0 && NoBids.Count > 0 && YesBids[0].Price.Ticks + NoBids[0].Price.Ticks >= Price.TicksPerDollar;

    /// <summary>
    /// Sorts each side best first and joins levels of the same price; levels of price 0 or 1, or without size, are dropped.
    /// </summary>
    public static OrderBook Create(
        IEnumerable<BookLevel> yesBids, IEnumerable<BookLevel> noBids, DateTimeOffset at, long? sequence = null) =>
        new(Sort(yesBids), Sort(noBids), at, isTopOnly: false) { Sequence = sequence };

    /// <summary>The same book, known to stand unchanged at another instant; its levels are shared, not copied.</summary>
    public OrderBook SeenAt(DateTimeOffset at, long? sequence) =>
        new((BookLevel[])YesBids, (BookLevel[])NoBids, at, IsTopOnly) { Sequence = sequence };

    /// <summary>Whether both books have the same levels, whenever they were seen.</summary>
    public bool HasLevelsOf(OrderBook other) =>
        (ReferenceEquals(YesBids, other.YesBids) || YesBids.SequenceEqual(other.YesBids))
        && (ReferenceEquals(NoBids, other.NoBids) || NoBids.SequenceEqual(other.NoBids));

    /// <summary>The one-level book that a listed quote implies.</summary>
    public static OrderBook FromQuote(Quote quote, DateTimeOffset at) => new(
        quote.HasYesBid ? [new BookLevel(quote.YesBid, quote.YesBidSize)] : [],
        quote.HasYesAsk ? [new BookLevel(quote.YesAsk.Complement(), quote.YesAskSize)] : [],
        at,
        isTopOnly: true);

    /// <summary>What buying a side costs, cheapest first: the other side's bids, complemented.</summary>
    public BookLevel[] Asks(Side side)
    {
        IReadOnlyList<BookLevel> bids = side.Opposite() == Side.Yes ? YesBids : NoBids;
        BookLevel[] asks = new BookLevel[bids.Count];
        for (int i = 0; i < asks.Length; i++)
        {
            asks[i] = new BookLevel(bids[i].Price.Complement(), bids[i].Quantity);
        }

        return asks;
    }

    private static BookLevel[] Sort(IEnumerable<BookLevel> levels)
    {
        List<BookLevel> sorted = [.. levels.Where(level =>
            level.Price > Price.Zero && level.Price < Price.One && level.Quantity.IsPositive)];
        sorted.Sort(static (left, right) => right.Price.CompareTo(left.Price));
        List<BookLevel> joined = new(sorted.Count);
        foreach (BookLevel level in sorted)
        {
            if (joined.Count > 0 && joined[^1].Price == level.Price)
            {
                joined[^1] = new BookLevel(level.Price, joined[^1].Quantity + level.Quantity);
            }
            else
            {
                joined.Add(level);
            }
        }

        return [.. joined];
    }
}
