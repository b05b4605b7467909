using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Pipeline;

/// <summary>
/// Reads the books of one look after another, each book once a look: many candidates share a market. It holds what it read only until
/// the next look; a table made for each of them would be large enough to stay until a full collection, with all that it names.
/// </summary>
internal sealed class BooksOfLook(LiveMarkets markets)
{
    private Place[] _places = [];
    private DateTimeOffset _now;
    private int _look;

    public void Begin(DateTimeOffset now)
    {
        _now = now;
        _look++;
        if (_places.Length < markets.Count)
        {
            Array.Resize(ref _places, markets.Count);
        }
    }

    /// <summary>Reads a market's book.</summary>
    /// <returns>What stands against deciding on it.</returns>
    public BookDoubt Take(int market, out OrderBook? book)
    {
        ref Place place = ref _places[market];
        if (place.Look != _look)
        {
            place.Book = markets.ReadBook(market, _now, out place.Doubt);
            place.Look = _look;
        }

        book = place.Book;
        return place.Doubt;
    }

    private struct Place
    {
        public OrderBook? Book;
        public BookDoubt Doubt;
        public int Look;
    }
}
