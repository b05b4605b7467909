using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

/// <summary>Every read that understands its answer, against every kind of answer that cannot be understood.</summary>
public sealed class WrongShapeTests
{
    private static readonly CandleRange range = new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, CandlePeriod.Minute);

    private static readonly Dictionary<string, Func<KalshiRestClient, Task>> reads = new(StringComparer.Ordinal)
    {
        ["status"] = static client => client.Exchange.GetStatus(default),
        ["schedule"] = static client => client.Exchange.GetSchedule(default),
        ["series fee changes"] = static client => client.Fees.GetSeriesFeeChanges(null, true, default),
        ["event fee changes"] = static client => Reading.All(client.Fees.GetEventFeeChanges(null, default)),
        ["trades"] = static client => Reading.All(client.Trades.GetTrades(new TradeFilter(), default)),
        ["old trades"] = static client => Reading.All(client.Trades.GetHistoricalTrades(new TradeFilter(), default)),
        ["market candles"] = static client => client.Candles.GetMarketCandlesticks("S", "A", range, default),
        ["event candles"] = static client => client.Candles.GetEventCandlesticks("S", "A", range, default),
        ["many candles"] = static client => client.Candles.GetCandlesticks(["A"], range, default),
        ["old candles"] = static client => client.Candles.GetHistoricalMarketCandlesticks("A", range, default),
        ["milestones"] = static client => Reading.All(client.Milestones.GetMilestones(new MilestoneFilter(), default)),
        ["collections"] = static client => Reading.All(client.Collections.GetCollections(new CollectionFilter(), default)),
        ["collection"] = static client => client.Collections.GetCollection("A", default),
        ["cutoff"] = static client => client.History.GetCutoff(default),
    };

    private static readonly (string Body, KalshiErrorKind Kind)[] bodies =
    [
        ("<html>", KalshiErrorKind.NotJson),
        ("", KalshiErrorKind.NotJson),
        ("{\"a\":", KalshiErrorKind.NotJson),
        ("[]", KalshiErrorKind.WrongShape),
        ("{}", KalshiErrorKind.WrongShape),
        ("{\"error\":\"with 200\"}", KalshiErrorKind.WrongShape),
        ("""{"trades":{},"milestones":{},"multivariate_contracts":7,"event_fee_changes":"a","series_fee_change_arr":true,"candlesticks":{},"markets":{},"schedule":[],"exchange_active":1}""", KalshiErrorKind.WrongShape),
    ];

    public static TheoryData<string, string, KalshiErrorKind> Cases
    {
        get
        {
            TheoryData<string, string, KalshiErrorKind> cases = [];
            foreach (string read in reads.Keys)
            {
                foreach ((string body, KalshiErrorKind kind) in bodies)
                {
                    cases.Add(read, body, kind);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task An_answer_that_cannot_be_understood_is_a_typed_error(string read, string body, KalshiErrorKind kind)
    {
        KalshiException e = await Assert.ThrowsAsync<KalshiException>(() => Reading.Of(
            async client =>
            {
                await reads[read](client);
                return 0;
            },
            body));
        Assert.Equal(kind, e.Kind);
        Assert.StartsWith("/trade-api/v2/", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Wire", e.Message, StringComparison.Ordinal);
    }
}
