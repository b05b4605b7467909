namespace Dutchbook.Sandbox;

/// <summary>
/// Highest temperatures: six buckets a city and day, whole degrees, tails open, so that one of them must be right.
/// </summary>
internal static class WeatherFamily
{
    private static readonly (string Series, string City, string Station, int Mid)[] Cities =
    [
        ("KXHIGHNY", "NYC", "Central Park, New York", 46),
        ("KXHIGHCHI", "Chicago", "Chicago Midway", 39),
        ("KXHIGHMIA", "Miami", "Miami International Airport", 81),
        ("KXHIGHAUS", "Austin", "Austin Bergstrom", 70),
        ("KXHIGHDEN", "Denver", "Denver International Airport", 52),
    ];

    private const int Days = 4;

    public static void List(UniverseBuilder builder)
    {
        foreach ((string series, string city, string station, int mid) in Cities)
        {
            builder.Series(new ListedSeries
            {
                Ticker = series,
                Title = $"Highest temperature in {city}",
                Category = "Climate and Weather",
                Tags = ["Daily temperature"],
                Sources = [new("National Weather Service", "https://www.weather.gov")],
                Frequency = "daily",
            });
            for (int i = 0; i < Days; i++)
            {
                DateOnly day = builder.Calendar.Day(2 + i);
                Belief high = Belief.Bell(mid - 30, mid + 30, 1m, mid + (i % 3) - 0.6m, 1.8m + (0.6m * i));
                Partition(builder, series, city, station, day, mid - 4, high, i < 2 ? Width.Front : Width.Far);
            }
        }

        Plants(builder);
    }

    public static IReadOnlyList<string> Buckets(string eventTicker, int floor) =>
    [
        $"{eventTicker}-T{floor}",
        .. Enumerable.Range(0, 4).Select(i => $"{eventTicker}-B{floor + (2 * i)}.5"),
        $"{eventTicker}-T{floor + 7}",
    ];

    public static string EventTicker(Calendar calendar, string series, int day) =>
        $"{series}-{Calendar.DayCode(calendar.Day(2 + day))}";

    public static ListedMarket Day(string name, DateOnly day) => new()
    {
        EventTicker = name,
        CloseTime = Calendar.Eastern(day, 23, 59),
        ExpectedExpirationTime = Calendar.Eastern(day.AddDays(1), 10, 0),
        LatestExpirationTime = Calendar.Eastern(day.AddDays(7), 10, 0),
        SettlementTimerSeconds = 3600,
        CanCloseEarly = true,
        RulesSecondary =
            "The Expiration Value is the whole-degree Fahrenheit maximum in the National Weather Service's "
            + "Climatological Report (Daily) for the station and date named above. Other sources, and preliminary "
            + "values that the final report corrects, do not count.",
    };

    public static void Partition(
        UniverseBuilder builder, string series, string city, string station, DateOnly day, int floor, Belief high,
        Width width)
    {
        string name = $"{series}-{Calendar.DayCode(day)}";
        builder.Event(new ListedEvent
        {
            Ticker = name,
            SeriesTicker = series,
            Title = $"Highest temperature in {city} on {Calendar.Short(day)}?",
            SubTitle = $"On {Calendar.Short(day)}",
            MutuallyExclusive = true,
            CollateralReturnType = "MECNET",
            StrikeDate = Calendar.Eastern(day, 0, 0),
        });
        string rules =
            $"If the highest temperature recorded in {station} for {Calendar.Long(day)}, as the National Weather "
            + "Service's Climatological Report (Daily) states it, is ";
        ListedMarket template = Day(name, day);
        builder.Market(
            template with
            {
                Ticker = $"{name}-T{floor}",
                Title = $"Will the high temp in {city} be <{floor}° on {Calendar.Short(day)}?",
                Subtitle = $"{floor - 1}° or below",
                YesSubTitle = $"{floor - 1}° or below",
                StrikeType = "less",
                CapStrike = floor,
                RulesPrimary = $"{rules}less than {floor}°, then the market resolves to Yes.",
            },
            high.Below(floor),
            width);
        for (int low = floor; low < floor + 8; low += 2)
        {
            builder.Market(
                template with
                {
                    Ticker = $"{name}-B{low}.5",
                    Title = $"Will the high temp in {city} be {low}-{low + 1}° on {Calendar.Short(day)}?",
                    Subtitle = $"{low}° to {low + 1}°",
                    YesSubTitle = $"{low}° to {low + 1}°",
                    StrikeType = "between",
                    FloorStrike = low,
                    CapStrike = low + 1,
                    RulesPrimary = $"{rules}between {low}-{low + 1}°, then the market resolves to Yes.",
                },
                high.Between(low, low + 1),
                width);
        }

        builder.Market(
            template with
            {
                Ticker = $"{name}-T{floor + 7}",
                Title = $"Will the high temp in {city} be >{floor + 7}° on {Calendar.Short(day)}?",
                Subtitle = $"{floor + 8}° or above",
                YesSubTitle = $"{floor + 8}° or above",
                StrikeType = "greater",
                FloorStrike = floor + 7,
                RulesPrimary = $"{rules}greater than {floor + 7}°, then the market resolves to Yes.",
            },
            high.Above(floor + 7),
            width);
    }

    private static void Plants(UniverseBuilder builder)
    {
        // Asks of .06 .14 .24 .22 .12 .08 sum to .86; the six fees come to about 4.5 cents.
        int[] asks = [600, 1400, 2400, 2200, 1200, 800];
        IReadOnlyList<string> cheap = Buckets(EventTicker(builder.Calendar, "KXHIGHNY", 1), 42);
        for (int i = 0; i < cheap.Count; i++)
        {
            builder.Requote(cheap[i], asks[i] - 300, asks[i], 60m, 75m + (10m * i));
        }

        builder.Plant("exhaustive-weather", PlantKind.Exhaustive, [.. cheap.Select(PlantedClaim.Yes)], 1,
            "Whole degrees fall into exactly one of the six buckets, and all six together are offered for 86 cents.");

        // Bids of .34 .40 .41 sum to 1.15: three NOs cost 1.85 and two of them must pay.
        IReadOnlyList<string> rich = Buckets(EventTicker(builder.Calendar, "KXHIGHDEN", 0), 48);
        string[] chosen = [rich[1], rich[2], rich[3]];
        int[] bids = [3400, 4000, 4100];
        for (int i = 0; i < chosen.Length; i++)
        {
            builder.Requote(chosen[i], bids[i], bids[i] + 200, 150m, 90m);
        }

        builder.Plant("exclusive-weather", PlantKind.Exclusive, [.. chosen.Select(PlantedClaim.No)], 2,
            "At most one bucket can be right, and three of them are bid 1.15 together.");
    }
}
