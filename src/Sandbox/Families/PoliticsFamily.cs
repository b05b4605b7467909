using Dutchbook.Domain;

namespace Dutchbook.Sandbox;

/// <summary>
/// Candidates in sub-cent ticks, a list that ends in "none of the above", words at a press conference, and a scalar.
/// </summary>
internal static class PoliticsFamily
{
    private static readonly string[] Candidates =
    [
        "Ada Brook", "Ben Castle", "Cora Dale", "Dan Ellis", "Eva Ford", "Finn Gray", "Gail Hart", "Hugo Irwin", "Iris Jay",
        "Jack Knox", "Kate Lowe", "Liam Moss", "Mia Nash", "Noah Orr", "Olga Pine", "Paul Quill", "Quinn Reed", "Rosa Shaw",
        "Sam Tate", "Tess Udall", "Uma Vale", "Vic Webb", "Wes Yarrow", "Zoe Abbot", "Amy Birch", "Bob Cole", "Cal Drew",
        "Dee Eames", "Eli Frost", "Fay Glen",
    ];

    private static readonly string[] Words =
        [
            "Stagflation", "Tariff", "Recession", "Dot plot", "Artificial intelligence", "Soft landing",
            "Balance sheet", "Transitory", "Gold"
        ];

    public static void List(UniverseBuilder builder)
    {
        Nominee(builder, "KXPRESNOMB", "nominated for President by the Blue Party", 0.9m);
        Nominee(builder, "KXPRESPERSON", "elected President", 0.45m);
        builder.Trap("nomination-and-election", ["KXPRESNOMB-28-DEL", "KXPRESPERSON-28-DEL"],
            "Election needs the nomination, not the other way round: read backwards, the nomination's bid "
                + "above the election's ask looks like money.");
        Venue(builder);
        Mentions(builder);
        Scalar(builder);
        Plants(builder);
    }

    /// <summary>Thirty candidates whose chances add up to less than one: somebody not listed may win.</summary>
    private static void Nominee(UniverseBuilder builder, string series, string words, decimal covered)
    {
        string name = series + "-28";
        DateOnly end = new(builder.Calendar.NextYear + 2, 11, 7);
        builder.Series(new ListedSeries
        {
            Ticker = series,
            Title = $"Who will be {words}?",
            Category = "Elections",
            Tags = ["US Elections"],
            Sources = [new("Associated Press", "https://apnews.com")],
        });
        builder.Event(new ListedEvent
        {
            Ticker = name,
            SeriesTicker = series,
            Title = $"Who will be {words}?",
            SubTitle = "In the next cycle",
            MutuallyExclusive = true,
            CollateralReturnType = "MECNET",
        });
        decimal left = covered;
        foreach (string candidate in Candidates)
        {
            decimal fair = left * 0.24m;
            left -= fair;
            builder.Market(
                new ListedMarket
                {
                    EventTicker = name,
                    Ticker = $"{name}-{Code(candidate)}",
                    Title = $"Will {candidate} be {words}?",
                    Subtitle = candidate,
                    YesSubTitle = candidate,
                    StrikeType = "structured",
                    CustomStrike = [new("candidate", candidate)],
                    CloseTime = Calendar.Eastern(end, 10, 0),
                    ExpectedExpirationTime = Calendar.Eastern(end, 10, 0),
                    LatestExpirationTime = Calendar.Eastern(end.AddDays(300), 10, 0),
                    SettlementTimerSeconds = 3600,
                    CanCloseEarly = true,
                    EarlyCloseCondition = "This market will close and expire early if the event occurs.",
                    Grid = ListedGrid.Tapered,
                    RulesPrimary = $"If {candidate} is {words}, then the market resolves to Yes.",
                    RulesSecondary = "Candidates may be added to this list at any time.",
                },
                Math.Max(fair, 0.0016m),
                fair > 0.1m ? Width.Front : Width.Fine);
        }
    }

