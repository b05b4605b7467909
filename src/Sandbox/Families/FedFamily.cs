using Dutchbook.Domain;

namespace Dutchbook.Sandbox;

/// <summary>
/// The Federal Reserve: a threshold ladder and a five-way decision for each meeting, and the count of cuts in a year.
/// </summary>
internal static class FedFamily
{
    public const decimal Current = 3.75m;

    private static readonly int[] MonthsAhead = [1, 2, 4, 5, 7, 8, 10, 11];

    private static readonly (string Code, string Title, string Sub, string Key, string Value)[] Decisions =
    [
        ("C26", "Cut rates by >25bps", "Cut >25bps", "Cut", ">25"),
        ("C25", "Cut rates by 25bps", "Cut 25bps", "Cut", "25"),
        ("H0", "Hike rates by 0bps", "Fed maintains rate", "Hike", "0"),
        ("H25", "Hike rates by 25bps", "Hike 25bps", "Hike", "25"),
        ("H26", "Hike rates by >25bps", "Hike >25bps", "Hike", ">25"),
    ];

    public static void List(UniverseBuilder builder)
    {
        ListedSource[] sources = [new("Federal Reserve", "https://www.federalreserve.gov")];
        builder.Series(new ListedSeries
        {
            Ticker = "KXFED",
            Title = "Fed funds rate",
            Category = "Economics",
            Tags = ["Fed"],
            Sources = sources,
        });
        builder.Series(new ListedSeries
        {
            Ticker = "KXFEDDECISION",
            Title = "Fed decision",
            Category = "Economics",
            Tags = ["Fed"],
            Sources = sources,
        });
        builder.Series(new ListedSeries
        {
            Ticker = "KXRATECUTCOUNT",
            Title = "Number of rate cuts",
            Category = "Economics",
            Tags = ["Fed"],
            Sources = sources,
            Frequency = "annual",
        });
        for (int i = 0; i < MonthsAhead.Length; i++)
        {
            DateOnly day = builder.Calendar.Month(MonthsAhead[i], 16);
            Belief bound = Belief.Bell(2.50m, 5.50m, 0.25m, Current - (0.08m * (i + 1)), 0.16m + (0.06m * i));
            Ladder(builder, day, bound, i);
            Decision(builder, day, bound, i);
        }

        Past(builder);
        Cuts(builder);
        Plants(builder);
    }

    public static string LadderEvent(Calendar calendar, int meeting) =>
        "KXFED-" + Calendar.MonthCode(calendar.Month(MonthsAhead[meeting]));

    public static string Rung(
        Calendar calendar, int meeting, string strike) =>
        $"{LadderEvent(calendar, meeting)}-T{strike}";

    private static void Ladder(UniverseBuilder builder, DateOnly day, Belief bound, int meeting)
    {
        string name = LadderEvent(builder.Calendar, meeting);
        builder.Event(new ListedEvent
        {
            Ticker = name,
            SeriesTicker = "KXFED",
            Title = $"Fed funds rate after the {Calendar.MonthName(day)} meeting?",
            SubTitle = $"In {Calendar.MonthName(day)}",
            CollateralReturnType = "DIRECNET",
            StrikeDate = Calendar.Eastern(day, 14, 0),
        });
        for (decimal strike = 2.75m; strike <= 5.25m; strike += 0.25m)
        {
            builder.Market(
                Rung(name, day, strike),
                bound.Above(strike),
                meeting < 3 ? Width.Front : Width.Far);
        }
    }

    private static ListedMarket Rung(string name, DateOnly day, decimal strike) => Meeting(name, day) with
    {
        Ticker = $"{name}-T{strike:0.00}",
        Title = $"Will the upper bound of the federal funds rate be above {strike:0.00}% "
            + $"after the meeting on {Calendar.Short(day)}?",
        Subtitle = $"{strike:0.00}%",
        YesSubTitle = $"Above {strike:0.00}%",
        StrikeType = "greater",
        FloorStrike = strike,
        RulesPrimary = $"If the upper bound of the target range for the federal funds rate is above {strike:0.00}% "
            + $"following the Federal Reserve's meeting on {Calendar.Short(day)}, then the market resolves to Yes.",
        RulesSecondary = "The Expiration Value is the upper bound in the Federal Reserve's implementation note for that "
            + "meeting. A range announced at another date does not count.",
    };

    /// <summary>A meeting so long past that its markets are only in the venue's history.</summary>
    private static void Past(UniverseBuilder builder)
    {
        DateOnly day = builder.Calendar.Month(-5, 16);
        string name = "KXFED-" + Calendar.MonthCode(day);
        builder.Event(new ListedEvent
        {
            Ticker = name,
            SeriesTicker = "KXFED",
            Title = $"Fed funds rate after the {Calendar.MonthName(day)} meeting?",
            SubTitle = $"In {Calendar.MonthName(day)}",
            CollateralReturnType = "DIRECNET",
            StrikeDate = Calendar.Eastern(day, 14, 0),
        });
        for (decimal strike = Current - 0.25m; strike <= Current + 0.25m; strike += 0.25m)
        {
            bool isYes = Current > strike;
            builder.Silent(Rung(name, day, strike) with
            {
                OpenTime = Calendar.Eastern(day, 10, 0).AddDays(-90),
                Status = "finalized",
                Result = isYes ? "yes" : "no",
                SettlementValue = isYes ? Price.One : Price.Zero,
                SettledAt = Calendar.Eastern(day, 14, 10),
                ExpirationValue = $"{Current:0.00}",
            });
        }
    }

