namespace Dutchbook.Sandbox;

/// <summary>
/// Coins: thresholds and ranges on one sixty-second average, and what the price touches within a year.
/// </summary>
internal static class BitcoinFamily
{
    private const decimal Low = 84_000m;
    private const decimal High = 94_000m;
    private const decimal Step = 500m;

    public static void List(UniverseBuilder builder)
    {
        ListedSource[] sources = [new("CF Benchmarks", "https://www.cfbenchmarks.com/data/indices/BRTI")];
        foreach ((string ticker, string title) in (ReadOnlySpan<(string, string)>)
            [
                ("KXBTCD", "Bitcoin price above or below"), ("KXBTC", "Bitcoin price range"),
                ("KXBTCMAXY", "How high will Bitcoin get this year"),
                ("KXBTCMINY", "How low will Bitcoin get this year")
            ])
        {
            builder.Series(new ListedSeries
            {
                Ticker = ticker,
                Title = title,
                Category = "Crypto",
                Tags = ["BTC"],
                Sources = sources,
                Frequency = "daily",
                ExchangeIndex = 2,
            });
        }

        for (int i = 0; i < 4; i++)
        {
            DateOnly day = builder.Calendar.Day(2 + i);
            Belief price = Belief.Bell(70_000m, 110_000m, 25m, 88_900m, 1_300m + (450m * i));
            Daily(builder, day, price);
            Range(builder, day, price);
        }

        Touches(builder);
        Plants(builder);
    }

    public static string Rules(DateOnly day, string comparison) =>
        "If the simple average of the sixty seconds of CF Benchmarks' Bitcoin Real-Time Index (BRTI) before 5 "
            + $"PM {Calendar.Zone(day)} is {comparison} at 5 PM {Calendar.Zone(day)} on {Calendar.Short(day)}, then "
            + "the market resolves to Yes.";

    public static ListedMarket Hour(string name, DateOnly day) => new()
    {
        EventTicker = name,
        CloseTime = Calendar.Eastern(day, 17, 0),
        ExpectedExpirationTime = Calendar.Eastern(day, 17, 5),
        LatestExpirationTime = Calendar.Eastern(day.AddDays(7), 17, 0),
        SettlementTimerSeconds = 60,
        CanCloseEarly = true,
        RulesSecondary =
            "The Expiration Value is the average of the sixty index values of the last minute, to two decimal "
            + "places. Prices of single exchanges do not count.",
    };

    private static string DayEvent(string series, DateOnly day) => $"{series}-{Calendar.DayCode(day)}17";

    private static void Daily(UniverseBuilder builder, DateOnly day, Belief price)
    {
        string name = DayEvent("KXBTCD", day);
        builder.Event(new ListedEvent
        {
            Ticker = name,
            SeriesTicker = "KXBTCD",
            Title = $"Bitcoin price on {Calendar.Short(day)}?",
            SubTitle = $"On {Calendar.Short(day)} at 5pm {Calendar.Zone(day)}",
            CollateralReturnType = "DIRECNET",
            StrikeDate = Calendar.Eastern(day, 17, 0),
        });
        for (decimal level = Low; level <= High; level += Step)
        {
            decimal strike = level - 0.01m;
            builder.Market(
                Hour(name, day) with
                {
                    Ticker = $"{name}-T{strike:0.00}",
                    Title = $"Bitcoin price on {Calendar.Short(day)}?",
                    Subtitle = $"${level:N0} or above",
                    YesSubTitle = $"${level:N0} or above",
                    StrikeType = "greater",
                    FloorStrike = strike,
                    RulesPrimary = Rules(day, $"above {strike:0.00}"),
                },
                price.Above(strike));
        }
    }

    private static void Range(UniverseBuilder builder, DateOnly day, Belief price)
    {
        string name = DayEvent("KXBTC", day);
        builder.Event(new ListedEvent
        {
            Ticker = name,
            SeriesTicker = "KXBTC",
            Title = $"Bitcoin price range on {Calendar.Short(day)}?",
            SubTitle = $"On {Calendar.Short(day)} at 5pm {Calendar.Zone(day)}",
            MutuallyExclusive = true,
            CollateralReturnType = "MECNET",
            StrikeDate = Calendar.Eastern(day, 17, 0),
        });
        ListedMarket template = Hour(name, day) with { Title = $"Bitcoin price range on {Calendar.Short(day)}?" };
        builder.Market(
            template with
            {
                Ticker = $"{name}-T{Low:0}",
                YesSubTitle = $"${Low - 0.01m:N2} or below",
                StrikeType = "less",
                CapStrike = Low,
                RulesPrimary = Rules(day, $"below {Low:0}"),
            },
            price.Below(Low));
        for (decimal floor = Low; floor < High; floor += Step)
        {
            decimal cap = floor + Step - 0.01m;
            builder.Market(
                template with
                {
                    Ticker = $"{name}-B{floor + (Step / 2m):0}",
                    YesSubTitle = $"${floor:N0} to {cap:N2}",
                    StrikeType = "between",
                    FloorStrike = floor,
                    CapStrike = cap,
                    RulesPrimary = Rules(day, $"between {floor:0}-{cap:0.00}"),
                },
                price.Between(floor, cap));
        }

        builder.Market(
            template with
            {
                Ticker = $"{name}-T{High - 0.01m:0.00}",
                YesSubTitle = $"${High:N0} or above",
                StrikeType = "greater",
                FloorStrike = High - 0.01m,
                RulesPrimary = Rules(day, $"above {High - 0.01m:0.00}"),
            },
            price.Above(High - 0.01m));
    }

