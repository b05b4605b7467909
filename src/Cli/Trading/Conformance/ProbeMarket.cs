using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Dutchbook.Kalshi;

namespace Dutchbook.Cli;

/// <summary>A market on which single contracts cost little.</summary>
/// <param name="Lowest">The lowest price on its grid.</param>
/// <param name="Bid">The best bid for YES.</param>
/// <param name="Ask">The best offer of YES.</param>
internal sealed record ProbeMarket(string Ticker, int? Shard, Price Lowest, Price Bid, Price Ask)
{
    private const int MostPages = 5;
    private static readonly Quantity Enough = Quantity.FromContracts(5);

    /// <summary>The cheapest spread among the first open markets, or the one that is named.</summary>
    /// <exception cref="CommandFailure">There is none that serves.</exception>
    public static async Task<ProbeMarket> Find(KalshiRestClient client, string? ticker, TimeProvider clock, CancellationToken stop)
    {
        SnapshotAssembler assembler = new();
        PageReader pages = new();
        int read = 0;
        await foreach (RawPage page in ticker is null ? client.GetMarkets("open", stop) : client.GetMarketsOf([ticker], stop))
        {
            pages.Take(page, assembler);
            if (++read == MostPages)
            {
                break;
            }
        }

        DateTimeOffset late = clock.GetUtcNow() + TimeSpan.FromHours(1);
        return assembler.Build(clock.GetUtcNow(), [], isRecording: false).Markets
            .Where(market => market.Status.Value == MarketStatus.Active && market.CloseTime > late)
            .Select(Of).OfType<ProbeMarket>()
            .MinBy(static market => (market.Ask.Ticks - market.Bid.Ticks, market.Ask.Ticks, market.Ticker))
            ?? throw new CommandFailure(ExitCode.Failed, ticker is null
                ? "No open market has bids and offers for a few contracts. Name one with --ticker."
                : $"{ticker} is not open, or lacks bids or offers for a few contracts.");
    }

    private static ProbeMarket? Of(Market market)
    {
        OrderBook book = OrderBook.FromQuote(market.Quote, DateTimeOffset.UnixEpoch);
        BookLevel[] asks = book.Asks(Side.Yes);
        return market.TickGrid?.Ceiling(Price.FromTicks(1)) is { } lowest && asks.Length > 0 && book.YesBids.Count > 0
            && asks[0].Quantity >= Enough && book.YesBids[0].Quantity >= Enough && book.YesBids[0].Price > lowest
            ? new ProbeMarket(market.Ticker, market.ExchangeIndex, lowest, book.YesBids[0].Price, asks[0].Price)
            : null;
    }
}