    private static void Decision(UniverseBuilder builder, DateOnly day, Belief bound, int meeting)
    {
        string name = "KXFEDDECISION-" + Calendar.MonthCode(day);
        builder.Event(new ListedEvent
        {
            Ticker = name,
            SeriesTicker = "KXFEDDECISION",
            Title = $"Fed decision in {Calendar.MonthName(day)}?",
            SubTitle = $"On {Calendar.Short(day)}",
            MutuallyExclusive = true,
            CollateralReturnType = "MECNET",
            StrikeDate = Calendar.Eastern(day, 14, 0),
        });

        // Only the next meeting starts from a bound that is known today; a later decision is a question of its own.
        decimal[] fair = meeting == 0
            ? [
                bound.Below(Current - 0.25m), bound.Between(Current - 0.25m, Current - 0.25m),
                bound.Between(Current, Current), bound.Between(Current + 0.25m, Current + 0.25m),
                bound.Above(Current + 0.25m)
            ]
            : [0.03m, 0.24m + (0.01m * meeting), 0.66m - (0.01m * meeting), 0.05m, 0.02m];
        for (int i = 0; i < Decisions.Length; i++)
        {
            (string code, string title, string sub, string key, string value) = Decisions[i];
            builder.Market(
                Meeting(name, day) with
                {
                    Ticker = $"{name}-{code}",
                    Title = $"Will the Federal Reserve {title} at their {Calendar.MonthName(day)} meeting?",
                    Subtitle = sub,
                    YesSubTitle = sub,
                    StrikeType = "custom",
                    CustomStrike = [new(key, value)],
                    RulesPrimary =
                        $"If the Federal Reserve does a {key} of {value}bps on {Calendar.Short(day)}, then the "
                        + "market resolves to Yes.",
                    RulesSecondary =
                        "Only one of these markets, at most, can resolve to Yes. If the scheduled meeting does "
                        + "not take place on its date, \"Fed maintains rate\" resolves to Yes and the others "
                        + "resolve to No.",
                },
                fair[i],
                meeting < 2 ? Width.Front : Width.Far);
        }
    }

    private static void Cuts(UniverseBuilder builder)
    {
        int year = builder.Calendar.NextYear;
        DateOnly end = new(year, 12, 31);
        string name = $"KXRATECUTCOUNT-{Calendar.DayCode(end)}";
        Belief cuts = Belief.Bell(0m, 12m, 1m, 2.2m, 1.6m);
        builder.Event(new ListedEvent
        {
            Ticker = name,
            SeriesTicker = "KXRATECUTCOUNT",
            Title = $"Number of rate cuts in {year}?",
            SubTitle = $"In {year}",
            MutuallyExclusive = true,
            CollateralReturnType = "MECNET",
        });
        for (int count = 0; count <= 9; count++)
        {
            builder.Market(
                Meeting(name, end) with
                {
                    Ticker = $"{name}-T{count}",
                    Title = $"Will the Fed cut rates {count} times?",
                    Subtitle = $"{count}: {count * 25} bps",
                    YesSubTitle = $"Exactly {count} cuts",
                    StrikeType = "between",
                    FloorStrike = count,
                    CapStrike = count,
                    CloseTime = Calendar.Eastern(end, 23, 59),
                    ExpectedExpirationTime = Calendar.Eastern(end, 23, 59).AddHours(10),
                    RulesPrimary =
                        $"If the Fed cuts rates exactly {count} times in {year}, then the market resolves to Yes.",
                    RulesSecondary =
                        "Each full 25bps taken off the upper bound is one cut, so that a single decision of "
                        + "50bps counts as two.",
                },
                cuts.Between(count, count),
                count > 6 ? Width.Tail : Width.Far);
        }
    }

    private static ListedMarket Meeting(string name, DateOnly day) => new()
    {
        EventTicker = name,
        CloseTime = Calendar.Eastern(day, 13, 59),
        ExpectedExpirationTime = Calendar.Eastern(day, 14, 5),
        LatestExpirationTime = Calendar.Eastern(day, 14, 1).AddDays(91),
        SettlementTimerSeconds = 300,
        CanCloseEarly = true,
    };

    private static void Plants(UniverseBuilder builder)
    {
        string low = Rung(builder.Calendar, 1, "3.50");
        string high = Rung(builder.Calendar, 1, "3.75");
        builder.Requote(high, builder.Ask(low) + 900, builder.Ask(low) + 1100, 250m, 40m);
        builder.Plant("threshold-fed", PlantKind.Threshold, [PlantedClaim.Yes(low), PlantedClaim.No(high)], 1,
            "A bound above 3.75 is above 3.50, yet the higher rung is bid nine cents above the lower rung's ask.");

        string decision = LadderEvent(builder.Calendar, 2).Replace(
            "KXFED-", "KXFEDDECISION-", StringComparison.Ordinal);
        builder.Requote($"{decision}-H0", 4800, 5000);
        builder.Requote($"{decision}-H25", 2000, 2200);
        builder.Trap(
            "decision-from-an-unknown-bound",
            [Rung(builder.Calendar, 2, "3.75"), $"{decision}-H25"],
            "A hike ends above today's bound only if the bound is still today's: an earlier meeting, or an emergency move, "
                + "may have lowered it first.");

        string first = Rung(builder.Calendar, 4, "3.00");
        string between = Rung(builder.Calendar, 4, "3.25");
        string last = Rung(builder.Calendar, 4, "3.50");
        builder.Requote(between, 100, 9900, 5m, 5m);
        builder.Requote(last, builder.Ask(first) + 1000, builder.Ask(first) + 1300, 80.5m, 30m);
        builder.Plant(
            "threshold-not-adjacent", PlantKind.Threshold,
            [PlantedClaim.Yes(first), PlantedClaim.No(last)], 1,
            "The rung between is quoted 1 to 99 cents, so only the pair that leaves it out shows the inversion.");
    }
}
