using System.Globalization;

namespace Dutchbook.Sandbox;

/// <summary>
/// Dates of the demo, counted from the instant it starts so that its markets are always open; hours are Eastern.
/// </summary>
internal sealed class Calendar(DateTimeOffset now)
{
    public DateTimeOffset Now { get; } = now;

    public DateOnly Today { get; } = DateOnly.FromDateTime(now.UtcDateTime);

    public DateOnly Day(int fromToday) => Today.AddDays(fromToday);

    /// <summary>
    /// The n-th working day from the day after tomorrow on, counted from 0; holidays are not known here.
    /// </summary>
    public DateOnly WorkingDay(int n)
    {
        DateOnly day = Day(2);
        for (int left = n; ; day = day.AddDays(1))
        {
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && left-- == 0)
            {
                return day;
            }
        }
    }

    /// <summary>A day of the month that lies some months ahead.</summary>
    public DateOnly Month(int ahead, int day = 1) =>
        new DateOnly(Today.Year, Today.Month, 1).AddMonths(ahead).AddDays(day - 1);

    public DateOnly MonthEnd(int ahead) => Month(ahead + 1).AddDays(-1);

    /// <summary>A full calendar year that has not begun.</summary>
    public int NextYear => Today.Year + 1;

    public static DateTimeOffset Eastern(DateOnly day, int hour, int minute)
    {
        int offset = IsSummer(day) ? 4 : 5;
        return new DateTimeOffset(day.ToDateTime(new TimeOnly(hour, minute)), TimeSpan.Zero).AddHours(offset);
    }

    public static string Zone(DateOnly day) => IsSummer(day) ? "EDT" : "EST";

    /// <summary>26DEC.</summary>
    public static string MonthCode(DateOnly day) =>
        day.ToString("yyMMM", CultureInfo.InvariantCulture).ToUpperInvariant();

    /// <summary>26DEC05.</summary>
    public static string DayCode(DateOnly day) =>
        day.ToString("yyMMMdd", CultureInfo.InvariantCulture).ToUpperInvariant();

    /// <summary>Dec 5, 2026.</summary>
    public static string Short(DateOnly day) => day.ToString("MMM d, yyyy", CultureInfo.InvariantCulture);

    /// <summary>December 5, 2026.</summary>
    public static string Long(DateOnly day) => day.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture);

    /// <summary>December 2026.</summary>
    public static string MonthName(DateOnly day) => day.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>
    /// Second Sunday of March to first Sunday of November; the two Sundays themselves need no more precision here.
    /// </summary>
    private static bool IsSummer(DateOnly day) =>
        day >= Sunday(day.Year, 3, 2) && day < Sunday(day.Year, 11, 1);

    private static DateOnly Sunday(int year, int month, int nth)
    {
        DateOnly first = new(year, month, 1);
        return first.AddDays(((7 - (int)first.DayOfWeek) % 7) + (7 * (nth - 1)));
    }
}
