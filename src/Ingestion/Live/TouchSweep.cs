using Dutchbook.Domain;

namespace Dutchbook.Ingestion;

/// <summary>
/// Corrects what the ticker stream told by what a pass over the venue found: the stream has no numbers, so what it
/// missed cannot be noticed otherwise. A touch that the stream told while the page was on its way is newer than the
/// page and stays.
/// </summary>
public static class TouchSweep
{
    /// <summary>A page that arrives now was written at most so long ago.</summary>
    private const long OnItsWay = 10_000;

    public static SweepReport Take(LiveMarkets markets, VenueSnapshot pass)
    {
        int found = 0, missed = 0;
        foreach (Market market in pass.Markets)
        {
            bool isNew = !markets.TryFind(market.Ticker, out int number);
            number = isNew ? markets.Add(market.Ticker) : number;
            found += isNew ? 1 : 0;
            if (market.SizesAssumed || market.QuotedAt is not { } quotedAt)
            {
                continue;
            }

            long at = quotedAt.ToUnixTimeMilliseconds();
            if (markets.TouchAt(number) >= at - OnItsWay)
            {
                continue;
            }

            bool wasKnown = markets.TouchOf(number) is not null;
            missed += markets.TakeTouch(number, Touch.From(market.Quote), at) && wasKnown ? 1 : 0;
        }

        markets.NoteSweep();
        return new SweepReport(pass.Markets.Count, found, missed);
    }
}

/// <summary>What a pass over the venue found beside the stream.</summary>
/// <param name="Markets">In the pass.</param>
/// <param name="Found">Of these, not known before.</param>
/// <param name="Missed">Of these, with other prices than the stream had told: corrected.</param>
public readonly record struct SweepReport(int Markets, int Found, int Missed);
