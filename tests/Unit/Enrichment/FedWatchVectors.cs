using System.Globalization;
using Dutchbook.Enrichment;
using Xunit;

namespace Dutchbook.Unit.Enrichment;

/// <summary>The meeting-by-meeting calculation against figures that the exchange itself published.</summary>
public sealed class FedWatchVectors
{
    /// <summary>The settlements of one day; the exchange showed 42.4/57.6 and 9.9/46.0/44.1 for the first two meetings.</summary>
    private const string September18 = """
        26OCT 96.1050, 26NOV 95.9750, 26DEC 95.8350, 27JAN 95.7700, 27FEB 95.6800, 27MAR 95.6000, 27APR 95.5100,
        27MAY 95.4400, 27JUN 95.3850, 27JUL 95.3550
        """;

    [Theory]
    [InlineData(0, "2026-10-28", "3.881071", "4.025000", "0.575714", 0, "42.4 57.6")]
    [InlineData(1, "2026-12-09", "4.025000", "4.216667", "0.766667", 0, "9.9 46.0 44.1")]
    [InlineData(2, "2027-01-27", "4.216667", "4.320000", "0.413333", 0, "5.8 31.1 44.9 18.2")]
    [InlineData(3, "2027-03-17", "4.320000", "4.485000", "0.660000", 0, "2.0 14.4 35.8 35.8 12.0")]
    [InlineData(4, "2027-04-28", "4.485000", "4.560000", "0.300000", 0, "1.4 10.7 29.4 35.8 19.2 3.6")]
    [InlineData(5, "2027-06-09", "4.560000", "4.645000", "0.340000", 0, "0.9 7.5 23.0 33.6 24.8 8.9 1.2")]
    public void Each_meeting_has_the_published_rates_and_odds(
        int meeting, string day, string before, string after, string moves, int least, string percent)
    {
        MeetingOdds odds = Read(September18, new DateOnly(2026, 9, 18))[meeting];
        Assert.Equal(DateOnly.Parse(day, CultureInfo.InvariantCulture), odds.Day);
        Assert.Equal(Number(before), odds.Before, 6);
        Assert.Equal(Number(after), odds.After, 6);
        Assert.Equal(Number(moves), odds.Moves, 6);
        Assert.Equal(least, odds.Total.Least);
        Assert.Equal(percent, Percent(odds.Total));
    }

    [Fact]
    public void Only_the_meeting_at_the_end_of_the_strip_needs_a_stand_in()
    {
        IReadOnlyList<MeetingOdds> meetings = Read(September18, new DateOnly(2026, 9, 18));
        Assert.Equal([false, false, false, false, false, true], meetings.Select(static odds => odds.Approximate));
    }

    [Fact]
    public void With_the_contract_after_it_the_last_meeting_is_solved_backward()
    {
        // E of July is the average of August, 4.665; its S = (31 x 4.645 - 3 x 4.665) / 28 = 130 / 28 = 4.642857.
        MeetingOdds june = Read(September18 + ", 27AUG 95.3350", new DateOnly(2026, 9, 18))[5];
        Assert.Equal(4.642857m, june.After, 6);
        Assert.False(june.Approximate);
    }

    [Theory]
    [InlineData(0, "0.53143", "46.9 53.1")]
    [InlineData(1, "0.72222", "13.0 48.6 38.4")]
    [InlineData(2, "0.44778", "7.2 32.7 43.0 17.2")]
    [InlineData(3, "0.54000", "3.3 18.9 37.4 31.1 9.3")]
    public void The_day_before_agrees_too(int meeting, string moves, string percent)
    {
        // The published row of March lets April's average stand in, so the strip ends there; May would solve it backward.
        const string Quotes = """
            26OCT 96.1025, 26NOV 95.9825, 26DEC 95.8800, 27JAN 95.7875, 27FEB 95.6900, 27MAR 95.6250, 27APR 95.5550
            """;
        MeetingOdds odds = Read(Quotes, new DateOnly(2026, 9, 17))[meeting];
        Assert.Equal(Number(moves), odds.Moves, 5);
        Assert.Equal(percent, Percent(odds.Total));
    }

    [Fact]
    public void The_older_convention_counts_the_announcement_day_after()
    {
        FomcCalendar calendar = new([new(2015, 7, 29), new(2015, 9, 17), new(2015, 10, 28)]);
        FedWatch watch = new(Strip("15AUG 99.8675, 15SEP 99.8050"), calendar, DayWeight.AnnouncementDayAfter);
        MeetingOdds odds = Assert.Single(watch.Meetings(new DateOnly(2015, 9, 1)));
        Assert.Equal(0.266429m, odds.After, 6);
        Assert.Equal(53.57m, odds.Own.Chance(1) * 100, 2);
    }