    private static string Code(string candidate) =>
        (candidate[..1] + candidate.Split(' ')[1][..2]).ToUpperInvariant();

    /// <summary>Four named cities and the rest of the world, which the rules define as none of the others.</summary>
    private static void Venue(UniverseBuilder builder)
    {
        DateOnly end = builder.Calendar.MonthEnd(5);
        builder.Series(new ListedSeries
        {
            Ticker = "KXSUMMITCITY",
            Title = "Where will the next trade summit be held?",
            Category = "World",
            Sources = [new("Reuters", "https://www.reuters.com")],
        });
        builder.Event(new ListedEvent
        {
            Ticker = "KXSUMMITCITY-1",
            SeriesTicker = "KXSUMMITCITY",
            Title = "Where will the next trade summit be held?",
            MutuallyExclusive = true,
            CollateralReturnType = "MECNET",
        });
        (string Code, string City, decimal Fair)[] cities =
            [("GVA", "Geneva", 0.34m), ("SIN", "Singapore", 0.25m), ("VIE", "Vienna", 0.16m), ("OSL", "Oslo", 0.09m)];
        ListedMarket template = new()
        {
            EventTicker = "KXSUMMITCITY-1",
            CloseTime = Calendar.Eastern(end, 23, 59),
            ExpectedExpirationTime = Calendar.Eastern(end.AddDays(1), 10, 0),
            LatestExpirationTime = Calendar.Eastern(end.AddDays(8), 10, 0),
            CanCloseEarly = true,
            StrikeType = "custom",
            RulesSecondary =
                "Exactly one of these markets resolves to Yes. A summit that is held in two cities counts where "
                + "it opens.",
        };
        foreach ((string code, string city, decimal fair) in cities)
        {
            builder.Market(
                template with
                {
                    Ticker = $"KXSUMMITCITY-1-{code}",
                    Title = $"Will the next trade summit be held in {city}?",
                    YesSubTitle = city,
                    CustomStrike = [new("City", city)],
                    RulesPrimary = $"If the next trade summit is held in {city}, then the market resolves to Yes.",
                },
                fair);
        }

        builder.Market(
            template with
            {
                Ticker = "KXSUMMITCITY-1-OTH",
                Title = "Will the next trade summit be held elsewhere, or not by the deadline?",
                YesSubTitle = "Other / none of the above",
                CustomStrike = [new("City", "Other")],
                RulesPrimary =
                    "If the next trade summit is not held in Geneva, Singapore, Vienna or Oslo by "
                    + $"{Calendar.Short(end)}, whether it is held elsewhere or not at all, then the market "
                    + "resolves to Yes.",
            },
            0.16m);
    }

    private static void Mentions(UniverseBuilder builder)
    {
        DateOnly day = builder.Calendar.Month(1, 16);
        string name = "KXFEDMENTION-" + Calendar.MonthCode(day);
        List<string> tickers = [];
        builder.Series(new ListedSeries
        {
            Ticker = "KXFEDMENTION",
            Title = "What will the Fed chair say?",
            Category = "Mentions",
            Tags = ["Fed"],
            Sources = [new("Federal Reserve video", "https://www.federalreserve.gov")],
        });
        builder.Event(new ListedEvent
        {
            Ticker = name,
            SeriesTicker = "KXFEDMENTION",
            Title = $"What will the Fed chair say in {Calendar.MonthName(day)}?",
            SubTitle = Calendar.Short(day),
        });
        for (int i = 0; i < Words.Length; i++)
        {
            tickers.Add($"{name}-{Words[i][..4].Trim().ToUpperInvariant()}");
            builder.Market(
                new ListedMarket
                {
                    EventTicker = name,
                    Ticker = tickers[^1],
                    Title = $"Will the Fed chair say {Words[i]} at the press conference?",
                    YesSubTitle = Words[i],
                    StrikeType = "custom",
                    CustomStrike = [new("Word", Words[i])],
                    CloseTime = Calendar.Eastern(day, 16, 0),
                    ExpectedExpirationTime = Calendar.Eastern(day, 17, 0),
                    LatestExpirationTime = Calendar.Eastern(day.AddDays(7), 17, 0),
                    CanCloseEarly = true,
                    RulesPrimary =
                        $"If the Fed chair says {Words[i]} at the press conference on {Calendar.Short(day)}, "
                        + "then the market resolves to Yes.",
                    RulesSecondary = "Plurals and possessives count; other forms of the word do not.",
                },
                0.82m - (0.08m * i));
        }

        builder.Trap("words-are-independent", tickers,
            "The bids add up to far more than one, but any number of words may be said: nothing makes these "
                + "markets exclusive.");
    }

