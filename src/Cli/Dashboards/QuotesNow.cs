using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Cli;

/// <summary>The best prices of a market as an instance knows them now.</summary>
/// <param name="At">When they were told; null where a book is followed, whose prices hold until it changes.</param>
/// <param name="From">`book`, `stream`, `asked` or `pass`: how they are known.</param>
internal sealed record QuoteNow(Quote Quote, DateTimeOffset? At, string From);

/// <summary>Best prices from whatever told of them last: a followed book, the stream, a question, or the last pass.</summary>
/// <param name="stream">Null where nothing is known but passes.</param>
internal sealed class QuotesNow(ILiveStream? stream)
{
    /// <summary>Of these markets, by ticker.</summary>
    /// <param name="passAt">When the pass was made that told of the markets.</param>
    public IReadOnlyDictionary<string, QuoteNow> Read(IReadOnlyList<Market> markets, DateTimeOffset passAt, DateTimeOffset now)
    {
        Dictionary<string, QuoteNow> quotes = new(markets.Count, StringComparer.Ordinal);
        foreach (Market market in markets)
        {
            quotes[market.Ticker] = new QuoteNow(market.Quote, passAt, "pass");
        }

        stream?.Read(known =>
        {
            foreach (Market market in markets)
            {
                if (known.TryFind(market.Ticker, out int number))
                {
                    Take(known, number, now, market.Ticker, quotes);
                }
            }

            return 0;
        });
        return quotes;
    }

    private void Take(LiveMarkets known, int number, DateTimeOffset now, string ticker, Dictionary<string, QuoteNow> quotes)
    {
        if (known.DoubtOf(number, now.ToUnixTimeMilliseconds()) == BookDoubt.None)
        {
            quotes[ticker] = new QuoteNow(QuoteOf(known.BookOf(number)!.Touch), null, "book");
        }
        else if (known.TouchOf(number) is { } touch)
        {
            DateTimeOffset at = DateTimeOffset.FromUnixTimeMilliseconds(known.TouchAt(number));
            if (at >= quotes[ticker].At)
            {
                quotes[ticker] = new QuoteNow(QuoteOf(touch), at, stream!.IsFlowing ? "stream" : "asked");
            }
        }
    }

    private static Quote QuoteOf(Touch touch) => new(touch.YesBid, touch.YesBidSize, touch.YesAsk, touch.YesAskSize);
}
