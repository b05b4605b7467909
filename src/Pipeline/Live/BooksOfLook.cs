using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Pipeline;

/// <summary>
/// Reads the books of one look after another, each book once a look: many candidates share a market. It holds what it read only until
/// the next look; a table made for each of them would be large enough to stay until a full collection, with all that it names.
/// </summary>
internal sealed class BooksOfLook(LiveMarkets markets)
{
    private readonly List<int> _read = [];
    private Place[] _places = [];
    private DateTimeOffset _now;

    /// <summary>Forgets what the last look read.</summary>
    public void Begin(DateTimeOffset now)
    {
        _now = now;
        foreach (int market in _read)
        {
            _places[market] = default;
        }

        _read.Clear();
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
        if (!place.IsRead)
        {
            place.Book = markets.ReadBook(market, _now, out place.Doubt);
            place.IsRead = true;
            _read.Add(market);
        }

        book = place.Book;
        return place.Doubt;
    }

    private struct Place
    {
        public OrderBook? Book;
        public BookDoubt Doubt;
        public bool IsRead;
    }
}
