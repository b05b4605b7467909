using Dutchbook.Domain;

namespace Dutchbook.Pipeline;

/// <summary>What a part came to by its books at an instant.</summary>
/// <param name="Part">What was judged.</param>
/// <param name="At">When.</param>
/// <param name="Until">From here on it may come to something else although no book changes.</param>
/// <param name="Books">The books of its markets, in their order.</param>
/// <param name="Validated">What stands by them.</param>
/// <param name="Gone">Counts baskets that the books did not bear out, by reason.</param>
internal sealed record JudgedPart(
    RelationPart Part,
    DateTimeOffset At,
    DateTimeOffset Until,
    OrderBook[] Books,
    IReadOnlyList<Opportunity> Validated,
    IReadOnlyDictionary<string, int> Gone)
{
    /// <summary>Whether it says what judging now would say, but for returns over time.</summary>
    /// <param name="places">Where the candidates of its part are among those that are ready.</param>
    public bool Holds(LiveWork work, int[] places)
    {
        if (work.At < At || work.At >= Until)
        {
            return false;
        }

        for (int i = 0; i < Books.Length; i++)
        {
            if (!Part.BookOf(i, work.Ready, places).HasLevelsOf(Books[i]))
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
