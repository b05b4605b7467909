namespace Dutchbook.Enrichment;

/// <summary>
/// The 30-day federal funds futures by delivery month. A price P says that the effective rate averages 100 - P per cent over
/// all calendar days of the month.
/// </summary>
public sealed class FundsStrip
{
    private readonly SortedDictionary<YearMonth, decimal> _averages = [];

    /// <exception cref="ArgumentOutOfRangeException">A quote that stands for a rate below -5 % or above 25 %.</exception>
    public FundsStrip(IEnumerable<KeyValuePair<YearMonth, decimal>> quotes)
    {
        foreach ((YearMonth month, decimal quote) in quotes)
        {
            if (!IsPlausible(quote))
            {
                throw new ArgumentOutOfRangeException(nameof(quotes), quote, $"{month} is quoted outside 75 to 105.");
            }

            _averages[month] = 100m - quote;
        }
    }

    public int Count => _averages.Count;

    public IEnumerable<YearMonth> Months => _averages.Keys;

    /// <summary>What a quote of this future may be; anything else is another unit or another instrument.</summary>
    public static bool IsPlausible(decimal quote) => quote is >= 75m and <= 105m;

    /// <summary>The average rate of a month in per cent; nothing where the future is not quoted.</summary>
    public decimal? Average(YearMonth month) => _averages.TryGetValue(month, out decimal average) ? average : null;
}
