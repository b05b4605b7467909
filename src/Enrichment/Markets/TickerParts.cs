using System.Globalization;

namespace Dutchbook.Enrichment;

/// <summary>The middle part of a ticker, which says the month, the quarter or the day that its data are about.</summary>
internal static class TickerParts
{
    public static string Period(string ticker) => ticker.Split('-') is [_, var period, ..] ? period : "";

    public static string Last(string ticker) => ticker[(ticker.LastIndexOf('-') + 1)..];

    /// <summary><c>26JUN</c>: June 2026.</summary>
    public static YearMonth? Month(string ticker) => YearMonth.TryParse(Period(ticker), out YearMonth month) ? month : null;

    /// <summary><c>26JUL30</c>: 30 July 2026.</summary>
    public static DateOnly? Date(string ticker)
    {
        string period = Period(ticker);
        return period.Length == 7 && YearMonth.TryParse(period.AsSpan(0, 5), out YearMonth month)
            && int.TryParse(period.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out int day)
            && day >= 1 && day <= month.Days
                ? new DateOnly(month.Year, month.Month, day)
                : null;
    }
}
