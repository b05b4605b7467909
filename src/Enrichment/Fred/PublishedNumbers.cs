namespace Dutchbook.Enrichment;

/// <summary>
/// Reads the number that a market settles on: of a statistic that is revised the first print, in the vintage it came out with;
/// where that cannot be had the newest value, with the reason.
/// </summary>
internal sealed class PublishedNumbers(FredClient fred)
{
    /// <summary>The number for a month that is over; null while it is not published.</summary>
    /// <exception cref="SourceException">It could not be read, or is listed without a value.</exception>
    public async Task<PublishedNumber?> Read(Indicator indicator, YearMonth month, CancellationToken cancellation)
    {
        if (!indicator.IsRevised)
        {
            return await Newest(indicator, month, null, cancellation);
        }

        if (!fred.HasKey)
        {
            return await Newest(indicator, month, "values as first published need an API key", cancellation);
        }

        IReadOnlyList<FredVintage> vintages;
        try
        {
            vintages = await fred.Vintages(indicator.Series, From(indicator, month), month.FirstDay, cancellation);
        }
        catch (SourceException problem) when (problem.Failure.Kind is FailureKind.Malformed or FailureKind.NotFound or FailureKind.TooLarge)
        {
            // A series without an archive is a bad request. A service that is down would fail the second question as well.
            return await Newest(indicator, month, problem.Failure.Detail, cancellation);
        }

        return FirstPrinted(indicator, month, vintages);
    }

    private PublishedNumber? FirstPrinted(Indicator indicator, YearMonth month, IReadOnlyList<FredVintage> vintages)
    {
        if (FirstPrint.Of(month, vintages) is not { } print)
        {
            return vintages.Any(row => row.Day == month.FirstDay) ? throw Lacking(indicator, month) : null;
        }

        if (indicator.Lacking(month, print.Values) is { } lacking)
        {
            throw Lacking(indicator, lacking);
        }

        // What is known before its month has ended is no print, but an archive that does not say when values came out.
        string? gap = print.PublishedOn < month.Plus(1).FirstDay
            ? FormattableString.Invariant($"the archive dates {month} to {print.PublishedOn:yyyy-MM-dd}, before the month was over")
            : null;
        if (gap is null && indicator.ValueFor(month, print.Values) is { } first)
        {
            return new PublishedNumber(first, print.PublishedOn, null);
        }

        gap ??= FormattableString.Invariant(
            $"the archive lacks what {month} was compared with on {print.PublishedOn:yyyy-MM-dd}");
        return indicator.ValueFor(month, FirstPrint.AsOf(fred.Today, vintages)) is { } newest
            ? new PublishedNumber(newest, null, gap)
            : null;
    }

    private async Task<PublishedNumber?> Newest(Indicator indicator, YearMonth month, string? doubt, CancellationToken cancellation)
    {
        IReadOnlyList<FredObservation> observations =
            await fred.Observations(indicator.Series, From(indicator, month), cancellation);
        if (indicator.Lacking(month, observations) is { } lacking)
        {
            throw Lacking(indicator, lacking);
        }

        return indicator.ValueFor(month, observations) is { } value ? new PublishedNumber(value, null, doubt) : null;
    }

    private static DateOnly From(Indicator indicator, YearMonth month) => month.Plus(-indicator.MonthsBack).FirstDay;

    private SourceException Lacking(Indicator indicator, YearMonth month) =>
        new(fred.Source, FailureKind.Missing, $"{indicator.Series} of {month} is listed without a value");
}
