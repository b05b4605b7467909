using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Kalshi;

/// <summary>What was found in one stretch of a file, held until its turn comes: stretches are parsed side by side.</summary>
internal sealed class FoundItems : IItemSink
{
    private readonly List<(object Item, Func<string>? Place)> _items = [];

    public void Add(Series series, Func<string>? place = null) => _items.Add((series, place));

    public void Add(Event item, Func<string>? place = null) => _items.Add((item, place));

    public void Add(Market market, Func<string>? place = null) => _items.Add((market, place));

    public void Add(string ticker, OrderBook book) => _items.Add((new FoundBook(ticker, book), null));

    public void Skip(string item, string reason) => _items.Add((new SkippedItem(item, reason), null));

    /// <summary>Hands everything on in the order in which it was found.</summary>
    public void MoveTo(IItemSink sink)
    {
        foreach ((object item, Func<string>? place) in _items)
        {
            switch (item)
            {
                case Event found: sink.Add(found, place); break;
                case Market found: sink.Add(found, place); break;
                case Series found: sink.Add(found, place); break;
                case FoundBook found: sink.Add(found.Ticker, found.Book); break;
                case SkippedItem skipped: sink.Skip(skipped.Item, skipped.Reason); break;
                default: throw new InvalidOperationException($"{item.GetType().Name} is no item");
            }
        }

        _items.Clear();
    }

    private sealed record FoundBook(string Ticker, OrderBook Book);
}