    [Fact]
    public void A_hike_of_three_steps_is_split_between_three_and_four()
    {
        const string Quotes = """
            22SEP 97.4475, 22OCT 96.94, 22NOV 96.43, 22DEC 96.235, 23JAN 96.115, 23FEB 96.02, 23MAR 96.005, 23APR 95.985,
            23MAY 96.005, 23JUN 96.035, 23JUL 96.065
            """;
        FomcCalendar calendar = new(
        [
            new(2022, 7, 27), new(2022, 9, 21), new(2022, 11, 2), new(2022, 12, 14), new(2023, 2, 1), new(2023, 3, 22),
            new(2023, 5, 3), new(2023, 6, 14), new(2023, 7, 26),
        ]);
        MeetingOdds september = new FedWatch(Strip(Quotes), calendar, DayWeight.AnnouncementDayAfter)
            .Meetings(new DateOnly(2022, 9, 12))[0];
        Assert.Equal(2.29875m, september.Before, 5);
        Assert.Equal(3.0600m, september.After, 4);
        Assert.Equal(3.0450m, september.Moves, 4);
        Assert.Equal("95.5 4.5", Percent(september.Own));
        Assert.Equal(3, september.Own.Least);
    }

    [Fact]
    public void Half_a_step_each_meeting_is_a_chance_of_a_half_each()
    {
        MoveOdds may = MoveOdds.Mean((5.250m - 5.125m) / MoveOdds.Step);
        Assert.Equal("50.0 50.0", Percent(may));
        Assert.Equal("25.0 50.0 25.0", Percent(may.Then(may)));
    }

    [Fact]
    public void The_upper_limit_follows_from_the_total_moves()
    {
        MeetingOdds december = Read(September18, new DateOnly(2026, 9, 18))[1];
        Assert.Equal(100.0m, Math.Round(december.UpperLimitAbove(3.75m, 4.00m) * 100, 1));
        Assert.Equal(90.1m, Math.Round(december.UpperLimitAbove(4.00m, 4.00m) * 100, 1));
        Assert.Equal(44.1m, Math.Round(december.UpperLimitAbove(4.25m, 4.00m) * 100, 1));
        Assert.Equal(0m, december.UpperLimitAbove(4.50m, 4.00m));
    }

    [Fact]
    public void A_decision_is_read_from_its_own_moves_and_not_from_the_total()
    {
        MoveOdds own = MoveOdds.Mean(-1.4m);
        Assert.Equal(0.4m, FedDecision.CutMoreThan25.ChanceIn(own));
        Assert.Equal(0.6m, FedDecision.Cut25.ChanceIn(own));
        Assert.Equal(0m, FedDecision.Hold.ChanceIn(own));
        Assert.Equal(1m, Enum.GetValues<FedDecision>().Sum(decision => decision.ChanceIn(own)));
    }

    [Fact]
    public void A_missing_contract_ends_the_list_instead_of_guessing()
    {
        // Without November nothing says what follows the October meeting but October itself, whose start is unknown too.
        Assert.Empty(Read("26OCT 96.1050, 26DEC 95.8350, 27JAN 95.7700", new DateOnly(2026, 9, 18)));
    }

    [Fact]
    public void A_month_beyond_the_calendar_is_not_taken_for_a_quiet_one()
    {
        FomcCalendar calendar = new([new(2026, 9, 16), new(2026, 10, 28)]);
        FedWatch watch = new(Strip("26OCT 96.1050, 26NOV 95.9750"), calendar);
        Assert.True(Assert.Single(watch.Meetings(new DateOnly(2026, 10, 1))).Approximate);
    }

    [Fact]
    public void A_quote_in_another_unit_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(static () => Strip("26OCT 3.895"));

    private static IReadOnlyList<MeetingOdds> Read(string quotes, DateOnly from) =>
        [.. new FedWatch(Strip(quotes), FomcCalendar.Published).Meetings(from)];

    private static FundsStrip Strip(string quotes) => new(quotes.Split(',').Select(static quote =>
    {
        string[] parts = quote.Trim().Split(' ');
        Assert.True(YearMonth.TryParse(parts[0], out YearMonth month));
        return KeyValuePair.Create(month, Number(parts[1]));
    }));

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static string Percent(MoveOdds odds) => string.Join(' ', Enumerable.Range(odds.Least, odds.Most - odds.Least + 1)
        .Select(moves => (odds.Chance(moves) * 100).ToString("0.0", CultureInfo.InvariantCulture)));
}
