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
    /// The highest price of a contract of this side, at or below, that an order may name; null when there is none.
    /// </summary>
    public static Price? Floor(Claim claim, Price price)
    {
        TickGrid grid = claim.Market.TickGrid!;
        Price? valid = claim.Side == Side.Yes
            ? grid.Floor(price)
            : grid.Ceiling(price.Complement())?.Complement();
        return valid is Price found && found > Price.Zero && found <= price ? found : null;
    }

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
