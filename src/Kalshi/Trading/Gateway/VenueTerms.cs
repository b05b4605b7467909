using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Kalshi;

/// <summary>
/// Between the venue's terms, always of YES, and ours, always of what is bought: a bid buys YES at its price, an ask
/// buys NO at one minus its price.
/// </summary>
internal static class VenueTerms
{
    public static (Side Side, Price Price) Bought(BookSide side, Price yesPrice) => side switch
    {
        Kalshi.BookSide.Bid => (Side.Yes, yesPrice),
        Kalshi.BookSide.Ask => (Side.No, yesPrice.Complement()),
        Kalshi.BookSide.Unknown => throw new ArgumentException("Which way it goes is not known.", nameof(side)),
    };

    public static (BookSide Side, Price YesPrice) Offered(Side side, Price price) => side switch
    {
        Side.Yes => (Kalshi.BookSide.Bid, price),
        Side.No => (Kalshi.BookSide.Ask, price.Complement()),
    };

    /// <summary>Which way an order goes is never guessed.</summary>
    /// <exception cref="UnreadableFieldException">It is neither.</exception>
    public static BookSide BookSide(string? text)
    {
        Open<BookSide> side = Field.Word(text, OrderWords.Sides);
        return side.Value == Kalshi.BookSide.Unknown ? throw Field.Wrong(text ?? "", "book_side", "bid or ask") : side.Value;
    }

    public static VenueOrderStatus Status(OrderStatus status) => status switch
    {
        OrderStatus.Resting => VenueOrderStatus.Resting,
        OrderStatus.Canceled => VenueOrderStatus.Canceled,
        OrderStatus.Executed => VenueOrderStatus.Executed,
        OrderStatus.Unknown => VenueOrderStatus.Unknown,
    };

    public static DateTimeOffset? FromMilliseconds(long? milliseconds) => milliseconds is > 0 and < 253_402_300_800_000
        ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds.Value)
        : null;
}
