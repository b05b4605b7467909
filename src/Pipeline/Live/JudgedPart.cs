using Dutchbook.Domain;

namespace Dutchbook.Pipeline;

/// <summary>What a part came to by its books at an instant.</summary>
/// <param name="Until">From here on it may come to something else although no book changes.</param>
/// <param name="Gone">Counts baskets that the books did not bear out, by reason.</param>
internal sealed record JudgedPart(
    DateTimeOffset At,
    DateTimeOffset Until,
    IReadOnlyDictionary<string, OrderBook> Books,
    IReadOnlyList<Opportunity> Validated,
    IReadOnlyDictionary<string, int> Gone)
{
    /// <summary>Whether it says what judging now would say, but for returns over time.</summary>
    public bool Holds(LiveWork work)
    {
        if (work.At < At || work.At >= Until)
        {
            return false;
        }

        foreach ((string ticker, OrderBook book) in Books)
        {
            if (!work.Books.TryGetValue(ticker, out OrderBook? now) || !now.HasLevelsOf(book))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>When a market next opens, closes, is decided or has its fee again: until then only its book matters.</summary>
    public static DateTimeOffset NextTurn(IEnumerable<Market> markets, DateTimeOffset at)
    {
        DateTimeOffset next = DateTimeOffset.MaxValue;
        foreach (Market market in markets)
        {
            foreach (DateTimeOffset? turn in (ReadOnlySpan<DateTimeOffset?>)
                [
                    market.OpenTime, market.CloseTime, market.FeeWaiverExpirationTime,
                    market.ExpectedExpirationTime, market.LatestExpirationTime,
                ])
            {
                next = turn > at && turn < next ? turn.Value : next;
            }
        }

        return next;
    }
}
