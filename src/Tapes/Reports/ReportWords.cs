using System.Globalization;
using Dutchbook.Domain;

namespace Dutchbook.Tapes;

/// <summary>Figures as a reader wants them; the CSV files have every digit.</summary>
internal static class ReportWords
{
    /// <summary>Dollars and cents, rounded toward minus infinity: a gain is never flattered.</summary>
    public static string Dollars(Money money)
    {
        long cents = Math.DivRem(money.Micros, 10_000, out long rest) - (rest < 0 ? 1 : 0);
        return string.Create(CultureInfo.InvariantCulture, $"{(cents < 0 ? "-" : "")}${Math.Abs(cents) / 100:N0}.{Math.Abs(cents) % 100:00}");
    }

    public static string Percent(Ratio? ratio) => ratio is not { } known ? "unknown"
        : known.PartsPerMillion > 100 * Ratio.Whole ? "over 10,000 %"
        : string.Create(CultureInfo.InvariantCulture, $"{known.PartsPerMillion / 10_000m:N1} %");

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "unknown";

    /// <summary>An axis of a day or two shows the hour, a longer one the day.</summary>
    public static Func<double, string> Axis(TimeSpan span) => ticks => new DateTime((long)ticks, DateTimeKind.Utc).ToString(
        span < TimeSpan.FromHours(1) ? "HH:mm:ss" : span < TimeSpan.FromDays(2) ? "MM-dd HH:mm" : "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Span(TimeSpan span) => span >= TimeSpan.FromDays(2) ? $"{span.TotalDays.ToString("0.0", CultureInfo.InvariantCulture)} days"
        : span >= TimeSpan.FromHours(2) ? $"{span.TotalHours.ToString("0.0", CultureInfo.InvariantCulture)} hours"
        : span >= TimeSpan.FromMinutes(2) ? $"{span.TotalMinutes.ToString("0.0", CultureInfo.InvariantCulture)} minutes"
        : $"{span.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} seconds";
}
