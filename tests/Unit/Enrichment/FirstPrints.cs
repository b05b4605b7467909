using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Xunit;

namespace Dutchbook.Unit.Enrichment;

/// <summary>
/// Payrolls as the archive has them. August first came out on 4 September at 159,962 thousand, against a July that the same
/// report revised from 159,930 to 159,900: 62,000 persons. Today August is 159,940 and July 159,910: 30,000.
/// </summary>
public sealed class FirstPrints
{
    private const string Rows = """
        2026-07-01 159930 2026-08-07 2026-09-03
        2026-07-01 159900 2026-09-04 2026-10-01
        2026-07-01 159910 2026-10-02 9999-12-31
        2026-08-01 159962 2026-09-04 2026-10-01
        2026-08-01 159940 2026-10-02 9999-12-31
        2026-09-01 160100 2026-10-02 9999-12-31
        """;

    [Theory]
    [InlineData("60000", Side.Yes)]
    [InlineData("62000", Side.No)]
    public async Task A_month_revised_since_counts_as_it_was_first_published(string strike, Side side)
    {
        (MarketEvidence? evidence, IReadOnlyList<string> asked) = await Ask(strike, Rows);
        Assert.Equal(side, evidence?.Decided);
        Assert.Equal(side == Side.Yes ? "1 to 1" : "0 to 0", evidence?.Yes.ToString());
        Assert.Empty(evidence!.Reservations);
        Assert.Equal("FRED PAYEMS for 2026-08 as first published on 2026-09-04: 62000", evidence.Provenance);
        Assert.Equal("KXPAYROLLS of 2026-08 settles on the first print of this statistic, and it is published", evidence.Applies);
        Assert.Equal(new DateTimeOffset(2026, 9, 4, 0, 0, 0, TimeSpan.Zero), evidence.ObservedAt);
        Assert.Equal(
            "/fred/series/observations?series_id=PAYEMS&observation_start=2026-07-01&realtime_start=2026-08-01"
            + "&realtime_end=9999-12-31&file_type=json&api_key=abc",
            Assert.Single(asked));
    }

    [Fact]
    public async Task The_month_before_is_taken_from_the_same_vintage_and_not_from_its_own_first_print()
    {
        // 159,962 less the July of August's report is 62; less July's own first print it would be 32, less today's 52.
        Assert.Equal(Side.Yes, (await Ask("61000", Rows)).Evidence?.Decided);
    }

    [Fact]
    public async Task The_order_of_the_rows_does_not_matter()
    {
        string reversed = string.Join('\n', Rows.Split('\n').Reverse());
        string byValue = string.Join('\n', Rows.Split('\n').OrderBy(static row => row[11..], StringComparer.Ordinal));
        foreach (string rows in (string[])[reversed, byValue])
        {
            Assert.Equal("FRED PAYEMS for 2026-08 as first published on 2026-09-04: 62000", (await Ask("60000", rows)).Evidence?.Provenance);
        }
    }

    /// <summary>A report that is held up leaves a point first; what comes later is the first print.</summary>
    [Fact]
    public async Task A_point_is_no_print()
    {
        string rows = """
            2026-07-01 159930 2026-08-07 2026-09-17
            2026-07-01 159905 2026-09-18 9999-12-31
            2026-08-01 . 2026-09-04 2026-09-17
            2026-08-01 159962 2026-09-18 9999-12-31
            """;
        Assert.Equal(
            "FRED PAYEMS for 2026-08 as first published on 2026-09-18: 57000", (await Ask("60000", rows)).Evidence?.Provenance);
    }

    [Theory]
    [InlineData("2026-07-01 159930 2026-08-07 9999-12-31\n2026-08-01 . 2026-09-04 9999-12-31", "2026-08")]
    [InlineData("2026-07-01 . 2026-08-07 9999-12-31\n2026-08-01 159962 2026-09-04 9999-12-31", "2026-07")]
    public async Task A_month_listed_without_a_value_is_missing_and_never_zero(string rows, string month)
    {
        SourceFailure failure = await Sources.Failure(() => Ask("60000", rows));
        Assert.Equal((FailureKind.Missing, $"PAYEMS of {month} is listed without a value"), (failure.Kind, failure.Detail));
    }

    [Theory]
    [InlineData("2026-07-01 159930 2026-08-07 9999-12-31")]
    [InlineData("2026-07-01 . 2026-08-07 9999-12-31")]
    public async Task A_month_that_is_not_out_is_not_yet_known(string rows) => Assert.Null((await Ask("60000", rows)).Evidence);

    [Theory]
    [InlineData("KXPAYROLLS-26NOV-T60000")]
    [InlineData("KXPAYROLLS-26DEC-T60000")]
    public async Task Nothing_is_asked_before_the_month_is_over(string ticker)
    {
        await using Loopback server = await Loopback.StartAsync(static (_, _) => (200, Observed(Rows)));
        Assert.Null(await new FredSource(Sources.Fred(server, "abc")).AskAsync(
            SomeQuestion.Above(ticker, "60000"), CancellationToken.None));
        Assert.Empty(server.Asked);
    }

