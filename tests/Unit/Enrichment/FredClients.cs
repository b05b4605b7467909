using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Xunit;

namespace Dutchbook.Unit.Enrichment;

public sealed class FredClients
{
    private const string Rates = """
        {"realtime_start":"2026-11-23","realtime_end":"2026-11-23","units":"lin","count":3,"offset":0,"limit":100000,
         "observations":[{"realtime_start":"2026-11-23","realtime_end":"2026-11-23","date":"2026-11-19","value":"4.00"},
         {"realtime_start":"2026-11-23","realtime_end":"2026-11-23","date":"2026-11-20","value":"."},
         {"realtime_start":"2026-11-23","realtime_end":"2026-11-23","date":"2026-11-21","value":"4.25"}]}
        """;

    [Fact]
    public async Task With_a_key_the_service_is_asked_and_a_point_is_no_value()
    {
        await using Loopback server = await Loopback.StartAsync(static (_, _) => (200, Rates));
        IReadOnlyList<FredObservation> read = await Keyed(server).Observations(
            "DFEDTARU", new DateOnly(2026, 11, 1), CancellationToken.None);
        Assert.Equal(
            "/fred/series/observations?series_id=DFEDTARU&observation_start=2026-11-01&file_type=json&api_key=abc",
            Assert.Single(server.Asked));
        Assert.Equal([4.00m, null, 4.25m], read.Select(static item => item.Value));
    }

    [Fact]
    public async Task Without_a_key_the_table_behind_the_charts_is_read()
    {
        await using Loopback server = await Loopback.StartAsync(
            static (_, _) => (200, "observation_date,EFFR\n2026-11-18,3.88\n2026-11-19,.\n2026-11-20,\n"));
        IReadOnlyList<FredObservation> read = await Keyless(server).Observations(
            "EFFR", new DateOnly(2026, 11, 18), CancellationToken.None);
        Assert.Equal("/graph/fredgraph.csv?id=EFFR&cosd=2026-11-18", Assert.Single(server.Asked));
        Assert.Equal([3.88m, null, null], read.Select(static item => item.Value));
    }

