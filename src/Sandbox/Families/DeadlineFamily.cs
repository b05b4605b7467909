namespace Dutchbook.Sandbox;

/// <summary>
/// By-date ladders: one question, several deadlines, and either the same strike on all of them or none at all.
/// </summary>
internal static class DeadlineFamily
{
    private static readonly decimal[] Chances = [0.03m, 0.06m, 0.11m, 0.17m, 0.24m, 0.30m, 0.37m];

    public static void List(UniverseBuilder builder)
    {
        Bitcoin(builder);
        Starship(builder);
        Plants(builder);
    }

    private static DateOnly Deadline(Calendar calendar, int i) => calendar.MonthEnd(1 + (2 * i));

    private static string BitcoinTicker(Calendar calendar, int i) =>
        $"KXBTCMAX150-{calendar.Today.Year % 100}-{Calendar.DayCode(Deadline(calendar, i))}-149999.99";

    private static string StarshipEvent(Calendar calendar) => $"KXSPACEXSTARSHIP-{calendar.Today.Year % 100}";

    private static DateOnly Launch(Calendar calendar, int i) => calendar.Day(24 + (21 * i));

    private static string StarshipTicker(Calendar calendar, int i) =>
        $"{StarshipEvent(calendar)}-{Calendar.DayCode(Launch(calendar, i))}";

    private static void Bitcoin(UniverseBuilder builder)
    {
        string name = $"KXBTCMAX150-{builder.Calendar.Today.Year % 100}";
        builder.Series(new ListedSeries
        {
            Ticker = "KXBTCMAX150",
            Title = "When will Bitcoin hit $150k?",
            Category = "Crypto",
            Tags = ["BTC"],
            Sources = [new("CF Benchmarks", "https://www.cfbenchmarks.com/data/indices/BRTI")],
            ExchangeIndex = 2,
        });
        builder.Event(new ListedEvent
        {
            Ticker = name,
            SeriesTicker = "KXBTCMAX150",
            Title = "When will Bitcoin hit $150k?",
            SubTitle = "Before the date",
        });
        List<string> tickers = [];
        for (int i = 0; i < Chances.Length; i++)
        {
            DateOnly day = Deadline(builder.Calendar, i);
            tickers.Add(BitcoinTicker(builder.Calendar, i));
            builder.Market(
                new ListedMarket
                {
                    EventTicker = name,
                    Ticker = tickers[^1],
                    Title = "When will Bitcoin hit $150k?",
                    Subtitle = "$150,000 or above",
                    YesSubTitle = $"Before {Calendar.MonthName(day.AddDays(1))}",
                    StrikeType = "greater",
                    FloorStrike = 149_999.99m,
                    CloseTime = Calendar.Eastern(day, 23, 59),
                    ExpectedExpirationTime = Calendar.Eastern(day.AddDays(1), 10, 0),
                    LatestExpirationTime = Calendar.Eastern(day.AddDays(30), 10, 0),
                    SettlementTimerSeconds = 3600,
                    CanCloseEarly = true,
                    EarlyCloseCondition = "If this event occurs, the market will close the following 10am ET.",
                    RulesPrimary =
                        $"If the price of Bitcoin is above 149999.99 by {Calendar.Short(day)} at 11:59 PM ET, "
                        + "then the market resolves to Yes.",
                    RulesSecondary =
                        "A price is the average of CF Benchmarks' Bitcoin Real-Time Index (BRTI) over any sixty "
                        + "seconds, without its highest and lowest fifth.",
                },
                Chances[i],
                i < 4 ? Width.Front : Width.Far);
        }

        builder.Trap("same-strike-different-deadlines", tickers[..3],
            "The markets of this event share one floor_strike; read as one threshold they look like copies at "
                + "different prices. Only the deadlines order them.");
    }

    private static void Starship(UniverseBuilder builder)
    {
        string name = StarshipEvent(builder.Calendar);
        builder.Series(new ListedSeries
        {
            Ticker = "KXSPACEXSTARSHIP",
            Title = "Starship launch",
            Category = "Science and Technology",
            Tags = ["Space"],
            Sources = [new("SpaceX", "https://www.spacex.com/launches")],
        });
        builder.Event(new ListedEvent
        {
            Ticker = name,
            SeriesTicker = "KXSPACEXSTARSHIP",
            Title = "Next Starship launch?",
            SubTitle = "By the date",
        });
        decimal[] chances = [0.22m, 0.44m, 0.63m, 0.78m, 0.88m];
        for (int i = 0; i < chances.Length; i++)
        {
            builder.Market(Flight(name, StarshipTicker(builder.Calendar, i), Launch(builder.Calendar, i)), chances[i]);
        }

        DateOnly past = builder.Calendar.Day(-9);
        builder.Silent(Flight(name, $"{name}-{Calendar.DayCode(past)}", past) with
        {
            OpenTime = builder.Calendar.Now.AddDays(-60),
            Status = "finalized",
            Result = "no",
            SettlementValue = Domain.Price.Zero,
            SettledAt = Calendar.Eastern(past.AddDays(1), 10, 0),
            ExpirationValue = "No launch",
        });
    }

    private static ListedMarket Flight(string name, string ticker, DateOnly day) => new()
    {
        EventTicker = name,
        Ticker = ticker,
        Title = $"Will SpaceX launch another Starship by {Calendar.Short(day)}?",
        Subtitle = $"By {Calendar.Short(day)}",
        YesSubTitle = $"Before {day.AddDays(1):MMMM d}",
        CloseTime = Calendar.Eastern(day, 23, 59),
        ExpectedExpirationTime = Calendar.Eastern(day.AddDays(12), 10, 0),
        LatestExpirationTime = Calendar.Eastern(day.AddDays(7), 10, 0),
        SettlementTimerSeconds = 3600,
        CanCloseEarly = true,
        EarlyCloseCondition = "If this event occurs, the market will close the following 10am ET.",
        RulesPrimary =
            $"If SpaceX launches a Starship before {Calendar.Short(day.AddDays(1))}, then the market resolves to "
            + "Yes.",
        RulesSecondary = "A launch is a lift-off of the full vehicle from its pad.",
    };

    private static void Plants(UniverseBuilder builder)
    {
        string early = BitcoinTicker(builder.Calendar, 3);
        string late = BitcoinTicker(builder.Calendar, 4);
        builder.Requote(early, builder.Ask(late) + 700, builder.Ask(late) + 900, 140m, 33m);
        builder.Plant("deadline-bitcoin", PlantKind.Deadline, [PlantedClaim.Yes(late), PlantedClaim.No(early)], 1,
            "What has happened by the earlier date has happened by the later one, yet the earlier date is bid "
                + "seven cents above the later one's ask.");

        string sooner = StarshipTicker(builder.Calendar, 1);
        string later = StarshipTicker(builder.Calendar, 2);
        builder.Requote(sooner, builder.Ask(later) + 900, builder.Ask(later) + 1000, 55.5m, 80m);
        builder.Plant("deadline-starship", PlantKind.Deadline, [PlantedClaim.Yes(later), PlantedClaim.No(sooner)], 1,
            "No strike field orders these markets, only the dates in their rules; the sooner date is bid nine "
                + "cents above the later one's ask.");
    }
}
