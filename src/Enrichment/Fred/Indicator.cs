namespace Dutchbook.Enrichment;

/// <summary>How a published level becomes the number a market is about.</summary>
internal enum IndicatorForm
{
    /// <summary>The value itself.</summary>
    Level,

    /// <summary>The change against the month before, in per cent.</summary>
    MonthlyPercent,

    /// <summary>The change against the same month of the year before, in per cent.</summary>
    YearlyPercent,

    /// <summary>The change against the month before, thousands turned into ones.</summary>
    MonthlyPersons,
}

/// <summary>The statistic that a series of markets settles on.</summary>
/// <param name="Decimals">To how many the publisher rounds; null for not at all.</param>
/// <param name="IsRevised">Later values differ from the first print, on which markets settle.</param>
internal sealed record Indicator(string Series, IndicatorForm Form, int? Decimals, bool IsRevised)
{
    private static readonly SortedDictionary<string, Indicator> ByKalshiSeries = new(StringComparer.Ordinal)
    {
        ["KXCPIYOY"] = new("CPIAUCNS", IndicatorForm.YearlyPercent, 1, IsRevised: false),
        ["KXCPICOREYOY"] = new("CPILFENS", IndicatorForm.YearlyPercent, 1, IsRevised: false),
        ["KXCPI"] = new("CPIAUCSL", IndicatorForm.MonthlyPercent, 1, IsRevised: true),
        ["KXCPICORE"] = new("CPILFESL", IndicatorForm.MonthlyPercent, 1, IsRevised: true),
        ["KXU3"] = new("UNRATE", IndicatorForm.Level, 1, IsRevised: true),
        ["KXPAYROLLS"] = new("PAYEMS", IndicatorForm.MonthlyPersons, null, IsRevised: true),
    };

    public static Indicator? Of(string kalshiSeries) => ByKalshiSeries.GetValueOrDefault(kalshiSeries);

    /// <summary>How many months before its own a value needs.</summary>
    public int MonthsBack => Form switch
    {
        IndicatorForm.Level => 0,
        IndicatorForm.MonthlyPercent or IndicatorForm.MonthlyPersons => 1,
        IndicatorForm.YearlyPercent => 12,
    };

    /// <summary>A month that the number needs, and that the publisher lists without a value; null where there is none.</summary>
    public YearMonth? Lacking(YearMonth month, IReadOnlyList<FredObservation> observations)
    {
        foreach (YearMonth needed in (YearMonth[])[month, month.Plus(-MonthsBack)])
        {
            if (observations.Any(item => item.Day == needed.FirstDay && item.Value is null))
            {
                return needed;
            }
        }

        return null;
    }

    /// <summary>The number for a month; null while it, or what it is compared with, is not published.</summary>
    public decimal? ValueFor(YearMonth month, IReadOnlyList<FredObservation> observations)
    {
        if (At(observations, month) is not { } now || At(observations, month.Plus(-MonthsBack)) is not { } before)
        {
            return null;
        }

        if (Form is IndicatorForm.MonthlyPercent or IndicatorForm.YearlyPercent && before <= 0)
        {
            return null;
        }

        decimal value = Form switch
        {
            IndicatorForm.Level => now,
            IndicatorForm.MonthlyPercent or IndicatorForm.YearlyPercent => ((now / before) - 1) * 100,
            IndicatorForm.MonthlyPersons => (now - before) * 1_000,
        };
        return Decimals is { } decimals ? decimal.Round(value, decimals, MidpointRounding.AwayFromZero) : value;
    }

    private static decimal? At(IReadOnlyList<FredObservation> observations, YearMonth month) =>
        observations.FirstOrDefault(item => item.Day == month.FirstDay)?.Value;
}
