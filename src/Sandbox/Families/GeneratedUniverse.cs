namespace Dutchbook.Sandbox;

/// <summary>
/// A universe of any size. Of its events three in ten are threshold ladders, a quarter are ranges that leave no gap, a fifth are
/// lists of which one at most wins, a tenth are deadlines, the rest are single questions: about the venue's own mix.
/// </summary>
internal static class GeneratedUniverse
{
    private const int EventsPerSeries = 20;

    /// <summary>Series from here on are listed while the exchange runs; no universe is so large that it begins with one.</summary>
    private const int FirstLater = 100_000;

    public static Universe Build(DateTimeOffset now, int markets, ulong seed, UniverseMix? mix = null)
    {
        UniverseBuilder builder = new(now, seed);
        Chance chance = new(seed ^ 0xC0FFEEUL);
        int[] events = new int[GeneratedEvents.Kinds];
        for (int listed = 0; listed < markets;)
        {
            (int kind, int? size) = mix?.Draw(chance) ?? (Kind(chance), default(int?));
            int number = events[kind]++;
            int series = number / EventsPerSeries;
            if (number % EventsPerSeries == 0)
            {
                Series(builder, kind, series);
            }

            listed += GeneratedEvents.List(builder, chance, kind, series, number % EventsPerSeries, markets - listed, size);
        }

        return builder.Build();
    }

    /// <summary>
    /// One event more, of a series of its own and of a kind that binds its markets; numbers that were not used yet give tickers that
    /// were not.
    /// </summary>
    public static Universe More(DateTimeOffset now, int number, ulong seed)
    {
        UniverseBuilder builder = new(now, seed);
        Chance chance = new(seed ^ 0xC0FFEEUL);
        int kind = number % (GeneratedEvents.Kinds - 1);
        int series = FirstLater + number;
        Series(builder, kind, series);
        GeneratedEvents.List(builder, chance, kind, series, 0, int.MaxValue);
        return builder.Build();
    }

    private static int Kind(Chance chance) => chance.Between(1, 20) switch
    {
        <= 6 => 0,
        <= 11 => 1,
        <= 15 => 2,
        <= 17 => 3,
        _ => 4,
    };

    /// <summary>One series in a hundred charges makers, one in fifty half the fee, as the venue's do; each kind has its shard.</summary>
    private static void Series(UniverseBuilder builder, int kind, int number) => builder.Series(new ListedSeries
    {
        Ticker = GeneratedEvents.SeriesTicker(kind, number),
        Title = GeneratedEvents.Subject(kind, number),
        Category = GeneratedEvents.Category(kind),
        Sources = [new("Generated Office", "https://sandbox.invalid/source")],
        FeeType = number % 100 == 99 ? "quadratic_with_maker_fees" : "quadratic",
        FeeMultiplier = number % 50 == 49 ? 0.5m : 1m,
        ExchangeIndex = kind == 0 && number % 4 == 3 ? 2 : 0,
    });
}
