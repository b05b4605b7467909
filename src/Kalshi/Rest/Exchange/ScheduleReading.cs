using System.Globalization;
using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>Wire to <see cref="ExchangeSchedule"/>.</summary>
internal static class ScheduleReading
{
    public static ExchangeSchedule Read(ScheduleWire wire)
    {
        List<FieldDefect> skipped = [];
        return new ExchangeSchedule(
            Listings.Read("standard_hours", wire.StandardHours, Week, skipped),
            Listings.Read("maintenance_windows", wire.MaintenanceWindows, Window, skipped),
            skipped);
    }

    private static WeeklyHours Week(WeeklyScheduleWire wire) => new(
        Field.Need(Field.Instant(wire.StartTime, "start_time"), "start_time"),
        Field.Need(Field.Instant(wire.EndTime, "end_time"), "end_time"),
        new Dictionary<DayOfWeek, IReadOnlyList<OpenHours>>
        {
            [DayOfWeek.Monday] = Day(wire.Monday, "monday"),
            [DayOfWeek.Tuesday] = Day(wire.Tuesday, "tuesday"),
            [DayOfWeek.Wednesday] = Day(wire.Wednesday, "wednesday"),
            [DayOfWeek.Thursday] = Day(wire.Thursday, "thursday"),
            [DayOfWeek.Friday] = Day(wire.Friday, "friday"),
            [DayOfWeek.Saturday] = Day(wire.Saturday, "saturday"),
            [DayOfWeek.Sunday] = Day(wire.Sunday, "sunday"),
        });

    private static OpenHours[] Day(IReadOnlyList<DailyScheduleWire>? wire, string day) =>
        [.. (wire ?? []).Select(hours => new OpenHours(Time(hours.OpenTime, day), Time(hours.CloseTime, day)))];

    private static TimeOnly Time(string text, string day) => text is "24:00" ? TimeOnly.MinValue
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time) ? time
        : throw Field.Wrong(text, day, "a time of day, HH:MM");

    private static MaintenanceWindow Window(MaintenanceWindowWire wire) => new(
        Field.Need(Field.Instant(wire.StartDatetime, "start_datetime"), "start_datetime"),
        Field.Need(Field.Instant(wire.EndDatetime, "end_datetime"), "end_datetime"));
}
