using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Ingestion;

namespace Dutchbook.Tapes;

/// <summary>The tape's books at the tape's time, as a trade sees them: with the doubts that live books have, and so much of each level as is there for us.</summary>
internal sealed class TapeBooks(LiveMarkets markets, MarketTruth truth, VirtualClock clock, int sharePercent) : IMarketReader
{
    public Task<IReadOnlyList<MarketView>> ReadMarketsAsync(IReadOnlyList<string> tickers, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<MarketView>>([.. tickers.Select(View)]);

    public MarketView View(string ticker)
    {
        MarketTruth.Standing? standing = truth.Find(ticker);
        BookDoubt doubt = BookDoubt.NotWatched;
        OrderBook? book = markets.TryFind(ticker, out int market) ? markets.ReadBook(market, clock.Now, out doubt) : null;
        return new MarketView
        {
            Ticker = ticker,
            Status = standing?.Status ?? MarketStatus.Unknown,
            Book = book is null ? null : Share(book),
            Doubt = doubt == BookDoubt.None ? null : $"its book on the tape is {doubt}",
            CloseTime = standing?.CloseTime,
            Result = standing?.Result ?? MarketResult.None,
            YesPays = standing?.YesPays,
            Shard = standing?.Shard,
        };
    }

    private OrderBook Share(OrderBook book) =>
        sharePercent >= 100 ? book : OrderBook.Create(Share(book.YesBids), Share(book.NoBids), book.At, book.Sequence);

    private IEnumerable<BookLevel> Share(IReadOnlyList<BookLevel> levels)
    {
        foreach (BookLevel level in levels)
        {
            Quantity left = Quantity.FromHundredths(level.Quantity.Hundredths * sharePercent / 100);
            if (left.IsPositive)
            {
                yield return new BookLevel(level.Price, left);
            }
        }
    }
}
