using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

public sealed class ExchangeEndpointsTests
{
    private const string Status = """
        {"exchange_active":true,"trading_active":false,"intra_exchange_transfers_active":true,
         "exchange_estimated_resume_time":"2026-11-26T10:00:00Z",
         "exchange_index_statuses":[
           {"exchange_index":0,"description":"Default","exchange_active":true,"trading_active":false,"intra_exchange_transfers_active":true},
           {"exchange_index":2,"description":null,"exchange_active":false,"trading_active":false,"new_field":{}},
           {"exchange_index":3,"description":"Sports","trading_active":true}]}
        """;

    [Theory]
    [InlineData(200)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_closed_exchange_says_so_with_any_status_and_is_believed_at_once(int code)
    {
        (ExchangeStatus status, string[] targets) = await Reading.Of(static client => client.Exchange.GetStatus(default), (code, Status));
        Assert.Equal(["/exchange/status"], targets);
        Assert.Equal((true, false), (status.IsActive, status.IsTrading));
        Assert.Equal(new DateTimeOffset(2026, 11, 26, 10, 0, 0, TimeSpan.Zero), status.ResumesAt);
        Assert.Equal([new ShardStatus(0, "Default", true, false), new ShardStatus(2, "", false, false)], status.Shards);
    }

    [Fact]
    public async Task The_two_flags_are_enough()
    {
        (ExchangeStatus status, _) = await Reading.Of(
            static client => client.Exchange.GetStatus(default), """{"exchange_active":true,"trading_active":true,"exchange_estimated_resume_time":"soon"}""");
        Assert.Equal((true, true, null, 0), (status.IsActive, status.IsTrading, status.ResumesAt, status.Shards.Count));
    }

    [Theory]
    [InlineData("""{"error":"unavailable"}""")]
    [InlineData("""{"exchange_active":true}""")]
    [InlineData("""{"exchange_active":null,"trading_active":null}""")]
    [InlineData("<html>")]
    [InlineData("")]
    public async Task Another_body_with_503_is_an_error_that_is_tried_again(string body)
    {
        (ExchangeStatus status, string[] targets) =
            await Reading.Of(static client => client.Exchange.GetStatus(default), (503, body), (200, Status));
        Assert.Equal((2, true), (targets.Length, status.IsActive));
    }

    [Theory]
    [InlineData("""{"exchange_active":true}""", "trading_active missing")]
    [InlineData("""{"exchange_active":null,"trading_active":true}""", "exchange_active missing")]
    [InlineData("""{"exchange_active":"yes","trading_active":true}""", "exchange_active of another kind")]
    public async Task A_status_without_its_flags_is_not_taken_for_open(string body, string says)
    {
        KalshiException e = await Assert.ThrowsAsync<KalshiException>(
            () => Reading.Of(static client => client.Exchange.GetStatus(default), body));
        Assert.Equal(KalshiErrorKind.WrongShape, e.Kind);
        Assert.Contains(says, e.Message, StringComparison.Ordinal);
    }

    private const string Always = """[{"open_time":"00:00","close_time":"00:00"}]""";

    [Fact]
    public async Task The_schedule_gives_each_day_its_hours()
    {
        string body = $$$"""
            {"schedule":{"standard_hours":[{"start_time":"2024-12-01T00:00:00Z","end_time":"2200-12-01T00:00:00Z",
              "monday":{{{Always}}},"tuesday":{{{Always}}},"wednesday":[],"friday":null,"saturday":{{{Always}}},"sunday":{{{Always}}},
              "thursday":[{"open_time":"00:00","close_time":"03:00"},{"open_time":"05:00","close_time":"24:00"}]}],
             "maintenance_windows":[{"start_datetime":"2026-11-26T08:00:00Z","end_datetime":"2026-11-26T10:00:00Z"}]}}
            """;
        (ExchangeSchedule schedule, string[] targets) = await Reading.Of(static client => client.Exchange.GetSchedule(default), body);
        Assert.Equal(["/exchange/schedule"], targets);
        Assert.Empty(schedule.Skipped);
        WeeklyHours week = Assert.Single(schedule.Weeks);
        Assert.Equal(7, week.Days.Count);
        Assert.Equal([new OpenHours(default, default)], week.Days[DayOfWeek.Monday]);
        Assert.Equal([new OpenHours(default, new TimeOnly(3, 0)), new OpenHours(new TimeOnly(5, 0), default)], week.Days[DayOfWeek.Thursday]);
        Assert.Empty(week.Days[DayOfWeek.Wednesday]);
        Assert.Empty(week.Days[DayOfWeek.Friday]);
        Assert.Equal(TimeSpan.FromHours(2), schedule.Maintenance.Single().Until - schedule.Maintenance.Single().From);
    }

    [Fact]
    public async Task A_week_or_window_that_cannot_be_read_is_left_out_and_named()
    {
        string body = $$$"""
            {"schedule":{"standard_hours":[
              {"start_time":"2024-12-01T00:00:00Z","end_time":"2200-12-01T00:00:00Z","monday":{{{Always}}}},
              {"start_time":"2024-12-01T00:00:00Z","end_time":"2200-12-01T00:00:00Z","monday":[{"open_time":"9 am","close_time":"17:00"}],
               "tuesday":[],"wednesday":[],"thursday":[],"friday":[],"saturday":[],"sunday":[]}],
             "maintenance_windows":[{"start_datetime":"2026-11-26","end_datetime":"2026-11-26T10:00:00Z"},7]}}
            """;
        (ExchangeSchedule schedule, _) = await Reading.Of(static client => client.Exchange.GetSchedule(default), body);
        Assert.Empty(schedule.Weeks);
        Assert.Empty(schedule.Maintenance);
        Assert.Equal(
            [
                new FieldDefect("standard_hours[1].monday", "'9 am' is not a time of day, HH:MM"),
                new FieldDefect("standard_hours[0]", "tuesday, wednesday, thursday, friday, saturday, sunday missing"),
                new FieldDefect("maintenance_windows[0].start_datetime", "'2026-11-26' is not an RFC 3339 time"),
                new FieldDefect("maintenance_windows[1]", "is no object"),
            ],
            schedule.Skipped);
    }
}
