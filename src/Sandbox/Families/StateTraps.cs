using Dutchbook.Domain;

namespace Dutchbook.Sandbox;

/// <summary>
/// Real inversions that cannot be traded, or not be priced: the market's state, its quote or its fee stands in the way.
/// </summary>
internal static class StateTraps
{
    private static readonly ListedBook Empty = ListedBook.Empty;

    public static void List(UniverseBuilder builder)
    {
        Single.Series(builder, "KXRETAIL", "US retail sales", "Census Bureau");
        builder.Series(new ListedSeries
        {
            Ticker = "KXPPI",
            Title = "US producer prices",
            Category = "Economics",
            Sources = [new("Bureau of Labor Statistics", "https://www.bls.gov/ppi/")],
            FeeType = null,
            FeeMultiplier = null,
        });
        builder.Series(new ListedSeries
        {
            Ticker = "KXPCE",
            Title = "US consumption prices",
            Category = "Economics",
            Sources = [new("Bureau of Economic Analysis", "https://www.bea.gov")],
            FeeType = "tiered_by_volume",
        });
        builder.Series(new ListedSeries
        {
            Ticker = "KXHOUSING",
            Title = "US housing starts",
            Category = "Economics",
            Sources = [new("Census Bureau", "https://www.census.gov")],
            FeeMultiplier = 0m,
        });
        builder.Series(new ListedSeries
        {
            Ticker = "KXDURABLE",
            Title = "US durable goods orders",
            Category = "Economics",
            Sources = [new("Census Bureau", "https://www.census.gov")],
            FeeMultiplier = 2m,
        });
        builder.FeeChange(new ListedFeeChange("KXDURABLE", "quadratic", 2m, builder.Calendar.Now.AddDays(-20)));
        builder.FeeChange(new ListedFeeChange("KXMLBGAME", "quadratic", 1m, builder.Calendar.Now.AddDays(20)));

        (string _, string high) = Inverted(builder, "KXRETAIL", 0, "paused-market",
            "The dearer rung is paused: its quotes are what was left standing, and no order is taken.");
        builder.Relist(high, market => market with { Status = "inactive" });
        (_, high) = Inverted(builder, "KXRETAIL", 1, "closed-market",
            "The dearer rung is closed and waits for its result.");
        builder.Relist(high, market => market with
        {
            Status = "closed",
            CloseTime = builder.Calendar.Now.AddHours(-5),
        });
        (_, high) = Inverted(builder, "KXRETAIL", 2, "past-its-close",
            "The dearer rung is still listed as active, but its close_time has passed: every order is refused.");
        builder.Relist(high, market => market with { CloseTime = builder.Calendar.Now.AddMinutes(-10) });
        (_, high) = Inverted(builder, "KXRETAIL", 3, "bid-without-size",
            "The dearer rung shows a bid of 56 cents with size 0: nobody stands there.");
        builder.Relist(high, market => market with
        {
            ListedQuote = new Quote(Price.FromTicks(5600), Quantity.Zero, Price.FromTicks(5800), Quantity.Zero),
        });
        builder.Rebook(high, Empty);
        (string low, high) = Inverted(builder, "KXRETAIL", 4, "sentinel-prices",
            "Both books are empty, which the venue lists as 0 and 1; read as prices they are an inversion of a "
            + "dollar.");
        builder.Rebook(low, Empty);
        builder.Rebook(high, Empty);
        Inverted(builder, "KXPPI", 0, "series-without-fee",
            "The inversion is real, but the series states no fee type and no multiplier: what it earns cannot "
            + "be known.");
        Inverted(builder, "KXPCE", 0, "unknown-fee-type",
            "The inversion is real, but nobody knows how tiered_by_volume is charged.");
        (low, high) = Inverted(builder, "KXRETAIL", 5, "title-against-strike",
            "The title says above 0.9, the strike field 0.5 and the rules 0.9: with its own fields in dispute "
            + "the market proves nothing.");
        builder.Relist(high, market => market with
        {
            FloorStrike = 0.5m,
            RulesPrimary = market.RulesPrimary.Replace("0.5%", "0.9%", StringComparison.Ordinal),
            Title = market.Title.Replace("0.5%", "0.9%", StringComparison.Ordinal),
        });
        SubTitle(builder);
        ComplementOfAsk(builder);
        FeePlants(builder);
    }

    private static string Name(UniverseBuilder builder, string series, int month) =>
        $"{series}-{Calendar.MonthCode(builder.Calendar.Month(month))}";

    /// <summary>A ladder of two rungs, the higher one bid well above the lower one's ask.</summary>
    private static (string Low, string High) Inverted(
        UniverseBuilder builder, string series, int month, string trap, string explanation)
    {
        (string low, string high) = Ladder(builder, series, month, 4200, 4400, 5600, 5800);
        builder.Trap(trap, [low, high], explanation);
        return (low, high);
    }