    [Fact]
    public async Task A_level_needs_no_month_before()
    {
        await using Loopback server = await Loopback.StartAsync(static (_, _) => (200, Observed(
            "2026-08-01 4.3 2026-09-04 2026-10-01\n2026-08-01 4.4 2026-10-02 9999-12-31")));
        MarketEvidence? evidence = await new FredSource(Sources.Fred(server, "abc")).AskAsync(
            SomeQuestion.Above("KXU3-26AUG-T4.3", "4.3"), CancellationToken.None);
        Assert.Equal(Side.No, evidence?.Decided);
        Assert.Contains("series_id=UNRATE&observation_start=2026-08-01&", Assert.Single(server.Asked), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_the_newest_value_keeps_its_doubt_and_says_why()
    {
        await using Loopback server = await Loopback.StartAsync(static (_, _) => (200,
            "observation_date,PAYEMS\n2026-07-01,159910\n2026-08-01,159940\n"));
        MarketEvidence? evidence = await new FredSource(Sources.Fred(server, null)).AskAsync(
            SomeQuestion.Above("KXPAYROLLS-26AUG-T29999", "29999"), CancellationToken.None);
        Assert.Equal((Side.Yes, "0.9 to 1"), (evidence?.Decided, evidence?.Yes.ToString()));
        Assert.Equal("FRED PAYEMS for 2026-08: 30000", evidence!.Provenance);
        Assert.Equal(
            "the newest value, where the market settles on the first print: values as first published need an API key",
            Assert.Single(evidence.Reservations));
    }

    [Theory]
    [InlineData("2026-07-01 159910 2026-10-02 9999-12-31", "2026-09-04", "the archive lacks what 2026-08 was compared with on 2026-09-04")]
    [InlineData("2026-07-01 159910 2026-08-01 9999-12-31", "2026-08-01", "the archive dates 2026-08 to 2026-08-01, before the month was over")]
    public async Task An_archive_with_a_gap_keeps_the_doubt_and_says_why(string before, string published, string why)
    {
        string rows = $"{before}\n2026-08-01 159962 {published} 2026-10-01\n2026-08-01 159940 2026-10-02 9999-12-31";
        MarketEvidence? evidence = (await Ask("29999", rows)).Evidence;
        Assert.Equal(("0.9 to 1", "FRED PAYEMS for 2026-08: 30000"), (evidence?.Yes.ToString(), evidence?.Provenance));
        Assert.Equal($"the newest value, where the market settles on the first print: {why}", Assert.Single(evidence!.Reservations));
    }

    /// <summary>The last is a service that knows no vintages and answers with today's.</summary>
    [Theory]
    [InlineData(400, """{"error_code":400,"error_message":"Bad Request.  The series does not exist in ALFRED but may exist in FRED."}""", "does not exist in ALFRED")]
    [InlineData(200, "OVERLAP", "PAYEMS of 2026-08-01 has two values at one time")]
    [InlineData(200, "TODAY", "PAYEMS is answered for another time than it was asked about")]
    public async Task Vintages_that_cannot_be_had_keep_the_doubt_and_say_why(int status, string text, string why)
    {
        string today = Observed(
            "2026-07-01 159910 2026-11-23 2026-11-23\n2026-08-01 159940 2026-11-23 2026-11-23", "2026-11-23", "2026-11-23");
        string vintages = text
            .Replace("OVERLAP", Observed(Rows + "\n2026-08-01 159999 2026-09-30 2026-10-01"), StringComparison.Ordinal)
            .Replace("TODAY", today, StringComparison.Ordinal);
        await using Loopback server = await Loopback.StartAsync((target, _) =>
            target.Contains("realtime_start", StringComparison.Ordinal) ? (status, vintages) : (200, today));
        MarketEvidence? evidence = await new FredSource(Sources.Fred(server, "abc")).AskAsync(
            SomeQuestion.Above("KXPAYROLLS-26AUG-T29999", "29999"), CancellationToken.None);
        Assert.Equal("0.9 to 1", evidence?.Yes.ToString());
        Assert.Contains(why, Assert.Single(evidence!.Reservations), StringComparison.Ordinal);
        Assert.Equal(2, server.Asked.Count);
    }

    [Fact]
    public async Task A_value_published_tomorrow_is_refused()
    {
        string rows = "2026-07-01 159930 2026-08-07 9999-12-31\n2026-08-01 159962 2026-11-24 9999-12-31";
        Assert.Equal(FailureKind.FromTheFuture, (await Sources.Failure(() => Ask("60000", rows))).Kind);
    }

    [Fact]
    public async Task A_service_that_is_down_is_a_failure_and_no_evidence()
    {
        await using Loopback server = await Loopback.StartAsync(static (_, _) => (503, "later"));
        Assert.Equal(FailureKind.ServerFault, (await Sources.Failure(() => new FredSource(Sources.Fred(server, "abc")).AskAsync(
            SomeQuestion.Above("KXPAYROLLS-26AUG-T29999", "29999"), CancellationToken.None))).Kind);
    }

    private static async Task<(MarketEvidence? Evidence, IReadOnlyList<string> Asked)> Ask(string strike, string rows)
    {
        await using Loopback server = await Loopback.StartAsync((_, _) => (200, Observed(rows)));
        MarketEvidence? evidence = await new FredSource(Sources.Fred(server, "abc")).AskAsync(
            SomeQuestion.Above("KXPAYROLLS-26AUG-T" + strike, strike), CancellationToken.None);
        return (evidence, server.Asked);
    }

    /// <summary>Rows of period, value, first and last day, in the service's shape.</summary>
    private static string Observed(string rows, string from = "2026-08-01", string until = "9999-12-31")
    {
        string[][] cells = [.. rows.Split('\n').Select(static row => row.Trim().Split(' '))];
        string observations = string.Join(",\n", cells.Select(static row =>
            $$"""{"realtime_start":"{{row[2]}}","realtime_end":"{{row[3]}}","date":"{{row[0]}}","value":"{{row[1]}}"}"""));
        return $$"""
            {"realtime_start":"{{from}}","realtime_end":"{{until}}","observation_start":"2026-07-01","observation_end":"9999-12-31",
             "units":"lin","output_type":1,"file_type":"json","order_by":"observation_date","sort_order":"asc",
             "count":{{cells.Length}},"offset":0,"limit":100000,"observations":[{{observations}}]}
            """;
    }
}
