namespace Dutchbook.Sandbox;

/// <summary>
/// Consumer prices: yearly and monthly ladders, headline and core, on the one-decimal grid of the source.
/// </summary>
internal static class InflationFamily
{
    public static void List(UniverseBuilder builder)
    {
        ListedSource[] sources = [new("Bureau of Labor Statistics", "https://www.bls.gov/cpi/")];
        foreach ((string ticker, string title) in (ReadOnlySpan<(string, string)>)
            [
                ("KXCPIYOY", "CPI year over year"), ("KXCPICOREYOY", "Core CPI year over year"),
                ("KXCPI", "CPI month over month"), ("KXCPICORE", "Core CPI month over month")
            ])
        {
            builder.Series(new ListedSeries
            {
                Ticker = ticker,
                Title = title,
                Category = "Economics",
                Tags = ["Inflation"],
                Sources = sources,
                Frequency = "monthly",
            });
        }

        for (int month = 0; month < 6; month++)
        {
            DateOnly data = builder.Calendar.Month(month);
            Width width = month < 2 ? Width.Front : month < 4 ? Width.Far : Width.Tail;
            Yearly(builder, "KXCPIYOY", "Consumer Price Index (CPI)", "CPI inflation", data, 2.1m, 3.5m,
                Belief.Bell(1.0m, 5.0m, 0.1m, 2.85m - (0.02m * month), 0.12m + (0.08m * month)), width);
            if (month < 4)
            {
                Yearly(builder, "KXCPICOREYOY", "Consumer Price Index (CPI) less Food and Energy", "core CPI inflation",
                    data, 2.5m, 3.3m,
                    Belief.Bell(1.0m, 5.0m, 0.1m, 2.95m, 0.1m + (0.06m * month)), width);
                Monthly(builder, "KXCPI", "Consumer Price Index (CPI)", "CPI", data, -0.1m, 1.0m,
                    Belief.Bell(-1.0m, 2.0m, 0.1m, 0.25m, 0.09m + (0.02m * month)), width);
                Monthly(builder, "KXCPICORE", "Consumer Price Index (CPI) less Food and Energy", "core CPI",
                    data, 0.0m, 0.6m,
                    Belief.Bell(-1.0m, 2.0m, 0.1m, 0.28m, 0.07m + (0.02m * month)), width);
            }
        }

        string low = Yearly(builder.Calendar, 1, "2.7");
        string high = Yearly(builder.Calendar, 1, "2.9");
        builder.Requote(high, builder.Ask(low) + 600, builder.Ask(low) + 800, 20m, 60m);
        builder.Plant("threshold-cpi", PlantKind.Threshold, [PlantedClaim.Yes(low), PlantedClaim.No(high)], 1,
            "Inflation above 2.9 is above 2.7, yet it is bid six cents higher; only twenty contracts at that price.");
    }

    public static string Yearly(Calendar calendar, int month, string strike) =>
        $"KXCPIYOY-{Calendar.MonthCode(calendar.Month(month))}-T{strike}";

    public static ListedMarket Release(string name, DateOnly data)
    {
        DateOnly day = data.AddMonths(1).AddDays(10);
        return new ListedMarket
        {
            EventTicker = name,
            CloseTime = Calendar.Eastern(day, 8, 25),
            ExpectedExpirationTime = Calendar.Eastern(day, 10, 0),
            LatestExpirationTime = Calendar.Eastern(day, 10, 0).AddDays(91),
            SettlementTimerSeconds = 300,
            CanCloseEarly = true,
            RulesSecondary =
                "The Expiration Value is the one-decimal value that the Bureau of Labor Statistics first "
                + "publishes for the month named above. Later revisions do not count. "
                + "If a federal government shutdown delays the release, the latest Expiration Date is extended to "
                + "the release or six months after the end of the shutdown, whichever comes first.",
        };
    }

    private static void Yearly(
        UniverseBuilder builder, string series, string index, string words, DateOnly data, decimal from,
        decimal to, Belief belief, Width width)
    {
        string name = $"{series}-{Calendar.MonthCode(data)}";
        builder.Event(new ListedEvent
        {
            Ticker = name,
            SeriesTicker = series,
            Title = $"{char.ToUpperInvariant(words[0])}{words[1..]} in {Calendar.MonthName(data)}?",
            SubTitle = $"In {Calendar.MonthName(data)}",
            CollateralReturnType = "DIRECNET",
            StrikePeriod = Calendar.MonthName(data),
        });
        for (decimal strike = from; strike <= to; strike += 0.1m)
        {
            builder.Market(
                Release(name, data) with
                {
                    Ticker = $"{name}-T{strike:0.0}",
                    Title =
                        $"Will the rate of {words} be above {strike:0.0}% for the year ending in "
                        + $"{Calendar.MonthName(data)}?",
                    Subtitle = $"{strike:0.0}",
                    YesSubTitle = $"Above {strike:0.0}%",
                    StrikeType = "greater",
                    FloorStrike = strike,
                    RulesPrimary =
                        $"If the {index} increases by more than {strike:0.0}% in the twelve months ending "
                        + $"{Calendar.MonthName(data)}, as the Bureau of Labor Statistics reports it to one "
                        + "decimal place, then the market resolves to Yes.",
                },
                belief.Above(strike),
                width);
        }
    }

    private static void Monthly(
        UniverseBuilder builder, string series, string index, string words, DateOnly data, decimal from,
        decimal to, Belief belief, Width width)
    {
        string name = $"{series}-{Calendar.MonthCode(data)}";
        builder.Event(new ListedEvent
        {
            Ticker = name,
            SeriesTicker = series,
            Title = $"{words} in {Calendar.MonthName(data)}?",
            SubTitle = $"In {Calendar.MonthName(data)}",
            CollateralReturnType = "DIRECNET",
            StrikePeriod = Calendar.MonthName(data),
        });
        for (decimal strike = from; strike <= to; strike += 0.1m)
        {
            builder.Market(
                Release(name, data) with
                {
                    Ticker = $"{name}-T{strike:0.0}",
                    Title = $"Will {words} rise more than {strike:0.0}% in {Calendar.MonthName(data)}?",
                    Subtitle = $"{strike:0.0}%",
                    YesSubTitle = $"Above {strike:0.0}%",
                    StrikeType = "greater",
                    FloorStrike = strike,
                    RulesPrimary =
                        $"If the seasonally adjusted {index} increases by more than {strike:0.0}% in "
                        + $"{Calendar.MonthName(data)}, then the market resolves to Yes.",
                },
                belief.Above(strike),
                width);
        }
    }
}
