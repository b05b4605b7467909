namespace Dutchbook.Enrichment;

/// <summary>One value of a statistic. Its day is the first of the period it is about.</summary>
/// <param name="Value">Null where the statistic marks it as not available.</param>
public sealed record FredObservation(DateOnly Day, decimal? Value);

/// <summary>A value with the days on which it was the newest there was: FRED's real-time period.</summary>
/// <param name="From">The day it came out, or the first day that was asked about if it is older than that.</param>
/// <param name="Until">The last day before it was revised; far ahead for one that still stands.</param>
internal sealed record FredVintage(FredObservation Observation, DateOnly From, DateOnly Until)
{
    public DateOnly Day => Observation.Day;

    public bool StoodOn(DateOnly day) => From <= day && day <= Until;

    /// <summary>A period that had two values on one day; null where there is none.</summary>
    public static DateOnly? Overlap(IEnumerable<FredVintage> vintages)
    {
        foreach (IGrouping<DateOnly, FredVintage> rows in vintages.GroupBy(static row => row.Day))
        {
            FredVintage[] inTime = [.. rows.OrderBy(static row => row.From)];
            if (inTime.Zip(inTime.Skip(1)).Any(static pair => pair.First.Until >= pair.Second.From))
            {
                return rows.Key;
            }
        }

        return null;
    }
}
