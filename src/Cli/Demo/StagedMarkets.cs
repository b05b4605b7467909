using Dutchbook.Execution;

namespace Dutchbook.Cli;

/// <summary>Reads the books, and lets the demo change the market in the moment before: what it stages is on the exchange itself.</summary>
internal sealed class StagedMarkets(IMarketReader markets) : IMarketReader
{
    /// <summary>Told before each reading.</summary>
    public Func<IReadOnlyList<string>, Task>? BeforeReading { get; set; }

    public async Task<IReadOnlyList<MarketView>> ReadMarketsAsync(IReadOnlyList<string> tickers, CancellationToken stop)
    {
        if (BeforeReading is { } stage)
        {
            await stage(tickers);
        }

        return await markets.ReadMarketsAsync(tickers, stop);
    }
}
