namespace Dutchbook.Enrichment;

/// <summary>Last trades of the single contracts from chart data: no settlements, and deep months often have none.</summary>
internal sealed class YahooFunds(YahooCharts charts) : IFundsQuotes
{
    /// <summary>A contract that has not traded for longer is left out.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(4);

    private const int Months = 8;

    public string Source => charts.Source;

    public async Task<(FundsStrip Strip, DateTimeOffset At)> Read(DateOnly today, CancellationToken cancellation)
    {
        Dictionary<YearMonth, decimal> quotes = [];
        DateTimeOffset newest = DateTimeOffset.MinValue;
        YearMonth first = YearMonth.Of(today);
        for (int ahead = 0; ahead < Months; ahead++)
        {
            YearMonth month = first.Plus(ahead);
            YahooChart chart;
            try
            {
                chart = await charts.Read($"ZQ{month.FuturesCode}.CBT", "5d", cancellation);
            }
            catch (SourceException missing) when (missing.Failure.Kind is FailureKind.NotFound or FailureKind.Missing or FailureKind.Stale)
            {
                break;
            }

            if (charts.Now - chart.At > Oldest)
            {
                break;
            }

            quotes[month] = FundsStrip.IsPlausible(chart.Last)
                ? chart.Last
                : throw new SourceException(charts.Source, FailureKind.OutOfRange, $"{chart.Symbol} at {chart.Last}");
            newest = chart.At > newest ? chart.At : newest;
        }

        return quotes.Count > 0
            ? (new FundsStrip(quotes), newest)
            : throw new SourceException(charts.Source, FailureKind.Missing, "no contract of federal funds futures has traded lately");
    }
}
