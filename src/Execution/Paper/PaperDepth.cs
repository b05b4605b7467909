using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>
/// What paper trades have taken from live books. A level that was taken stays taken until the venue shows another size there:
/// two paper trades never fill against the same contracts.
/// </summary>
internal sealed class PaperDepth
{
    private readonly Dictionary<(string Ticker, Side Side, Price Price), (Quantity Shown, Quantity Taken)> _taken = [];

    /// <summary>What is still to be had of a side, cheapest first.</summary>
    public BookLevel[] Left(string ticker, Side side, OrderBook book)
    {
        List<BookLevel> left = [];
        foreach (BookLevel ask in book.Asks(side))
        {
            (string, Side, Price) key = (ticker, side, ask.Price);
            if (_taken.TryGetValue(key, out (Quantity Shown, Quantity Taken) entry))
            {
                if (entry.Shown != ask.Quantity)
                {
                    _taken.Remove(key);
                    entry = default;
                }
            }

            if (ask.Quantity > entry.Taken)
            {
                left.Add(new BookLevel(ask.Price, ask.Quantity - entry.Taken));
            }
        }

        return [.. left];
    }

    public void Take(string ticker, Side side, OrderBook book, Price price, Quantity quantity)
    {
        Quantity shown = Quantity.Zero;
        foreach (BookLevel ask in book.Asks(side))
        {
            shown = ask.Price == price ? ask.Quantity : shown;
        }

        Quantity before = _taken.GetValueOrDefault((ticker, side, price)).Taken;
        _taken[(ticker, side, price)] = (shown, before + quantity);
    }

    /// <summary>The same book without what was taken.</summary>
    public OrderBook Without(string ticker, OrderBook book)
    {
        IEnumerable<BookLevel> Bids(Side side) => Left(ticker, side.Opposite(), book)
            .Select(static ask => new BookLevel(ask.Price.Complement(), ask.Quantity));
        return OrderBook.Create(Bids(Side.Yes), Bids(Side.No), book.At);
    }
}
