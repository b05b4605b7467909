using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Xunit;

namespace Dutchbook.Unit.Enrichment;

public sealed class QuoteSources
{
    /// <summary>Four mornings before the clock of the tests.</summary>
    private const long FirstDay = 1_795_100_000;

    [Fact]
    public async Task A_chart_is_read_with_its_holes()
    {
        await using Loopback server = await Loopback.StartAsync(static (_, _) => (200, Chart("^GSPC", "6850.0", At(-2))));
        YahooChart chart = await Charts(server).Read("^GSPC", "5d", CancellationToken.None);
        Assert.Equal("/%5EGSPC?range=5d&interval=1d&includePrePost=false", Assert.Single(server.Asked));
        Assert.Equal(6850m, chart.Last);
        Assert.Equal([6801.1m, null], chart.Bars.Select(static bar => bar.Close));
    }

    [Theory]
    [InlineData("""{"chart":{"result":null,"error":{"code":"Not Found","description":"No data found, symbol may be delisted"}}}""", FailureKind.NotFound)]
    [InlineData("""{"chart":{"result":[],"error":null}}""", FailureKind.Missing)]
    [InlineData("""{"chart":{"result":[{"meta":{"regularMarketPrice":"NaN","regularMarketTime":1}}],"error":null}}""", FailureKind.Missing)]
    [InlineData("""{"chart":{"result":[{"meta":{"regularMarketPrice":-1,"regularMarketTime":1}}],"error":null}}""", FailureKind.OutOfRange)]
    [InlineData("""{"chart":{"result":[{"meta":{"price":1,"regularMarketTime":1}}],"error":null}}""", FailureKind.Malformed)]
    [InlineData("""{"chart":{"result":[{"meta":{"regularMarketPrice":1,"regularMarketTime":1895463200}}],"error":null}}""", FailureKind.FromTheFuture)]
    [InlineData("""{"finance":{"error":{"code":"Unauthorized","description":"Invalid Crumb"}}}""", FailureKind.Malformed)]
    [InlineData("<html>sad panda</html>", FailureKind.NotData)]
    public async Task A_chart_of_another_shape_is_named(string text, FailureKind kind)
    {
        await using Loopback server = await Loopback.StartAsync((_, _) => (200, text));
        Assert.Equal(kind, (await Sources.Failure(() => Charts(server).Read("^GSPC", "5d", CancellationToken.None))).Kind);
    }

    [Fact]
    public async Task An_index_range_gets_a_band_as_wide_as_the_bias_of_a_flat_volatility()
    {
        await using Loopback server = await Loopback.StartAsync(static (target, _) => (200,
            target.Contains("VIX", StringComparison.Ordinal) ? Chart("^VIX", "16.5", At(-2)) : Chart("^GSPC", "6850.0", At(-2))));
        VolatilitySource source = new(Charts(server), 0.038, 0.012);
        MarketEvidence? evidence = await source.AskAsync(
            SomeQuestion.Between("KXINX-26DEC31H1600-B6950", 6900, 7000, Sources.Now.AddDays(38)), CancellationToken.None);

        // 0.104270 by the vector of the same figures, seven points either way.
        Assert.Equal(0.034270, evidence!.Yes.Low.PartsPerMillion / 1e6, 5);
        Assert.Equal(0.174270, evidence.Yes.High.PartsPerMillion / 1e6, 5);
        Assert.Null(evidence.Decided);
    }

    [Fact]
    public async Task A_touch_since_the_market_opened_has_decided_it()
    {
        await using Loopback server = await Loopback.StartAsync(static (target, _) => (200,
            target.Contains("VIX", StringComparison.Ordinal) ? Chart("^VIX", "16.5", At(-2)) : Chart("^GSPC", "6850.0", At(-2))));
        VolatilitySource source = new(Charts(server), 0.038, 0.012);
        MarketQuestion touched = SomeQuestion.Above("KXINXMAXY-27JAN01-6890", "6890", Sources.Now.AddDays(38));
        Assert.Equal(Side.Yes, (await source.AskAsync(touched, CancellationToken.None))?.Decided);
        MarketQuestion open = SomeQuestion.Above("KXINXMAXY-27JAN01-7200", "7200", Sources.Now.AddDays(38));
        MarketEvidence? evidence = await source.AskAsync(open, CancellationToken.None);
        Assert.Null(evidence?.Decided);
        Assert.Equal(0.357223 - 0.14, evidence!.Yes.Low.PartsPerMillion / 1e6, 5);
    }

