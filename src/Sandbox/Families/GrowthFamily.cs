namespace Dutchbook.Sandbox;

/// <summary>Gross domestic product: the advance estimate as a ladder, and a whole year as a partition.</summary>
internal static class GrowthFamily
{
    public static void List(UniverseBuilder builder)
    {
        ListedSource[] sources = [new("Bureau of Economic Analysis", "https://www.bea.gov/data/gdp")];
        builder.Series(new ListedSeries
        {
            Ticker = "KXGDP",
            Title = "US GDP growth",
            Category = "Economics",
            Tags = ["GDP"],
            Sources = sources,
            Frequency = "quarterly",
        });
        builder.Series(new ListedSeries
        {
            Ticker = "KXGDPYEAR",
            Title = "GDP growth in a year",
            Category = "Economics",
            Tags = ["GDP"],
            Sources = sources,
            Frequency = "annual",
        });
        for (int quarter = 0; quarter < 4; quarter++)
        {
            DateOnly release = builder.Calendar.Month(1 + (3 * quarter), 28);
            Quarter(
                builder, release, Belief.Bell(-6.0m, 9.0m, 0.1m, 2.15m, 0.7m + (0.3m * quarter)),
                quarter == 0 ? Width.Front : Width.Far);
        }

        Year(builder, builder.Calendar.NextYear, Belief.Bell(-4.0m, 9.0m, 0.1m, 2.2m, 0.9m));
        Year(builder, builder.Calendar.NextYear + 1, Belief.Bell(-4.0m, 9.0m, 0.1m, 2.0m, 1.3m));
    }

    private static void Quarter(UniverseBuilder builder, DateOnly release, Belief growth, Width width)
    {
        string name = "KXGDP-" + Calendar.DayCode(release);
        DateOnly quarter = release.AddMonths(-3);
        string words = $"Q{((quarter.Month - 1) / 3) + 1} {quarter.Year}";
        builder.Event(new ListedEvent
        {
            Ticker = name,
            SeriesTicker = "KXGDP",
            Title = $"US GDP growth in {words}?",
            SubTitle = $"In {words}",
            CollateralReturnType = "DIRECNET",
            StrikePeriod = words,
        });
        for (decimal strike = 0.0m; strike <= 4.0m; strike += 0.5m)
        {
            builder.Market(
                new ListedMarket
                {
                    EventTicker = name,
                    Ticker = $"{name}-T{strike:0.0}",
                    Title = $"Will real GDP increase by more than {strike:0.0}% in {words}?",
                    Subtitle = $"{strike:0.0}%",
                    YesSubTitle = $"Above {strike:0.0}%",
                    StrikeType = "greater",
                    FloorStrike = strike,
                    CloseTime = Calendar.Eastern(release, 8, 29),
                    ExpectedExpirationTime = Calendar.Eastern(release, 10, 0),
                    LatestExpirationTime = Calendar.Eastern(release, 10, 0).AddDays(91),
                    CanCloseEarly = true,
                    RulesPrimary =
                        "If real GDP, in the Bureau of Economic Analysis' seasonally adjusted and annualized "
                        + $"Advance Estimate for {words}, increases by more than {strike:0.0}%, then the market "
                        + "resolves to Yes.",
                    RulesSecondary =
                        "The market closes at 8:29 AM ET on the day of the expected release. The Expiration "
                        + "Value is the one-decimal value of the Advance Estimate; later estimates do not count.",
                },
                growth.Above(strike),
                width);
        }
    }

    private static void Year(UniverseBuilder builder, int year, Belief growth)
    {
        string name = $"KXGDPYEAR-{year % 100}";
        DateOnly release = new(year + 1, 1, 28);
        builder.Event(new ListedEvent
        {
            Ticker = name,
            SeriesTicker = "KXGDPYEAR",
            Title = $"GDP growth in {year}?",
            SubTitle = $"In {year}",
            MutuallyExclusive = true,
            CollateralReturnType = "MECNET",
            StrikePeriod = $"{year}",
        });
        ListedMarket template = new()
        {
            EventTicker = name,
            Title = $"GDP growth in {year}?",
            CloseTime = Calendar.Eastern(release, 8, 29),
            ExpectedExpirationTime = Calendar.Eastern(release, 10, 0),
            LatestExpirationTime = Calendar.Eastern(release, 10, 0).AddDays(91),
            SettlementTimerSeconds = 1800,
            CanCloseEarly = true,
            RulesSecondary =
                "The Expiration Value is the one-decimal annual growth of real GDP in the Bureau of Economic "
                + "Analysis' first release that covers the whole year.",
        };
        builder.Market(
            template with
            {
                Ticker = $"{name}-T0.1",
                YesSubTitle = "0.0 or below",
                StrikeType = "less",
                CapStrike = 0.1m,
                RulesPrimary = $"If GDP growth in {year} is below 0.1%, then the market resolves to Yes.",
            },
            growth.Below(0.1m),
            Width.Far);
        for (decimal floor = 0.1m; floor < 5.5m; floor += 0.5m)
        {
            decimal cap = floor + 0.4m;
            builder.Market(
                template with
                {
                    Ticker = $"{name}-B{floor + 0.2m:0.0}",
                    YesSubTitle = $"{floor:0.0} to {cap:0.0}",
                    StrikeType = "between",
                    FloorStrike = floor,
                    CapStrike = cap,
                    RulesPrimary =
                        $"If GDP growth in {year} is between {floor:0.0}-{cap:0.0}%, then the market resolves to "
                        + "Yes.",
                },
                growth.Between(floor, cap),
                Width.Far);
        }

        builder.Market(
            template with
            {
                Ticker = $"{name}-T5.5",
                YesSubTitle = "5.6 or above",
                StrikeType = "greater",
                FloorStrike = 5.5m,
                RulesPrimary = $"If GDP growth in {year} is above 5.5%, then the market resolves to Yes.",
            },
            growth.Above(5.5m),
            Width.Far);
    }
}
