namespace Dutchbook.Sandbox;

/// <summary>Stock indices: a range partition and a threshold ladder on the same close, under the same rules.</summary>
internal static class IndexFamily
{
    private sealed record Index(
        string Range, string Threshold, string Name, decimal From, decimal To, decimal Width, decimal Mid,
        decimal Scale, int Days);

    private static readonly Index[] Indices =
    [
        new("KXINX", "KXINXU", "S&P 500", 6475m, 7175m, 25m, 6838m, 60m, 4),
        new("KXNASDAQ100", "KXNASDAQ100U", "Nasdaq-100", 24_000m, 26_400m, 200m, 25_180m, 300m, 2),
    ];

    public static void List(UniverseBuilder builder)
    {
        ListedSource[] sources = [new("Google Finance", "https://www.google.com/finance")];
        foreach (Index index in Indices)
        {
            builder.Series(new ListedSeries
            {
                Ticker = index.Range,
                Title = $"{index.Name} range",
                Category = "Financials",
                Tags = [index.Name],
                Sources = sources,
                Frequency = "daily",
            });
            builder.Series(new ListedSeries
            {
                Ticker = index.Threshold,
                Title = $"{index.Name} above or below",
                Category = "Financials",
                Tags = [index.Name],
                Sources = sources,
                Frequency = "daily",
            });
            for (int i = 0; i < index.Days; i++)
            {
                DateOnly day = builder.Calendar.WorkingDay(i);
                decimal step = index.Width / 25m;
                Belief close = Belief.Bell(
                    index.From - (20m * index.Width), index.To + (20m * index.Width), step, index.Mid,
                    index.Scale * (1m + (0.3m * i)));
                Partition(builder, index, day, close);
                Ladder(builder, index, day, close);
            }
        }

        YearEnd(builder, sources);
        Plants(builder);
    }

    public static string Name(string series, DateOnly day) => $"{series}-{Calendar.DayCode(day)}H1600";

    private static ListedMarket Close(string name, Index index, DateOnly day) => new()
    {
        EventTicker = name,
        CloseTime = Calendar.Eastern(day, 16, 0),
        ExpectedExpirationTime = Calendar.Eastern(day, 18, 0),
        LatestExpirationTime = Calendar.Eastern(day, 18, 0).AddDays(7),
        SettlementTimerSeconds = 60,
        CanCloseEarly = true,
        RulesSecondary =
            $"The Expiration Value is the official closing value of the {index.Name} index on the date named "
            + "above, to four decimal places. Values after hours do not count.",
    };

    private static string Rules(Index index, DateOnly day, string comparison) =>
        $"If the end-of-day {index.Name} index value on {Calendar.Long(day)} is {comparison}, then the market "
            + "resolves to Yes.";

    private static void Partition(UniverseBuilder builder, Index index, DateOnly day, Belief close)
    {
        string name = Name(index.Range, day);
        builder.Event(new ListedEvent
        {
            Ticker = name,
            SeriesTicker = index.Range,
            Title = $"{index.Name} close on {Calendar.Short(day)}?",
            SubTitle = $"On {Calendar.Short(day)} at 4pm {Calendar.Zone(day)}",
            MutuallyExclusive = true,
            CollateralReturnType = "MECNET",
            StrikeDate = Calendar.Eastern(day, 16, 0),
        });
        ListedMarket template = Close(name, index, day);
        builder.Market(
            template with
            {
                Ticker = $"{name}-T{index.From:0}",
                Title =
                    $"Will the {index.Name} be below {index.From:0} on {Calendar.Short(day)} at 4pm "
                    + $"{Calendar.Zone(day)}?",
                YesSubTitle = $"{index.From - 0.0001m:N4} or below",
                StrikeType = "less",
                CapStrike = index.From,
                RulesPrimary = Rules(index, day, $"below {index.From:0}"),
            },
            close.Below(index.From));
        for (decimal floor = index.From; floor < index.To; floor += index.Width)
        {
            decimal cap = floor + index.Width - 0.0001m;
            builder.Market(
                template with
                {
                    Ticker = Bucket(name, index, floor),
                    Title =
                        $"Will the {index.Name} be between {floor:0} and {cap:0.0000} on {Calendar.Short(day)} "
                        + $"at 4pm {Calendar.Zone(day)}?",
                    YesSubTitle = $"{floor:N0} to {cap:N4}",
                    StrikeType = "between",
                    FloorStrike = floor,
                    CapStrike = cap,
                    RulesPrimary = Rules(index, day, $"between {floor:0}-{cap:0.0000}"),
                },
                close.Between(floor, cap));
        }

        decimal top = index.To - 0.0001m;
        builder.Market(
            template with
            {
                Ticker = $"{name}-T{top:0.0000}",
                Title =
                    $"Will the {index.Name} be above {top:0.0000} on {Calendar.Short(day)} at 4pm "
                    + $"{Calendar.Zone(day)}?",
                YesSubTitle = $"{index.To:N0} or above",
                StrikeType = "greater",
                FloorStrike = top,
                RulesPrimary = Rules(index, day, $"above {top:0.0000}"),
            },
            close.Above(top));
    }

    private static string Bucket(string name, Index index, decimal floor) =>
        $"{name}-B{Math.Floor(floor + (index.Width / 2m)):0}";

