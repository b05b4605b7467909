namespace Dutchbook.Sandbox;

/// <summary>The employment report: unemployment as a ladder and as exact values, and payrolls in persons.</summary>
internal static class JobsFamily
{
    private static readonly int[] PayrollStrikes =
        [-25_000, 0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000, 70_000, 80_000, 90_000, 100_000, 125_000];

    public static void List(UniverseBuilder builder)
    {
        ListedSource[] sources = [new("Bureau of Labor Statistics", "https://www.bls.gov/news.release/empsit.toc.htm")];
        builder.Series(new ListedSeries
        {
            Ticker = "KXU3",
            Title = "Unemployment rate",
            Category = "Economics",
            Tags = ["Employment"],
            Sources = sources,
            Frequency = "monthly",
        });
        builder.Series(new ListedSeries
        {
            Ticker = "KXECONSTATU3",
            Title = "Unemployment rate, exactly",
            Category = "Economics",
            Tags = ["Employment"],
            Sources = sources,
            Frequency = "monthly",
        });
        builder.Series(new ListedSeries
        {
            Ticker = "KXPAYROLLS",
            Title = "Jobs numbers",
            Category = "Economics",
            Tags = ["Employment"],
            Sources = sources,
            Frequency = "monthly",
        });
        for (int month = 0; month < 5; month++)
        {
            DateOnly data = builder.Calendar.Month(month);
            Width width = month < 2 ? Width.Front : Width.Far;
            Belief rate = Belief.Bell(3.0m, 6.0m, 0.1m, 4.33m + (0.02m * month), 0.09m + (0.05m * month));
            Unemployment(builder, data, rate, width);
            Payrolls(
                builder, data, Belief.Bell(-300_000m, 400_000m, 1_000m, 52_000m, 38_000m + (9_000m * month)), width);
            if (month < 2)
            {
                Exact(builder, data, rate, width);
            }
        }
    }

    public static ListedMarket Report(string name, DateOnly data)
    {
        DateOnly day = data.AddMonths(1).AddDays(4);
        return new ListedMarket
        {
            EventTicker = name,
            CloseTime = Calendar.Eastern(day, 8, 29),
            ExpectedExpirationTime = Calendar.Eastern(day, 10, 0),
            LatestExpirationTime = Calendar.Eastern(day, 10, 0).AddDays(91),
            SettlementTimerSeconds = 300,
            CanCloseEarly = true,
        };
    }

    public static string Rung(Calendar calendar, int month, string strike) =>
        $"KXU3-{Calendar.MonthCode(calendar.Month(month))}-T{strike}";

    private static void Unemployment(UniverseBuilder builder, DateOnly data, Belief rate, Width width)
    {
        string name = "KXU3-" + Calendar.MonthCode(data);
        builder.Event(new ListedEvent
        {
            Ticker = name,
            SeriesTicker = "KXU3",
            Title = $"Unemployment rate in {Calendar.MonthName(data)}?",
            SubTitle = $"In {Calendar.MonthName(data)}",
            CollateralReturnType = "DIRECNET",
            StrikePeriod = Calendar.MonthName(data),
        });
        for (decimal strike = 3.9m; strike <= 4.8m; strike += 0.1m)
        {
            builder.Market(
                Report(name, data) with
                {
                    Ticker = $"{name}-T{strike:0.0}",
                    Title = $"Will the unemployment rate (U-3) be above {strike:0.0}% in {Calendar.MonthName(data)}?",
                    Subtitle = $"{strike:0.0}%",
                    YesSubTitle = $"Above {strike:0.0}%",
                    StrikeType = "greater",
                    FloorStrike = strike,
                    RulesPrimary =
                        "If the seasonally adjusted unemployment rate (U-3) that the Bureau of Labor Statistics "
                        + $"reports in the Employment Situation for {Calendar.MonthName(data)} is above "
                        + $"{strike:0.0}%, then the market resolves to Yes.",
                    RulesSecondary =
                        "The Expiration Value is the one-decimal value of the first report for the month. Later "
                        + "revisions do not count.",
                },
                rate.Above(strike),
                width);
        }
    }

    /// <summary>Tickers with a T, as ladders have them, over exact values: the letter says nothing.</summary>
    private static void Exact(UniverseBuilder builder, DateOnly data, Belief rate, Width width)
    {
        string name = "KXECONSTATU3-" + Calendar.MonthCode(data);
        List<string> tickers = [];
        builder.Event(new ListedEvent
        {
            Ticker = name,
            SeriesTicker = "KXECONSTATU3",
            Title = $"What exactly will unemployment be in {Calendar.MonthName(data)}?",
            SubTitle = $"In {Calendar.MonthName(data)}",
            MutuallyExclusive = true,
            CollateralReturnType = "MECNET",
            StrikePeriod = Calendar.MonthName(data),
        });
        for (decimal value = 4.0m; value <= 4.7m; value += 0.1m)
        {
            tickers.Add($"{name}-T{value:0.0}");
            builder.Market(
                Report(name, data) with
                {
                    Ticker = tickers[^1],
                    Title = $"Will unemployment be exactly {value:0.0}% in {Calendar.MonthName(data)}?",
                    Subtitle = $"{value:0.0}%",
                    YesSubTitle = $"Exactly {value:0.0}%",
                    StrikeType = "custom",
                    CustomStrike = [new("Value", $"{value:0.0}")],
                    RulesPrimary =
                        "If the seasonally adjusted unemployment rate (U-3) that the Bureau of Labor Statistics "
                        + $"reports in the Employment Situation for {Calendar.MonthName(data)} is exactly "
                        + $"{value:0.0}%, then the market resolves to Yes.",
                    RulesSecondary =
                        "The Expiration Value is the one-decimal value of the first report for the month. Later "
                        + "revisions do not count.",
                },
                rate.Between(value, value),
                width);
        }

        builder.Trap($"exact-values-with-threshold-tickers-{Calendar.MonthCode(data)}", tickers,
            "Each market is one exact value, so prices rise to the middle and fall again; read as a ladder by "
                + "the T in the ticker they look inverted.");
    }

    private static void Payrolls(UniverseBuilder builder, DateOnly data, Belief jobs, Width width)
    {
        string name = "KXPAYROLLS-" + Calendar.MonthCode(data);
        builder.Event(new ListedEvent
        {
            Ticker = name,
            SeriesTicker = "KXPAYROLLS",
            Title = $"Jobs numbers in {Calendar.MonthName(data)}?",
            SubTitle = $"In {Calendar.MonthName(data)}",
            CollateralReturnType = "DIRECNET",
            StrikePeriod = Calendar.MonthName(data),
        });
        foreach (int strike in PayrollStrikes)
        {
            builder.Market(
                Report(name, data) with
                {
                    Ticker = $"{name}-T{strike}",
                    Title = $"Will above {strike} jobs be added in {Calendar.MonthName(data)}?",
                    Subtitle = $"{strike:N0}",
                    YesSubTitle = $"Above {strike:N0}",
                    StrikeType = "greater",
                    FloorStrike = strike,
                    RulesPrimary =
                        $"If the increase in total nonfarm payroll employment is above {strike} as the Bureau of "
                        + "Labor Statistics reports it in the Employment Situation for "
                        + $"{Calendar.MonthName(data)}, then the market resolves to Yes.",
                    RulesSecondary =
                        "The market closes at 8:29 AM ET on the expected date of the release. The Expiration "
                        + "Value is the first figure for the month, in persons.",
                },
                jobs.Above(strike),
                width);
        }
    }
}
