using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

public sealed class FeeEndpointsTests
{
    private static readonly DateTimeOffset at = new(2026, 12, 1, 5, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("\"quadratic\"", "1", FeeType.Quadratic, "quadratic", "1")]
    [InlineData("\"quadratic_with_maker_fees\"", "0.5", FeeType.QuadraticWithMakerFees, "quadratic_with_maker_fees", "0.5")]
    [InlineData("\"quadratic\"", "0", FeeType.Quadratic, "quadratic", "0")]
    [InlineData("\"quadratic\"", "\"0.25\"", FeeType.Quadratic, "quadratic", "0.25")]
    [InlineData("\"brand_new\"", "0.0175", FeeType.Unknown, "brand_new", "0.0175")]
    [InlineData("null", "null", FeeType.Unknown, "", null)]
    [InlineData("\"quadratic\"", "1e0", FeeType.Unknown, "multiplier 1e0", null)]
    [InlineData("\"quadratic\"", "0.12345678", FeeType.Unknown, "multiplier 0.12345678", null)]
    public async Task A_series_change_is_exact_and_what_cannot_be_read_is_unknown(
        string type, string multiplier, FeeType expected, string word, string? ratio)
    {
        (Listing<FeeChange> changes, string[] targets) = await Reading.Of(
            static client => client.Fees.GetSeriesFeeChanges("KX", showHistorical: true, default),
            $$"""{"series_fee_change_arr":[{"id":"1","series_ticker":"KX","fee_type":{{type}},"fee_multiplier":{{multiplier}},"scheduled_ts":"2026-12-01T05:00:00Z"}]}""");
        Assert.Equal(["/series/fee_changes?show_historical=true&series_ticker=KX"], targets);
        Assert.Equal(
            [new FeeChange("KX", Word(expected, word), ratio is null ? null : Exact(ratio), at)], changes.Items);
    }

    [Fact]
    public async Task Changes_without_ticker_or_time_are_left_out_and_named()
    {
        (Listing<FeeChange> changes, string[] targets) = await Reading.Of(
            static client => client.Fees.GetSeriesFeeChanges(null, showHistorical: false, default),
            """
            {"series_fee_change_arr":[
              {"series_ticker":"","fee_type":"flat","fee_multiplier":1,"scheduled_ts":"2026-12-01T05:00:00Z"},
              {"fee_type":"flat","fee_multiplier":1},
              {"series_ticker":"A","fee_type":"flat","fee_multiplier":1,"scheduled_ts":"2026-12-01T05:00:00"},
              {"series_ticker":"B","fee_type":"flat","fee_multiplier":true,"scheduled_ts":"2026-12-01T05:00:00Z"},
              null,
              {"series_ticker":"C","fee_type":"flat","fee_multiplier":1,"scheduled_ts":"2026-12-01T00:00:00-05:00"}]}
            """);
        Assert.Equal(["/series/fee_changes?show_historical=false"], targets);
        Assert.Equal([("C", at)], changes.Items.Select(static change => (change.Ticker, change.ScheduledAt.ToUniversalTime())));
        Assert.Equal(
            [
                "series_fee_change_arr[0].series_ticker: is missing",
                "series_fee_change_arr[2].scheduled_ts: '2026-12-01T05:00:00' is not an RFC 3339 time",
                "series_fee_change_arr[1]: series_ticker, scheduled_ts missing",
                "series_fee_change_arr[3]: fee_multiplier of another kind than documented",
                "series_fee_change_arr[4]: is null",
            ],
            changes.Skipped.Select(static defect => defect.ToString()));
    }

    // Null ends an override; not there is unknown, and unknown must not end one.
    [Theory]
    [InlineData("null", "null", FeeType.Unknown, "", null)]
    [InlineData("\"quadratic\"", "null", FeeType.Quadratic, "quadratic", null)]
    [InlineData("null", "0.5", FeeType.Unknown, "", "0.5")]
    [InlineData("null", "1e-1", FeeType.Unknown, "multiplier 1e-1", null)]
    public async Task An_event_change_sets_or_ends_overrides(string type, string multiplier, FeeType expected, string word, string? ratio)
    {
        (List<Listing<FeeChange>> pages, string[] targets) = await Reading.Of(
            static client => Reading.All(client.Fees.GetEventFeeChanges("KX-1", default)),
            (200, $$"""{"event_fee_changes":[{"id":"1","event_ticker":"KX-1","series_ticker":"KX","fee_type_override":{{type}},"fee_multiplier_override":{{multiplier}},"scheduled_ts":"2026-12-01T05:00:00Z"}],"cursor":"n"}"""),
            (200, """{"event_fee_changes":[{"event_ticker":"KX-1","scheduled_ts":"2026-12-01T05:00:00Z"}],"cursor":""}"""));
        Assert.Equal(["/events/fee_changes?limit=100&event_ticker=KX-1", "/events/fee_changes?limit=100&event_ticker=KX-1&cursor=n"], targets);
        Assert.Equal(
            [new FeeChange("KX-1", Word(expected, word), ratio is null ? null : Exact(ratio), at)],
            pages[0].Items);
        Assert.Equal("event_fee_changes[0]: fee_type_override, fee_multiplier_override missing", pages[1].Skipped.Single().ToString());
    }

    private static Open<FeeType> Word(FeeType type, string word) => word.Length == 0 ? default : new Open<FeeType>(type, word);

    private static Ratio Exact(string text) => Ratio.TryParse(text, out Ratio ratio) ? ratio : throw new FormatException(text);
}