    private static void Ladder(UniverseBuilder builder, Index index, DateOnly day, Belief close)
    {
        string name = Name(index.Threshold, day);
        builder.Event(new ListedEvent
        {
            Ticker = name,
            SeriesTicker = index.Threshold,
            Title = $"{index.Name} above on {Calendar.Short(day)}?",
            SubTitle = $"On {Calendar.Short(day)} at 4pm {Calendar.Zone(day)}",
            CollateralReturnType = "DIRECNET",
            StrikeDate = Calendar.Eastern(day, 16, 0),
        });
        for (decimal level = index.From; level <= index.To; level += 2m * index.Width)
        {
            decimal strike = level - 0.0001m;
            builder.Market(
                Close(name, index, day) with
                {
                    Ticker = $"{name}-T{strike:0.0000}",
                    Title =
                        $"Will the {index.Name} be above {strike:0.0000} on {Calendar.Short(day)} at 4pm "
                        + $"{Calendar.Zone(day)}?",
                    Subtitle = $"{level:N0} or above",
                    YesSubTitle = $"{level:N0} or above",
                    StrikeType = "greater",
                    FloorStrike = strike,
                    RulesPrimary = Rules(index, day, $"above {strike:0.0000}"),
                },
                close.Above(strike));
        }
    }

    private static void YearEnd(UniverseBuilder builder, ListedSource[] sources)
    {
        builder.Series(new ListedSeries
        {
            Ticker = "KXINXY",
            Title = "S&P 500 at the end of the year",
            Category = "Financials",
            Tags = ["S&P 500"],
            Sources = sources,
            Frequency = "annual",
        });
        DateOnly day = new(builder.Calendar.NextYear, 12, 31);
        Index index = new("KXINXY", "", "S&P 500", 5800m, 8200m, 200m, 7050m, 600m, 1);
        Partition(builder, index, day, Belief.Bell(3000m, 11_000m, 10m, index.Mid, index.Scale));
    }

    private static void Plants(UniverseBuilder builder)
    {
        Index index = Indices[0];
        string range = Name(index.Range, builder.Calendar.WorkingDay(0));
        string ladder = Name(index.Threshold, builder.Calendar.WorkingDay(0));
        string top = $"{range}-T7174.9999";
        string above = $"{ladder}-T7174.9999";
        builder.Requote(top, 1500, 1700, 200m, 200m);
        builder.Requote(above, 600, 800, 90m, 45m);
        builder.Plant("equivalence-inx", PlantKind.Equivalence, [PlantedClaim.Yes(above), PlantedClaim.No(top)], 1,
            "The open top bucket of the range and the highest threshold are the same interval of the same "
                + "close; one is bid 15 cents, the other offered at 8.");

        string low = $"{Name(index.Range, builder.Calendar.WorkingDay(1))}-T6475";
        string high = $"{Name(index.Threshold, builder.Calendar.WorkingDay(1))}-T6474.9999";
        builder.Requote(low, 100, 200, 300m, 120m);
        builder.Requote(high, 9100, 9300, 100m, 66m);
        builder.Plant("complement-inx", PlantKind.Complement, [PlantedClaim.Yes(low), PlantedClaim.Yes(high)], 1,
            "Below 6475 or above 6474.9999 leaves nothing out, and both together are offered for 95 cents.");

        Joint(builder, index);
    }

    /// <summary>What lies between two thresholds is worth their difference: no two of these markets contradict each other.</summary>
    private static void Joint(UniverseBuilder builder, Index index)
    {
        DateOnly day = builder.Calendar.WorkingDay(2);
        string above = Threshold(builder, index, day, 6875m);
        string next = Threshold(builder, index, day, 6925m);
        string[] buckets =
            [Bucket(Name(index.Range, day), index, 6875m), Bucket(Name(index.Range, day), index, 6900m)];
        int ask = builder.Bid(next) + buckets.Sum(builder.Bid) - 1000;
        builder.Requote(above, ask - 200, ask, 80m, 80m);
        builder.Plant("joint-inx", PlantKind.Joint,
            [PlantedClaim.Yes(above), PlantedClaim.No(next), .. buckets.Select(PlantedClaim.No)], 3,
            "Above 6874.9999 are two buckets and, beyond them, the next threshold, and all three exclude each other: "
                + "the lower threshold is worth at least their bids, and is offered ten cents below them.");

        Index other = Indices[1];
        DateOnly second = builder.Calendar.WorkingDay(1);
        string low = Threshold(builder, other, second, 24_800m);
        string high = Threshold(builder, other, second, 25_200m);
        string range = Name(other.Range, second);
        string[] between = [Bucket(range, other, 24_800m), Bucket(range, other, 25_000m)];
        int cheap = builder.Bid(low) - builder.Ask(high) - builder.Ask(between[0]) - 1000;
        builder.Requote(between[1], cheap - 100, cheap, 140m, 95m);
        builder.Plant("joint-nasdaq", PlantKind.Joint,
            [PlantedClaim.No(low), PlantedClaim.Yes(high), .. between.Select(PlantedClaim.Yes)], 1,
            "Above 24,799.9999 means above 25,199.9999 or in one of the two buckets between; the three are offered "
                + "for ten cents less than the lower threshold is bid.");
    }

    private static string Threshold(UniverseBuilder builder, Index index, DateOnly day, decimal level) =>
        builder.TickersOf(Name(index.Threshold, day)).Single(
            ticker => ticker.EndsWith($"-T{level - 0.0001m:0.0000}", StringComparison.Ordinal));
}
