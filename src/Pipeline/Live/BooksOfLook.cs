using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Pipeline;

/// <summary>The books that one look has read, each once: many candidates share a market.</summary>
internal sealed class BooksOfLook(LiveMarkets markets, DateTimeOffset now)
{
    private readonly Dictionary<int, BookDoubt> _doubts = [];
    private readonly Dictionary<string, OrderBook> _read = new(StringComparer.Ordinal);

    /// <summary>All that are without doubt, by ticker.</summary>
    public IReadOnlyDictionary<string, OrderBook> Read => _read;

    /// <summary>Reads a market's book.</summary>
    /// <returns>What stands against deciding on it.</returns>
    public BookDoubt Take(int market)
    {
        if (!_doubts.TryGetValue(market, out BookDoubt doubt))
        {
            if (markets.ReadBook(market, now, out doubt) is { } book)
            {
                _read.Add(markets.NameOf(market), book);
            }

            _doubts.Add(market, doubt);
        }

        return doubt;
    }
}
