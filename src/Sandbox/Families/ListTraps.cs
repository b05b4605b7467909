namespace Dutchbook.Sandbox;

/// <summary>Lists that look complete and are not.</summary>
internal static class ListTraps
{
    public static void List(UniverseBuilder builder)
    {
        DateOnly day = builder.Calendar.Day(40);
        Candidates(builder, day);
        Truncated(builder);
        Hole(builder, day);
        OpenCount(builder, day);
        NoTie(builder, day);
        TwoDeep(builder, day);
    }

    private static void Candidates(UniverseBuilder builder, DateOnly day)
    {
        Single.Series(builder, "KXSENATENE", "Nebraska Senate race", "Associated Press", "Elections");
        string name = Single.Event(
            builder, "KXSENATENE", $"{builder.Calendar.NextYear % 100}", "Who will win the Nebraska Senate race?",
            exclusive: true);
        builder.Trap(
            "exclusive-but-not-exhaustive",
            [
                Option(builder, name, "R", "the Republican", day, "wins the Nebraska Senate race", 5800, 6000),
                Option(builder, name, "D", "the Democrat", day, "wins the Nebraska Senate race", 2800, 3000),
            ],
            "The two asks add up to 90 cents because an independent, who is not listed, may win.");
    }

    private static string Option(
        UniverseBuilder builder, string name, string code, string who, DateOnly day, string does, int bid, int ask,
        decimal size = 100m) =>
        Single.Quoted(
            builder,
            Single.On(name, day, $"If {who} {does}, then the market resolves to Yes.") with
            {
                Ticker = $"{name}-{code}",
                Title = $"Will {who} be the one who {does}?",
                YesSubTitle = who,
                StrikeType = "structured",
                CustomStrike = [new("option", code)],
            },
            bid,
            ask,
            size,
            size);

    /// <summary>A weather partition without its fourth bucket.</summary>
    private static void Truncated(UniverseBuilder builder)
    {
        builder.Series(new ListedSeries
        {
            Ticker = "KXLOWTNY",
            Title = "Lowest temperature in NYC",
            Category = "Climate and Weather",
            Sources = [new("National Weather Service", "https://www.weather.gov")],
        });
        DateOnly day = builder.Calendar.Day(2);
        string name = Single.Event(
            builder, "KXLOWTNY", Calendar.DayCode(day), "Lowest temperature in NYC?", exclusive: true);
        (string Type, int? Floor, int? Cap, int Ask)[] buckets =
            [
                ("less", null, 30, 900), ("between", 30, 31, 2100), ("between", 32, 33, 2900),
                ("between", 36, 37, 1200), ("greater", 37, null, 400)
            ];
        List<string> tickers = [];
        foreach ((string type, int? floor, int? cap, int ask) in buckets)
        {
            string words = type switch
            {
                "less" => $"less than {cap}°",
                "greater" => $"greater than {floor}°",
                _ => $"between {floor}-{cap}°",
            };
            ListedMarket market = WeatherFamily.Day(name, day) with
            {
                Ticker = $"{name}-{(type == "between" ? "B" : "T")}{floor ?? cap}",
                Title = "Lowest temperature in NYC?",
                YesSubTitle = words,
                StrikeType = type,
                FloorStrike = floor,
                CapStrike = cap,
                RulesPrimary =
                    $"If the lowest temperature recorded in Central Park, New York for {Calendar.Long(day)}, as "
                    + $"the National Weather Service's Climatological Report (Daily) states it, is {words}, then "
                    + "the market resolves to Yes.",
            };
            tickers.Add(Single.Quoted(builder, market, ask - 200, ask));
        }

        builder.Trap("partition-without-a-bucket", tickers,
            "34 to 35 degrees is not listed: the five asks of 75 cents together leave out the most likely "
                + "answer but one.");
    }