    [Fact]
    public async Task A_coin_quote_of_an_hour_ago_is_stale()
    {
        await using Loopback server = await Loopback.StartAsync(static (_, _) => (200, Chart("BTC-USD", "95000", At(-1))));
        SourceFailure failure = await Sources.Failure(() => new VolatilitySource(Charts(server), 0, 0).AskAsync(
            SomeQuestion.Above("KXBTCD-26NOV2417-T97000", "97000", Sources.Now.AddHours(21)), CancellationToken.None));
        Assert.Equal(FailureKind.Stale, failure.Kind);
    }

    [Fact]
    public async Task The_volatility_of_a_coin_is_measured_on_its_closes()
    {
        // Closes that go up and down by one per cent in turn: 0.01 x root of 365 a year, but for the second order.
        string[] closes = [.. Enumerable.Range(0, 61).Select(static day => day % 2 == 0 ? "95000" : "95950")];
        await using Loopback server = await Loopback.StartAsync((_, _) => (200, Chart("BTC-USD", "95000", At(0), closes)));
        MarketEvidence? evidence = await new VolatilitySource(Charts(server), 0, 0).AskAsync(
            SomeQuestion.Above("KXBTCD-26NOV2420-T95000", "95000", Sources.Now.AddDays(1)), CancellationToken.None);
        Assert.Contains("volatility 0.190", evidence?.Provenance, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settlements_are_read_from_the_last_day_that_has_any()
    {
        await using Loopback server = await Loopback.StartAsync(static (target, _) => (200, target.Contains("11%2F20", StringComparison.Ordinal)
            ? """
              {"settlements":[{"month":"DEC 26","open":"-","settle":"95.8350","volume":"14,501"},
               {"month":"JAN 27","settle":"95.7700"},{"month":"FEB 27","settle":"-"},{"month":"Total","settle":""}],
               "updateTime":"x","reportType":"Final","tradeDate":"11/20/2026","empty":false}
              """
            : """{"settlements":[],"empty":true}"""));
        (FundsStrip strip, DateTimeOffset at) = await Settlements(server).Read(new DateOnly(2026, 11, 23), CancellationToken.None);
        Assert.Equal(2, strip.Count);
        Assert.Equal(4.165m, strip.Average(new YearMonth(2026, 12)));
        Assert.Null(strip.Average(new YearMonth(2027, 2)));
        Assert.Equal(new DateOnly(2026, 11, 20), DateOnly.FromDateTime(at.UtcDateTime));
        Assert.Equal(2, server.Asked.Count);
    }

    [Fact]
    public async Task A_settlement_in_another_unit_is_named()
    {
        await using Loopback server = await Loopback.StartAsync(
            static (_, _) => (200, """{"settlements":[{"month":"DEC 26","settle":"9583.50"}]}"""));
        Assert.Equal(
            FailureKind.OutOfRange,
            (await Sources.Failure(() => Settlements(server).Read(new DateOnly(2026, 11, 23), CancellationToken.None))).Kind);
    }

    [Fact]
    public async Task Futures_on_charts_are_read_until_the_first_that_has_not_traded()
    {
        await using Loopback server = await Loopback.StartAsync(static (target, _) => target switch
        {
            _ when target.StartsWith("/ZQX26.CBT", StringComparison.Ordinal) => (200, Chart("ZQX26.CBT", "95.975", At(-3))),
            _ when target.StartsWith("/ZQZ26.CBT", StringComparison.Ordinal) => (200, Chart("ZQZ26.CBT", "95.835", At(-3))),
            _ => (404, """{"chart":{"result":null,"error":{"code":"Not Found","description":"gone"}}}"""),
        });
        (FundsStrip strip, _) = await new YahooFunds(Charts(server)).Read(new DateOnly(2026, 11, 23), CancellationToken.None);
        Assert.Equal([new YearMonth(2026, 11), new YearMonth(2026, 12)], strip.Months);
        Assert.Equal(3, server.Asked.Count);
    }

    [Fact]
    public async Task The_futures_and_the_target_range_together_give_evidence_on_the_next_meeting()
    {
        await using Loopback server = await Loopback.StartAsync(static (target, _) => (200, target.StartsWith("/settle", StringComparison.Ordinal)
            ? """
              {"settlements":[{"month":"NOV 26","settle":"95.9750"},{"month":"DEC 26","settle":"95.8350"},
               {"month":"JAN 27","settle":"95.7700"},{"month":"FEB 27","settle":"95.6800"}]}
              """
            : "observation_date,DFEDTARU\n2026-11-20,4.00\n2026-11-22,4.00\n"));
        FredClient fred = new(Sources.Reader(name: "fred"), null, server.Address, new Uri(server.Address, "graph"));
        FedWatchSource source = new(Settlements(server), fred, FomcCalendar.Published);

        // From November's 4.025 to January's 4.216667: 0.766667 of a move.
        MarketEvidence? ladder = await source.AskAsync(SomeQuestion.Above("KXFED-26DEC-T4.00", "4.00"), CancellationToken.None);
        Assert.Equal("0.716666 to 0.816667", ladder?.Yes.ToString());
        MarketEvidence? hold = await source.AskAsync(SomeQuestion.Of("KXFEDDECISION-26DEC-H0"), CancellationToken.None);
        Assert.Equal("0.183333 to 0.283334", hold?.Yes.ToString());
        Assert.Null(ladder?.Decided);
    }

    [Fact]
    public async Task A_target_range_from_before_the_last_decision_is_stale()
    {
        await using Loopback server = await Loopback.StartAsync(static (target, _) => (200, target.StartsWith("/settle", StringComparison.Ordinal)
            ? """
              {"settlements":[{"month":"NOV 26","settle":"95.9750"},{"month":"DEC 26","settle":"95.8350"},
               {"month":"JAN 27","settle":"95.7700"},{"month":"FEB 27","settle":"95.6800"}]}
              """
            : "observation_date,DFEDTARU\n2026-10-27,3.75\n"));
        FredClient fred = new(Sources.Reader(name: "fred"), null, server.Address, new Uri(server.Address, "graph"));
        FedWatchSource source = new(Settlements(server), fred, FomcCalendar.Published);
        Assert.Equal(FailureKind.Stale, (await Sources.Failure(
            () => source.AskAsync(SomeQuestion.Above("KXFED-26DEC-T4.00", "4.00"), CancellationToken.None))).Kind);
    }

    private static YahooCharts Charts(Loopback server) => new(Sources.Reader(name: "yahoo"), server.Address);

    private static CmeSettlements Settlements(Loopback server) =>
        new(Sources.Reader(name: "cme"), new Uri(server.Address, "settle"));

    private static long At(int hours) => Sources.Now.AddHours(hours).ToUnixTimeSeconds();

    private static string Chart(string symbol, string last, long at, string[]? closes = null)
    {
        string[] bars = closes ?? ["6801.1", "null"];
        string times = string.Join(',', bars.Select(static (_, day) => (FirstDay + (day * 86_400L)).ToString(CultureInfo.InvariantCulture)));
        string Column(string value) => string.Join(',', bars.Select(bar => bar == "null" ? "null" : value.Length == 0 ? bar : value));
        return $$"""
            {"chart":{"result":[{"meta":{"currency":"USD","symbol":"{{symbol}}","regularMarketTime":{{at}},"regularMarketPrice":{{last}},
             "previousClose":1,"dataGranularity":"1d","range":"5d"},"timestamp":[{{times}}],
             "indicators":{"quote":[{"open":[{{Column("")}}],"high":[{{Column("6900")}}],"low":[{{Column("6700")}}],
             "close":[{{Column("")}}],"volume":[]}]} }],"error":null} }
            """;
    }
}
