using System.Globalization;
using System.Text;

namespace Dutchbook.Enrichment;

/// <summary>
/// Federal Reserve Economic Data. With a key it reads the JSON service, vintages and release dates included; without one it
/// reads the CSV behind the public charts, which has the newest values only.
/// </summary>
internal sealed class FredClient(SourceReader reader, string? apiKey, Uri api, Uri charts)
{
    public static readonly Uri PublicApi = new("https://api.stlouisfed.org/fred/");
    public static readonly Uri PublicCharts = new("https://fred.stlouisfed.org/graph/fredgraph.csv");

    private const string Day = "yyyy-MM-dd";

    /// <summary>FRED's end of time: what stands today stands until then.</summary>
    private const string Always = "9999-12-31";

    public string Source => reader.Source;

    public DateOnly Today => DateOnly.FromDateTime(reader.Now.UtcDateTime);

    public bool HasKey => apiKey is not null;

    /// <summary>Values from a day on as they stand today, the oldest first.</summary>
    /// <exception cref="SourceException">It could not be read, has another shape, or speaks of days to come.</exception>
    public async Task<IReadOnlyList<FredObservation>> Observations(string series, DateOnly from, CancellationToken cancellation)
    {
        IReadOnlyList<FredObservation> observations = apiKey is null
            ? await Charts(series, from, cancellation)
            : [.. (await Api(series, from, null, cancellation)).Select(static row => row.Observation)];
        NotAhead(series, observations.Select(static item => item.Day));
        return [.. observations.OrderBy(static observation => observation.Day)];
    }

    /// <summary>Every value that stood on any day since one, of all periods from another on, in the order they came.</summary>
    /// <param name="since">What was known before it does not matter.</param>
    /// <exception cref="SourceException">
    /// There is no key, it could not be read, has another shape, or speaks of days to come.
    /// </exception>
    public async Task<IReadOnlyList<FredVintage>> Vintages(
        string series, DateOnly from, DateOnly since, CancellationToken cancellation)
    {
        if (apiKey is null)
        {
            throw new SourceException(reader.Source, FailureKind.NotConfigured, "values as first published need an API key");
        }

        IReadOnlyList<FredVintage> vintages = await Api(series, from, since, cancellation);
        NotAhead(series, vintages.Select(static row => row.Day));
        NotAhead(series, vintages.Select(static row => row.From));
        if (FredVintage.Overlap(vintages) is { } day)
        {
            throw new SourceException(reader.Source, FailureKind.Malformed, $"{series} of {day:yyyy-MM-dd} has two values at one time");
        }

        return vintages;
    }

    /// <summary>The days a release comes out from a day on, those ahead included.</summary>
    public async Task<IReadOnlyList<DateOnly>> ReleaseDates(int release, DateOnly from, CancellationToken cancellation)
    {
        if (apiKey is null)
        {
            throw new SourceException(reader.Source, FailureKind.NotConfigured, "release dates need an API key");
        }

        string query = string.Create(CultureInfo.InvariantCulture,
            $"release/dates?release_id={release}&include_release_dates_with_no_data=true&sort_order=asc"
            + $"&realtime_start={from:yyyy-MM-dd}&file_type=json&api_key={Uri.EscapeDataString(apiKey)}");
        WireValue answer = await Json(new Uri(api, query), cancellation);
        return [.. answer["release_dates"].Items().Select(static item => item!.Value["date"].Day()).Where(day => day >= from)];
    }

    private async Task<IReadOnlyList<FredVintage>> Api(
        string series, DateOnly from, DateOnly? since, CancellationToken cancellation)
    {
        string realTime = since is { } start
            ? string.Create(CultureInfo.InvariantCulture, $"&realtime_start={start:yyyy-MM-dd}&realtime_end={Always}")
            : "";
        string query = string.Create(CultureInfo.InvariantCulture,
            $"series/observations?series_id={Uri.EscapeDataString(series)}&observation_start={from:yyyy-MM-dd}"
            + $"{realTime}&file_type=json&api_key={Uri.EscapeDataString(apiKey!)}");
        WireValue answer = await Json(new Uri(api, query), cancellation);
        if (since is { } asked && (answer["realtime_start"].Day() != asked || answer["realtime_end"].Text() != Always))
        {
            // Rows of today alone would pass for first prints.
            throw answer.Failure(FailureKind.Malformed, $"{series} is answered for another time than it was asked about");
        }

        return [.. answer["observations"].Items().Select(item =>
            Vintage(item ?? throw answer.Failure(FailureKind.Malformed, $"an observation of {series} is null")))];
    }

    private static FredVintage Vintage(WireValue row)
    {
        FredVintage vintage = new(
            new FredObservation(row["date"].Day(), row["value"].NumberIfAny()),
            row["realtime_start"].Day(),
            row["realtime_end"].Day());
        return vintage.From <= vintage.Until
            ? vintage
            : throw row.Failure(FailureKind.Malformed, "a value stood until before it came out");
    }

    private void NotAhead(string series, IEnumerable<DateOnly> days)
    {
        DateOnly newest = days.DefaultIfEmpty(DateOnly.MinValue).Max();
        if (newest > Today)
        {
            throw new SourceException(reader.Source, FailureKind.FromTheFuture, $"{series} has a value for {newest:yyyy-MM-dd}");
        }
    }

    private async Task<WireValue> Json(Uri address, CancellationToken cancellation)
    {
        SourceAnswer answer = await reader.ReadAsync(new SourceRequest(address), cancellation);
        return WireValue.Parse(reader.Source, answer.Body);
    }

    private async Task<IReadOnlyList<FredObservation>> Charts(string series, DateOnly from, CancellationToken cancellation)
    {
        Uri address = new($"{charts}?id={Uri.EscapeDataString(series)}&cosd={from.ToString(Day, CultureInfo.InvariantCulture)}");
        SourceAnswer answer = await reader.ReadAsync(new SourceRequest(address), cancellation);
        string[] lines = Encoding.UTF8.GetString(answer.Body.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] head = lines.Length == 0 ? [] : lines[0].Trim().Split(',');
        if (head.Length != 2 || head[0] is not ("observation_date" or "DATE") || !head[1].Equals(series, StringComparison.OrdinalIgnoreCase))
        {
            throw new SourceException(reader.Source, FailureKind.Malformed, $"the table of {series} has other columns");
        }

        return [.. lines.Skip(1).Select(line => Row(series, line.Trim()))];
    }

    private FredObservation Row(string series, string line)
    {
        string[] cells = line.Split(',');
        if (cells.Length != 2
            || !DateOnly.TryParseExact(cells[0], Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
        {
            throw new SourceException(reader.Source, FailureKind.Malformed, $"a line of {series} is no date and value");
        }

        if (cells[1] is "" or "." or "NaN")
        {
            return new FredObservation(day, null);
        }

        return decimal.TryParse(cells[1], NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)
            ? new FredObservation(day, value)
            : throw new SourceException(reader.Source, FailureKind.Malformed, $"{series} of {day:yyyy-MM-dd} is no number");
    }
}