    [Theory]
    [InlineData("""{"series":[]}""", FailureKind.Malformed)]
    [InlineData("""{"observations":[null]}""", FailureKind.Malformed)]
    [InlineData("""{"observations":[{KNOWN,"date":"2026-11-19","val":"4.00"}]}""", FailureKind.Malformed)]
    [InlineData("""{"observations":[{KNOWN,"date":"2026-11-19","value":"four"}]}""", FailureKind.Malformed)]
    [InlineData("""{"observations":[{KNOWN,"date":"19/11/2026","value":"4.00"}]}""", FailureKind.Malformed)]
    [InlineData("""{"observations":[{"date":"2026-11-19","value":"4.00"}]}""", FailureKind.Malformed)]
    [InlineData("""{"observations":[{KNOWN,"date":"2027-11-19","value":"4.00"}]}""", FailureKind.FromTheFuture)]
    [InlineData("""{"observations":""", FailureKind.Malformed)]
    public async Task Another_shape_is_named(string text, FailureKind kind)
    {
        string known = "\"realtime_start\":\"2026-11-23\",\"realtime_end\":\"2026-11-23\"";
        await using Loopback server = await Loopback.StartAsync(
            (_, _) => (200, text.Replace("KNOWN", known, StringComparison.Ordinal)));
        SourceFailure failure = await Sources.Failure(() => Keyed(server).Observations(
            "DFEDTARU", new DateOnly(2026, 11, 1), CancellationToken.None));
        Assert.Equal(kind, failure.Kind);
        Assert.DoesNotContain("abc", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DATE,DFF\n2026-11-18,3.88\n")]
    [InlineData("observation_date,EFFR,DFF\n2026-11-18,3.88,3\n")]
    [InlineData("observation_date,EFFR\n2026-11-18;3.88\n")]
    public async Task A_table_with_other_columns_is_named(string text)
    {
        await using Loopback server = await Loopback.StartAsync((_, _) => (200, text));
        Assert.Equal(FailureKind.Malformed, (await Sources.Failure(() => Keyless(server).Observations(
            "EFFR", new DateOnly(2026, 11, 1), CancellationToken.None))).Kind);
    }

    [Fact]
    public async Task A_vintage_without_a_key_is_refused_and_not_replaced_by_the_newest_value()
    {
        await using Loopback server = await Loopback.StartAsync(static (_, _) => (200, ""));
        Assert.Equal(FailureKind.NotConfigured, (await Sources.Failure(() => Keyless(server).Vintages(
            "PAYEMS", new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1), CancellationToken.None))).Kind);
        Assert.Empty(server.Asked);
    }

    [Fact]
    public async Task Release_dates_ahead_are_read()
    {
        await using Loopback server = await Loopback.StartAsync(static (_, _) => (200,
            """{"release_dates":[{"release_id":10,"date":"2026-11-13"},{"release_id":10,"date":"2026-12-10"}]}"""));
        Assert.Equal(
            [new DateOnly(2026, 12, 10)],
            await Keyed(server).ReleaseDates(10, new DateOnly(2026, 11, 23), CancellationToken.None));
    }

    /// <summary>CPI of June 2026: 330.5 against 320.9 is 2.9915..., published as 3.0.</summary>
    [Theory]
    [InlineData("2.9", Side.Yes)]
    [InlineData("3.0", Side.No)]
    public async Task A_published_number_decides_the_market_by_the_rounded_figure(string strike, Side side)
    {
        await using Loopback server = await Loopback.StartAsync(static (_, _) => (200,
            "observation_date,CPIAUCNS\n2025-06-01,320.9\n2025-07-01,321.3\n2026-05-01,329.9\n2026-06-01,330.5\n"));
        MarketEvidence? evidence = await new FredSource(Keyless(server)).AskAsync(
            SomeQuestion.Above("KXCPIYOY-26JUN-T" + strike, strike), CancellationToken.None);
        Assert.Equal(side, evidence?.Decided);
        Assert.Equal(side == Side.Yes ? Ratio.One : Ratio.Zero, evidence?.Yes.Low);
        Assert.Equal("FRED CPIAUCNS for 2026-06: 3.0", evidence?.Provenance);
    }

    [Fact]
    public async Task A_number_that_is_not_out_decides_nothing()
    {
        await using Loopback server = await Loopback.StartAsync(static (_, _) => (200,
            "observation_date,CPIAUCNS\n2025-06-01,320.9\n2026-05-01,329.9\n"));
        Assert.Null(await new FredSource(Keyless(server)).AskAsync(
            SomeQuestion.Above("KXCPIYOY-26JUN-T2.9", "2.9"), CancellationToken.None));
    }

    [Theory]
    [InlineData("2025-06-01,320.9\n2026-06-01,.", "2026-06")]
    [InlineData("2025-06-01,\n2026-06-01,329.9", "2025-06")]
    public async Task A_month_that_is_listed_without_a_value_is_named(string rows, string month)
    {
        await using Loopback server = await Loopback.StartAsync((_, _) => (200, $"observation_date,CPIAUCNS\n{rows}\n"));
        SourceFailure failure = await Sources.Failure(() => new FredSource(Keyless(server)).AskAsync(
            SomeQuestion.Above("KXCPIYOY-26JUN-T2.9", "2.9"), CancellationToken.None));
        Assert.Equal((FailureKind.Missing, $"CPIAUCNS of {month} is listed without a value"), (failure.Kind, failure.Detail));
    }

    [Fact]
    public async Task A_nowcast_gives_a_wide_band_before_the_release()
    {
        await using Loopback server = await Loopback.StartAsync(static (_, _) => (200,
            "observation_date,GDPNOW\n2026-07-01,3.1\n2026-10-01,2.5\n"));
        MarketEvidence? evidence = await new NowcastSource(Keyless(server)).AskAsync(
            SomeQuestion.Above("KXGDP-27JAN28-T2.5", "2.5"), CancellationToken.None);
        Assert.Equal("0.4 to 0.6", evidence?.Yes.ToString());
        Assert.Null(evidence?.Decided);
    }

    [Fact]
    public async Task A_decision_that_took_effect_is_read_from_the_target_range()
    {
        await using Loopback server = await Loopback.StartAsync(static (_, _) => (200,
            "observation_date,DFEDTARU\n2026-10-27,4.00\n2026-10-28,4.00\n2026-10-29,4.25\n2026-10-30,4.25\n"));
        TargetRangeSource source = new(Keyless(server), FomcCalendar.Published);
        Assert.Equal(Side.Yes, (await source.AskAsync(SomeQuestion.Above("KXFED-26OCT-T4.00", "4.00"), CancellationToken.None))?.Decided);
        Assert.Equal(Side.No, (await source.AskAsync(SomeQuestion.Above("KXFED-26OCT-T4.25", "4.25"), CancellationToken.None))?.Decided);
        Assert.Equal(Side.Yes, (await source.AskAsync(SomeQuestion.Of("KXFEDDECISION-26OCT-H25"), CancellationToken.None))?.Decided);
        Assert.Equal(Side.No, (await source.AskAsync(SomeQuestion.Of("KXFEDDECISION-26OCT-H0"), CancellationToken.None))?.Decided);
        Assert.False(source.Covers(SomeQuestion.Above("KXFED-26DEC-T4.00", "4.00")));
    }

    private static FredClient Keyed(Loopback server) => Sources.Fred(server, "abc");

    private static FredClient Keyless(Loopback server) => Sources.Fred(server, null);
}
