using System.Globalization;

namespace Dutchbook.Enrichment;

/// <summary>
/// The exchange's own daily settlements, the newest of the last days that has any. Its page is for personal use and often
/// closed to programs, so it is one of two ways and never switched on by itself.
/// </summary>
internal sealed class CmeSettlements(SourceReader reader, Uri settlements) : IFundsQuotes
{
    public static readonly Uri PublicSettlements =
        new("https://www.cmegroup.com/CmeWS/mvc/Settlements/Futures/Settlements/305/FUT");

    private const int DaysBack = 5;

    public string Source => reader.Source;

    public async Task<(FundsStrip Strip, DateTimeOffset At)> Read(DateOnly today, CancellationToken cancellation)
    {
        for (DateOnly day = today; day > today.AddDays(-DaysBack); day = day.AddDays(-1))
        {
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                continue;
            }

            Dictionary<YearMonth, decimal> quotes = await Day(day, cancellation);
            if (quotes.Count > 0)
            {
                return (new FundsStrip(quotes), new DateTimeOffset(day, new TimeOnly(20, 0), TimeSpan.Zero));
            }
        }

        throw new SourceException(reader.Source, FailureKind.Missing, $"no settlements in the {DaysBack} days to {today:yyyy-MM-dd}");
    }

    private async Task<Dictionary<YearMonth, decimal>> Day(DateOnly day, CancellationToken cancellation)
    {
        string date = Uri.EscapeDataString(day.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture));
        SourceAnswer answer = await reader.ReadAsync(new SourceRequest(new Uri($"{settlements}?tradeDate={date}")), cancellation);
        WireValue page = WireValue.Parse(reader.Source, answer.Body);
        Dictionary<YearMonth, decimal> quotes = [];
        foreach (WireValue? row in page["settlements"].Items())
        {
            if (row is not { } settled || !YearMonth.TryParse(settled["month"].Text(), out YearMonth month))
            {
                continue;
            }

            if (settled["settle"].NumberIfAny() is { } quote)
            {
                quotes[month] = FundsStrip.IsPlausible(quote)
                    ? quote
                    : throw new SourceException(reader.Source, FailureKind.OutOfRange, $"{month} settled at {quote}");
            }
        }

        return quotes;
    }
}
