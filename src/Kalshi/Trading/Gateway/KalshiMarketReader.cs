using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Ingestion;

namespace Dutchbook.Kalshi;

/// <summary>
/// Reads markets of a trade by REST: their states in one request and their books in another right after it. What the
/// venue does not give, or cannot be read, is told as a doubt; nothing is decided on it.
/// </summary>
public sealed class KalshiMarketReader(KalshiRestClient client, TimeProvider time) : IMarketReader
{
    private readonly PageReader _pages = new();

    /// <inheritdoc/>
    public async Task<IReadOnlyList<MarketView>> ReadMarketsAsync(IReadOnlyList<string> tickers, CancellationToken stop)
    {
        SnapshotAssembler assembler = new();
        string? problem = null;
        Dictionary<string, Market> markets = new(StringComparer.Ordinal);
        IReadOnlyDictionary<string, OrderBook> books = new Dictionary<string, OrderBook>(StringComparer.Ordinal);
        try
        {
            await foreach (RawPage page in client.GetMarketsOf(tickers, stop))
            {
                _pages.Take(page, assembler);
            }

            foreach (Market market in assembler.Build(time.GetUtcNow(), [], isRecording: false).Markets)
            {
                markets.TryAdd(market.Ticker, market);
            }

            books = await ReadBooksAsync([.. tickers.Where(markets.ContainsKey)], stop);
        }
        catch (KalshiException failure)
        {
            problem = failure.Message;
        }

        return [.. tickers.Select(ticker => View(ticker, markets.GetValueOrDefault(ticker), books.GetValueOrDefault(ticker), problem))];
    }

    /// <summary>Of markets that the venue has just listed: it refuses a request that names another.</summary>
    private async Task<IReadOnlyDictionary<string, OrderBook>> ReadBooksAsync(IReadOnlyList<string> listed, CancellationToken stop)
    {
        SnapshotAssembler assembler = new();
        foreach (string[] some in listed.Chunk(PollPlan.BooksPerRequest))
        {
            _pages.Take(await client.GetOrderbooks(some, stop), assembler);
        }

        return assembler.Build(time.GetUtcNow(), [], isRecording: false).Books;
    }

    private static MarketView View(string ticker, Market? market, OrderBook? book, string? problem) => new()
    {
        Ticker = ticker,
        Status = market?.Status.Value ?? MarketStatus.Unknown,
        CloseTime = market?.CloseTime,
        Result = market?.Result.Value ?? MarketResult.None,
        YesPays = market?.SettlementValue,
        Shard = market?.ExchangeIndex,
        Book = book,
        Doubt = problem
            ?? (market is null ? "the venue does not list the market, or not readably"
            : book is null ? "the venue gave no readable book"
            : book.IsCrossed ? "the book is crossed"
            : null),
    };
}