    /// <summary>The highest and the lowest average of the coming year: one belief for each end.</summary>
    private static void Touches(UniverseBuilder builder)
    {
        DateOnly end = new(builder.Calendar.NextYear, 12, 31);
        Belief highest = Belief.Bell(89_000m, 400_000m, 1_000m, 112_000m, 32_000m);
        Belief lowest = Belief.Bell(5_000m, 88_000m, 1_000m, 66_000m, 14_000m);
        Touch(builder, "KXBTCMAXY", "How high will Bitcoin get", end);
        for (decimal level = 100_000m; level <= 225_000m; level += level < 150_000m ? 10_000m : 25_000m)
        {
            decimal strike = level - 0.01m;
            builder.Market(
                TouchMarket(TouchEvent("KXBTCMAXY", end), end) with
                {
                    Ticker = $"{TouchEvent("KXBTCMAXY", end)}-{strike:0.00}",
                    Title = $"How high will Bitcoin get in {end.Year}?",
                    Subtitle = $"${level:N0} or above",
                    YesSubTitle = $"${level:N0} or above",
                    StrikeType = "greater",
                    FloorStrike = strike,
                    RulesPrimary =
                        $"If the price of Bitcoin is above {strike:0.00} at any time in {end.Year}, then the "
                        + "market resolves to Yes.",
                },
                highest.Above(strike),
                SpreadAt(level));
        }

        Touch(builder, "KXBTCMINY", "How low will Bitcoin get", end);
        for (decimal level = 80_000m; level >= 35_000m; level -= 5_000m)
        {
            builder.Market(
                TouchMarket(TouchEvent("KXBTCMINY", end), end) with
                {
                    Ticker = $"{TouchEvent("KXBTCMINY", end)}-{level:0}",
                    Title = $"How low will Bitcoin get in {end.Year}?",
                    Subtitle = $"Below ${level:N0}",
                    YesSubTitle = $"Below ${level:N0}",
                    StrikeType = "less",
                    CapStrike = level,
                    RulesPrimary =
                        $"If the price of Bitcoin is below {level:0} at any time in {end.Year}, then the market "
                        + "resolves to Yes.",
                },
                lowest.Below(level),
                Width.Far);
        }
    }

    private static Width SpreadAt(decimal level) => level > 150_000m ? Width.Tail : Width.Front;

    private static string TouchEvent(string series, DateOnly end) => $"{series}-{Calendar.DayCode(end)}";

    private static void Touch(
        UniverseBuilder builder, string series, string title, DateOnly end) => builder.Event(new ListedEvent
        {
            Ticker = TouchEvent(series, end),
            SeriesTicker = series,
            Title = $"{title} in {end.Year}?",
            SubTitle = $"In {end.Year}",
            CollateralReturnType = "DIRECNET",
        });

    private static ListedMarket TouchMarket(string name, DateOnly end) => new()
    {
        EventTicker = name,
        CloseTime = Calendar.Eastern(end, 23, 59),
        ExpectedExpirationTime = Calendar.Eastern(end.AddDays(1), 10, 0),
        LatestExpirationTime = Calendar.Eastern(end.AddDays(30), 10, 0),
        SettlementTimerSeconds = 3600,
        CanCloseEarly = true,
        EarlyCloseCondition = "If this event occurs, the market will close the following 10am ET.",
        RulesSecondary =
            "A price is the average of CF Benchmarks' Bitcoin Real-Time Index (BRTI) over any sixty seconds, "
            + "without its highest and lowest fifth.",
    };

    private static void Plants(UniverseBuilder builder)
    {
        DateOnly end = new(builder.Calendar.NextYear, 12, 31);
        string wide = TouchEvent("KXBTCMINY", end) + "-60000";
        string narrow = TouchEvent("KXBTCMINY", end) + "-55000";
        builder.Requote(narrow, builder.Ask(wide) + 800, builder.Ask(wide) + 1100, 64.25m, 12m);
        builder.Plant(
            "threshold-below-bitcoin", PlantKind.Threshold,
            [PlantedClaim.Yes(wide), PlantedClaim.No(narrow)], 1,
            "A year that sees Bitcoin below 55,000 sees it below 60,000, yet the lower level is bid eight "
                + "cents above the higher one's ask.");

        DateOnly day = builder.Calendar.Day(3);
        string above = DayEvent("KXBTCD", day) + "-T89999.99";
        string bucket = DayEvent("KXBTC", day) + "-B90250";
        builder.Requote(above, 2100, 2300, 70m, 55m);
        builder.Requote(bucket, 3200, 3400, 95m, 40m);
        builder.Plant("subset-bitcoin", PlantKind.Subset, [PlantedClaim.Yes(above), PlantedClaim.No(bucket)], 1,
            "An average between 90,000 and 90,499.99 is above 89,999.99, yet the bucket is bid 32 cents and "
                + "the threshold offered at 23.");

        DateOnly last = builder.Calendar.Day(5);
        string floor = DayEvent("KXBTCD", last) + "-T86999.99";
        string next = DayEvent("KXBTCD", last) + "-T87499.99";
        string between = DayEvent("KXBTC", last) + "-B87250";
        int bid = builder.Ask(floor) - builder.Bid(next) + 900;
        builder.Requote(between, bid, bid + 200, 75m, 75m);
        builder.Plant(
            "joint-bitcoin", PlantKind.Joint,
            [PlantedClaim.Yes(floor), PlantedClaim.No(next), PlantedClaim.No(between)], 2,
            "The bucket from 87,000 to 87,499.99 is what one threshold has more than the next; it is bid nine cents "
                + "above the difference at which the two can be bought and sold.");
    }
}
