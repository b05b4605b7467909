namespace Dutchbook.Enrichment;

/// <summary>
/// Chart data of Yahoo Finance: the one endpoint that needs no cookie. It is not an official interface, forbids passing on
/// what it says, and locks out whoever asks fast.
/// </summary>
internal sealed class YahooCharts(SourceReader reader, Uri charts)
{
    public static readonly Uri PublicCharts = new("https://query1.finance.yahoo.com/v8/finance/chart/");

    /// <summary>The clock of a quote may run a little ahead of ours.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(2);

    public string Source => reader.Source;

    public DateTimeOffset Now => reader.Now;

    /// <param name="range">Such as <c>5d</c>, <c>3mo</c>, <c>1y</c>; bars are of a day.</param>
    /// <exception cref="SourceException">Not there, another shape, no positive number, or a time to come.</exception>
    public async Task<YahooChart> Read(string symbol, string range, CancellationToken cancellation)
    {
        Uri address = new(charts, $"{Uri.EscapeDataString(symbol)}?range={range}&interval=1d&includePrePost=false");
        SourceAnswer answer = await reader.ReadAsync(new SourceRequest(address), cancellation);
        WireValue chart = WireValue.Parse(reader.Source, answer.Body)["chart"];
        if (chart.Optional("error") is { } error)
        {
            throw new SourceException(reader.Source, FailureKind.NotFound, $"{symbol}: {error["description"].Text()}");
        }

        WireValue result = chart["result"].Items() is [{ } first, ..]
            ? first
            : throw new SourceException(reader.Source, FailureKind.Missing, $"{symbol} has no result");
        WireValue meta = result["meta"];
        decimal last = meta["regularMarketPrice"].Number();
        DateTimeOffset at = meta["regularMarketTime"].UnixSeconds();
        if (last <= 0)
        {
            throw new SourceException(reader.Source, FailureKind.OutOfRange, $"{symbol} at {last}");
        }

        if (at > reader.Now + ClockSlack)
        {
            throw new SourceException(reader.Source, FailureKind.FromTheFuture, $"{symbol} traded at {at:yyyy-MM-dd HH:mm} UTC");
        }

        return new YahooChart(symbol, last, at, Bars(result));
    }

    private List<ChartBar> Bars(WireValue result)
    {
        if (result.Optional("timestamp") is not { } stamps)
        {
            return [];
        }

        WireValue quote = result["indicators"]["quote"].Items() is [{ } first, ..]
            ? first
            : throw new SourceException(reader.Source, FailureKind.Malformed, "indicators.quote is empty");
        IReadOnlyList<WireValue?> times = stamps.Items();
        IReadOnlyList<WireValue?> highs = quote["high"].Items();
        IReadOnlyList<WireValue?> lows = quote["low"].Items();
        IReadOnlyList<WireValue?> closes = quote["close"].Items();
        if (highs.Count != times.Count || lows.Count != times.Count || closes.Count != times.Count)
        {
            throw new SourceException(reader.Source, FailureKind.Malformed, "the columns of the chart differ in length");
        }

        List<ChartBar> bars = [];
        for (int i = 0; i < times.Count; i++)
        {
            if (times[i] is { } time)
            {
                bars.Add(new ChartBar(time.UnixSeconds(), highs[i]?.NumberIfAny(), lows[i]?.NumberIfAny(), closes[i]?.NumberIfAny()));
            }
        }

        return bars;
    }
}