    private static void Scalar(UniverseBuilder builder)
    {
        DateOnly end = builder.Calendar.MonthEnd(3);
        builder.Series(new ListedSeries
        {
            Ticker = "KXTURNOUT",
            Title = "Turnout",
            Category = "Elections",
            Sources = [new("Associated Press", "https://apnews.com")],
        });
        builder.Event(new ListedEvent
        {
            Ticker = "KXTURNOUT-1",
            SeriesTicker = "KXTURNOUT",
            Title = "What share of voters will turn out?",
            MutuallyExclusive = true,
        });
        ListedMarket template = new()
        {
            EventTicker = "KXTURNOUT-1",
            MarketType = "scalar",
            CloseTime = Calendar.Eastern(end, 10, 0),
            ExpectedExpirationTime = Calendar.Eastern(end, 12, 0),
            LatestExpirationTime = Calendar.Eastern(end.AddDays(30), 12, 0),
            RulesSecondary = "The market pays the share itself: a turnout of 61.25% pays $0.6125 to Yes.",
        };
        builder.Market(
            template with
            {
                Ticker = "KXTURNOUT-1-A",
                Title = "Turnout in the north",
                YesSubTitle = "North",
                RulesPrimary = "The market resolves to the share of registered voters who vote in the north.",
            },
            0.61m);
        builder.Market(
            template with
            {
                Ticker = "KXTURNOUT-1-B",
                Title = "Turnout in the south",
                YesSubTitle = "South",
                RulesPrimary = "The market resolves to the share of registered voters who vote in the south.",
            },
            0.58m);
        builder.Trap("scalar-shares", ["KXTURNOUT-1-A", "KXTURNOUT-1-B"],
            "Two scalar markets are flagged exclusive and bid above 1 together, but each pays a share between "
                + "0 and 1, so both pay.");
    }

    private static void Plants(UniverseBuilder builder)
    {
        string[] front = ["KXPRESNOMB-28-ABR", "KXPRESNOMB-28-BCA", "KXPRESNOMB-28-CDA"];
        int[] bids = [4600, 3900, 3100];
        for (int i = 0; i < front.Length; i++)
        {
            builder.Requote(front[i], bids[i], bids[i] + 100, 500.75m, 350m);
        }

        builder.Plant("exclusive-nominee", PlantKind.Exclusive, [.. front.Select(PlantedClaim.No)], 2,
            "One party nominates one person; three candidates are bid 1.16 together. That others may win does "
                + "not matter to NO.");

        string[] cities = ["GVA", "SIN", "VIE", "OSL", "OTH"];
        int[] asks = [3000, 2100, 1300, 700, 1400];
        for (int i = 0; i < cities.Length; i++)
        {
            builder.Requote($"KXSUMMITCITY-1-{cities[i]}", asks[i] - 200, asks[i], 100m, 100m + (5m * i));
        }

        builder.Plant(
            "exhaustive-other", PlantKind.Exhaustive,
            [.. cities.Select(city => PlantedClaim.Yes("KXSUMMITCITY-1-" + city))], 1,
            "The last market is defined as none of the others, so one of the five must be right; all are "
                + "offered for 85 cents together.");
    }
}