    private static (string Low, string High) Ladder(
        UniverseBuilder builder, string series, int month, int lowBid, int lowAsk, int highBid, int highAsk)
    {
        DateOnly data = builder.Calendar.Month(month);
        string words = builder.SeriesTitle(series);
        string name = Single.Event(
            builder, series, Calendar.MonthCode(data), $"{words} in {Calendar.MonthName(data)}?");
        string Rung(decimal strike, int bid, int ask) => Single.Quoted(
            builder,
            Single.Above(
                Single.On(
                    name,
                    data.AddMonths(1).AddDays(14),
                    $"If {words} rise by more than {strike}% in {Calendar.MonthName(data)} according to the first report, "
                        + "then the market resolves to Yes.",
                    "The Expiration Value is the monthly change to one decimal place. Later revisions do not count."),
                $"{name}-T{strike}",
                strike,
                "%") with
            {
                Title = $"Will {words} rise more than {strike}% in {Calendar.MonthName(data)}?",
            },
            bid,
            ask);
        return (Rung(0.3m, lowBid, lowAsk), Rung(0.5m, highBid, highAsk));
    }

    /// <summary>A bucket whose words end at 1.4 and whose cap field says 1.5, where the next bucket begins.</summary>
    private static void SubTitle(UniverseBuilder builder)
    {
        DateOnly day = builder.Calendar.Day(33);
        Single.Series(builder, "KXTRADEGAP", "Trade deficit", "Census Bureau");
        string name = Single.Event(builder, "KXTRADEGAP", Calendar.DayCode(day), "Trade deficit?", exclusive: true);
        (string Type, decimal? Floor, decimal? Cap, string Words, int Ask)[] buckets =
        [
            ("less", null, 60.0m, "59.9 or below", 2800),
            ("between", 60.0m, 65.0m, "60.0 to 64.0", 3500),
            ("between", 65.0m, 69.9m, "65.0 to 69.9", 1800),
            ("greater", 69.9m, null, "70.0 or above", 700),
        ];
        List<string> tickers = [];
        foreach ((string type, decimal? floor, decimal? cap, string words, int ask) in buckets)
        {
            string rules = type switch
            {
                "less" => $"below {cap}",
                "greater" => $"above {floor}",
                _ => $"between {words.Replace(" to ", "-", StringComparison.Ordinal)}",
            };
            tickers.Add(Single.Quoted(
                builder,
                Single.On(
                    name, day, $"If the trade deficit is {rules} billion dollars, then the market resolves to Yes.",
                    "The Expiration Value has one decimal place.") with
                {
                    Ticker = $"{name}-{(type == "between" ? "B" : "T")}{floor ?? cap}",
                    Title = "Trade deficit?",
                    YesSubTitle = words,
                    StrikeType = type,
                    FloorStrike = floor,
                    CapStrike = cap,
                },
                ask - 300,
                ask));
        }

        builder.Trap("sub-title-against-cap", tickers,
            "The asks add up to 88 cents and the strike fields seem to leave no gap, but the second bucket's "
                + "words and rules end at 64.0: 64.1 to 64.9 pays nobody.");
    }

    private static void ComplementOfAsk(UniverseBuilder builder)
    {
        string name = FedFamily.LadderEvent(builder.Calendar, 0).Replace(
            "KXFED-", "KXFEDDECISION-", StringComparison.Ordinal);
        builder.Trap("no-is-not-one-minus-ask", [.. builder.TickersOf(name)],
            "The asks add up to more than one, as they should; whoever prices NO at one minus the YES ask sees "
                + "a profit at prices that nobody offers.");
    }

    /// <summary>
    /// Inversions that pay only because fees are waived: for a whole series, and for one event of a dear one.
    /// </summary>
    private static void FeePlants(UniverseBuilder builder)
    {
        (string low, string high) = Ladder(builder, "KXHOUSING", 0, 4700, 4800, 5000, 5200);
        builder.Plant("threshold-free-of-fees", PlantKind.Threshold, [PlantedClaim.Yes(low), PlantedClaim.No(high)], 1,
            "Two cents near even money are a profit here only: the series' fee multiplier is 0.");

        (low, high) = Ladder(builder, "KXDURABLE", 0, 4500, 4700, 5200, 5300);
        builder.Override(Name(builder, "KXDURABLE", 0), 0.5m);
        builder.Plant(
            "threshold-event-override", PlantKind.Threshold,
            [PlantedClaim.Yes(low), PlantedClaim.No(high)], 1,
            "Five cents would not cover this series' double fee; this one event is charged half the ordinary fee.");

        (low, high) = Ladder(builder, "KXDURABLE", 1, 4500, 4700, 5200, 5300);
        builder.NearMiss("double-fee", [PlantedClaim.Yes(low), PlantedClaim.No(high)], 1,
            "The same five cents in another event of the series, which is charged double: seven cents of fees.");
    }
}
