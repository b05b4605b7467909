namespace Dutchbook.Sandbox;

/// <summary>Shorthand for events that are made of loose markets: near misses and traps.</summary>
internal static class Single
{
    public static void Series(
        UniverseBuilder builder, string ticker, string title, string source, string category = "Economics") =>
        builder.Series(new ListedSeries
        {
            Ticker = ticker,
            Title = title,
            Category = category,
            Sources = [new(source, "https://sandbox.invalid/source")],
        });

    public static string Event(
        UniverseBuilder builder, string series, string suffix, string title, bool exclusive = false)
    {
        string name = $"{series}-{suffix}";
        builder.Event(new ListedEvent
        {
            Ticker = name,
            SeriesTicker = series,
            Title = title,
            MutuallyExclusive = exclusive,
            CollateralReturnType = exclusive ? "MECNET" : "",
        });
        return name;
    }

    public static ListedMarket On(string name, DateOnly day, string rules, string secondary = "") => new()
    {
        EventTicker = name,
        CloseTime = Calendar.Eastern(day, 23, 59),
        ExpectedExpirationTime = Calendar.Eastern(day.AddDays(1), 10, 0),
        LatestExpirationTime = Calendar.Eastern(day.AddDays(30), 10, 0),
        CanCloseEarly = true,
        RulesPrimary = rules,
        RulesSecondary = secondary,
    };

    /// <summary>Lists a market with a stated touch, in ticks.</summary>
    public static string Quoted(
        UniverseBuilder builder, ListedMarket market, int bid, int ask, decimal bidSize = 100m,
        decimal askSize = 100m)
    {
        builder.Market(market, (bid + ask) / 20_000m);
        builder.Requote(market.Ticker, bid, ask, bidSize, askSize);
        return market.Ticker;
    }

    public static ListedMarket Above(ListedMarket market, string ticker, decimal strike, string unit) => market with
    {
        Ticker = ticker,
        YesSubTitle = $"Above {strike}{unit}",
        StrikeType = "greater",
        FloorStrike = strike,
    };
}
