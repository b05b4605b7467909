using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Ingestion;

namespace Dutchbook.Kalshi;

/// <summary>
/// Fresh books and states of a trade's markets: all books in one request, and each market's own page for its state, because a
/// book says nothing of a pause or a result. Whatever was not read is absent or without a book, never empty.
/// </summary>
public sealed class LiveMarketReader(KalshiRestClient client) : IMarketReader
{
    private readonly ItemParser _parser = new(Era.Current);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<MarketView>> ReadMarketsAsync(IReadOnlyList<string> tickers, CancellationToken stop)
    {
        Task<RawPage> books = client.GetOrderbooks(tickers, stop);
        Task<RawPage>[] pages = [.. tickers.Select(ticker => client.GetMarket(ticker, stop))];
        try
        {
            await Task.WhenAll([books, .. pages]);
        }
        catch (KalshiException)
        {
            // What was read stands; what was not is missing below.
        }

        SnapshotAssembler assembler = new();
        foreach (Task<RawPage> page in new[] { books }.Concat(pages).Where(static page => page.IsCompletedSuccessfully))
        {
            Take(await page, assembler);
        }

        DateTimeOffset at = books.IsCompletedSuccessfully ? (await books).ReceivedAt : DateTimeOffset.UnixEpoch;
        VenueSnapshot snapshot = assembler.Build(at, ["live"], isRecording: false);
        return [.. snapshot.Markets.Where(market => tickers.Contains(market.Ticker, StringComparer.Ordinal))
            .Select(market => View(market, snapshot.Books.GetValueOrDefault(market.Ticker)))];
    }

    private static MarketView View(Market market, OrderBook? book) => new()
    {
        Ticker = market.Ticker,
        Status = market.Status.Value,
        Book = book,
        CloseTime = market.CloseTime,
        Result = market.Result.Value,
        YesPays = market.SettlementValue,
        Shard = market.ExchangeIndex,
    };

    private void Take(RawPage page, SnapshotAssembler assembler)
    {
        using MemoryStream stream = new(page.Body.ToArray(), writable: false);
        ItemSplitter splitter = new(stream, Math.Max(ItemSplitter.DefaultWindow, page.Body.Length + 1));
        int number = 0;
        while (splitter.Next() is { } block)
        {
            using (block)
            {
                foreach (ItemSpan item in block.Items)
                {
                    number++;
                    _parser.Parse(item.Kind, block.Bytes(item).Span, page.ReceivedAt, assembler, () => $"{page.Path}, item {number}", item.Owner);
                }
            }
        }
    }
}