    /// <summary>A ladder with a rung whose strike the venue did not send.</summary>
    private static void Hole(UniverseBuilder builder, DateOnly day)
    {
        Single.Series(builder, "KXISM", "ISM manufacturing index", "Institute for Supply Management");
        string name = Single.Event(builder, "KXISM", Calendar.DayCode(day), "ISM manufacturing index?");
        ListedMarket market = Single.On(
            name,
            day,
            "If the ISM manufacturing index is above the strike of this market, then the market resolves to Yes.",
            "The Expiration Value is the one-decimal headline index of the first report.") with
        {
            Title = "ISM manufacturing index?",
        };
        string low = Single.Quoted(builder, Single.Above(market, $"{name}-T48.0", 48.0m, ""), 6000, 6200);
        string lost = Single.Quoted(
            builder,
            market with { Ticker = $"{name}-T49.0", StrikeType = "greater", YesSubTitle = "Above the strike" },
            7400,
            7600);
        string high = Single.Quoted(builder, Single.Above(market, $"{name}-T50.0", 50.0m, ""), 2100, 2300);
        builder.Trap("rung-without-a-strike", [low, lost, high],
            "The middle market has no floor_strike, and neither its rules nor its sub-title say one; the "
                + "number in its ticker proves nothing.");
    }

    /// <summary>A count that is listed from four up: three and fewer are nowhere.</summary>
    private static void OpenCount(UniverseBuilder builder, DateOnly day)
    {
        Single.Series(builder, "KXPHOTOCOUNT", "How many official photographs", "the White House", "Politics");
        string name = Single.Event(
            builder, "KXPHOTOCOUNT", Calendar.DayCode(day), "How many official photographs this month?",
            exclusive: true);
        int[] asks = [3100, 2700, 2000, 1400];
        List<string> tickers = [];
        for (int i = 0; i < asks.Length; i++)
        {
            int count = 4 + i;
            string words = i == asks.Length - 1 ? $"at least {count}" : $"exactly {count}";
            ListedMarket market = Single.On(
                name, day,
                $"If {words} official photographs are published this month, then the market resolves to Yes.") with
            {
                Ticker = $"{name}-{count}",
                Title = "How many official photographs this month?",
                YesSubTitle = words,
                StrikeType = i == asks.Length - 1 ? "greater_or_equal" : "between",
                FloorStrike = count,
                CapStrike = i == asks.Length - 1 ? null : count,
            };
            tickers.Add(Single.Quoted(builder, market, asks[i] - 200, asks[i]));
        }

        builder.Trap("count-without-its-low-end", tickers,
            "Four, five, six and seven or more cost 92 cents together; three or fewer pays none of them.");
    }

    private static void NoTie(UniverseBuilder builder, DateOnly day)
    {
        Single.Series(builder, "KXCUPGAME", "Cup game", "ESPN", "Sports");
        string name = Single.Event(
            builder, "KXCUPGAME", $"{Calendar.DayCode(day)}AJXPSV", "Ajax vs PSV", exclusive: true);
        const string does = "wins the Ajax vs PSV professional soccer game within ninety minutes";
        builder.Trap(
            "game-without-its-tie",
            [
                Option(builder, name, "AJX", "Ajax", day, does, 3800, 4000),
                Option(builder, name, "PSV", "PSV", day, does, 3300, 3500),
            ],
            "The tie is not listed here, so both sides together at 75 cents pay nothing when the game is drawn.");
    }

    /// <summary>The ticker's date is long past, the asks add up to 0.97, and two contracts are offered.</summary>
    private static void TwoDeep(UniverseBuilder builder, DateOnly day)
    {
        Single.Series(builder, "KXNPBGAME", "Japanese baseball game", "ESPN", "Sports");
        string name = Single.Event(
            builder, "KXNPBGAME", $"{Calendar.DayCode(builder.Calendar.Day(-70))}YOKHAN", "Yokohama vs Hanshin",
            exclusive: true);
        string does =
            $"wins the Yokohama vs Hanshin game, postponed to {Calendar.Short(day)} (a cancelled game resolves "
            + "to a fair price)";
        builder.Trap(
            "postponed-game-two-contracts",
            [
                Option(builder, name, "YOK", "Yokohama", day, does, 4600, 4800, 2m),
                Option(builder, name, "HAN", "Hanshin", day, does, 4700, 4900, 2m),
            ],
            "The date in the ticker is the date before the postponement; 97 cents for both sides, two "
                + "contracts deep, is less than the fees leave, and a cancelled game pays a fair price.");
    }
}
