using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>What a book offers at prices that an order may name.</summary>
internal static class Offers
{
    /// <summary>
    /// The price of a contract of this side lies on the market's grid, which is stated in YES prices.
    /// </summary>
    public static bool IsValid(TickGrid grid, Side side, Price price) =>
        price > Price.Zero && price < Price.One && grid.Contains(side == Side.Yes ? price : price.Complement());

    /// <summary>
    /// The levels of a side, cheapest first, up to the first that is off the grid: a level that no limit price names is
    /// a misreading, and what lies behind it cannot be trusted.
    /// </summary>
    public static BookLevel[] Of(TickGrid grid, OrderBook book, Side side)
    {
        BookLevel[] asks = book.Asks(side);
        int valid = Array.FindIndex(asks, level => !IsValid(grid, side, level.Price));
        return valid < 0 ? asks : asks[..valid];
    }
}
