namespace Dutchbook.Enrichment;

/// <summary>A statistic as it stood on the day a month's value first came out, with everything that value was compared with.</summary>
/// <param name="Values">One value for each period, all of one vintage.</param>
internal sealed record FirstPrint(DateOnly PublishedOn, IReadOnlyList<FredObservation> Values)
{
    /// <summary>
    /// The vintage with the first value of a month; null while there is none. A report that gives a month revises those before
    /// it at once, and its change is against the revised ones. FRED's own list of first values (<c>output_type=4</c>) has each
    /// month as it first was, so that a change taken from it was never published.
    /// </summary>
    /// <param name="vintages">In any order. A row that marks its value as not available is no print.</param>
    public static FirstPrint? Of(YearMonth month, IReadOnlyList<FredVintage> vintages)
    {
        FredVintage? first = vintages
            .Where(row => row.Day == month.FirstDay && row.Observation.Value is not null)
            .MinBy(static row => row.From);
        return first is null ? null : new FirstPrint(first.From, AsOf(first.From, vintages));
    }

    /// <summary>What was known of each period on a day, the oldest period first.</summary>
    public static IReadOnlyList<FredObservation> AsOf(DateOnly day, IReadOnlyList<FredVintage> vintages) =>
        [.. vintages.Where(row => row.StoodOn(day)).Select(static row => row.Observation).OrderBy(static item => item.Day)];
}
