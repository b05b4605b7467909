using Dutchbook.Alerts;
using Dutchbook.Unit.Domain;
using Xunit;

namespace Dutchbook.Unit.Alerts;

public sealed class DailySummaries
{
    [Fact]
    public void A_day_is_told_with_the_most_important_first()
    {
        DailySummary day = new()
        {
            Day = new DateOnly(2026, 11, 23),
            Scans = 1_440,
            MarketsRead = 16_000,
            Found = [new("CPI ladder, 20 contracts", Some.Money("1.239")), new("a second one", null)],
            Traded = [new("CPI ladder", Some.Money("1.10"))],
            Nearly = [new("needs 1.2 cents less on KXFED-26DEC-T4.00", Some.Money("-0.01"))],
            Realised = Some.Money("-0.001"),
            AtRisk = Some.Money("8.70"),
            Health = ["fred: timed out"],
        };
        Assert.Equal(
            """
            Look at this:
            - fred: timed out
            Result: -$0.01, at risk $8.70
            Traded:
            - $1.10  CPI ladder
            Found:
            - $1.23  CPI ladder, 20 contracts
            - a second one
            Nearly:
            - -$0.01  needs 1.2 cents less on KXFED-26DEC-T4.00
            1440 passes over 16000 markets.
            """,
            day.Render());
        Assert.Equal("2026-11-23: 2 opportunities, 1 trade, -$0.01", day.AsAlert(SomeAlert.At).Title);
        Assert.Equal(AlertSeverity.Warning, day.AsAlert(SomeAlert.At).Severity);
    }

    [Fact]
    public void A_quiet_day_is_short_and_an_unknown_result_is_not_zero()
    {
        DailySummary day = new() { Day = new DateOnly(2026, 11, 23), Scans = 1, MarketsRead = 1 };
        Assert.Equal(
            "Result: nothing is known of the account.\nNothing was traded.\nNothing was found.\n1 pass over 1 market. All is well.",
            day.Render());
        Assert.Equal(AlertSeverity.Notice, day.AsAlert(SomeAlert.At).Severity);
    }

    [Fact]
    public void A_long_list_is_cut_and_says_so()
    {
        DailySummary day = new()
        {
            Day = new DateOnly(2026, 11, 23),
            Scans = 1,
            MarketsRead = 1,
            Found = [.. Enumerable.Range(0, 8).Select(static i => new SummaryItem($"number {i}", null))],
        };
        Assert.Contains("- number 4\n- and 3 more", day.Render(), StringComparison.Ordinal);
    }
}
