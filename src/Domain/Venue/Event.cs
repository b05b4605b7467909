namespace Dutchbook.Domain;

/// <summary>A group of markets on one occasion.</summary>
public sealed class Event
{
    public required string Ticker { get; init; }

    public string SeriesTicker { get; init; } = "";

    public Utf8Text Title { get; init; }

    public Utf8Text SubTitle { get; init; }

    public string Category { get; init; } = "";

    /// <summary>At most one market can resolve YES. Null when the source did not say. It never says "at least one".</summary>
    public bool? MutuallyExclusive { get; init; }

    public string CollateralReturnType { get; init; } = "";

    public DateTimeOffset? StrikeDate { get; init; }

    public string StrikePeriod { get; init; } = "";

    public IReadOnlyList<SettlementSource> SettlementSources { get; init; } = [];

    public Open<FeeType>? FeeTypeOverride { get; init; }

    public Ratio? FeeMultiplierOverride { get; init; }

    public int? ExchangeIndex { get; init; }

    /// <summary>
    /// The event was read from the events endpoint with its nested markets, closed and settled members included. Only then
    /// is its member list evidence that nothing else is listed.
    /// </summary>
    public bool IsWhole { get; init; }

    /// <summary>What could not be read of the event itself, and of members that were dropped. A dropped member makes it not whole.</summary>
    public IReadOnlyList<FieldDefect> Defects { get; init; } = [];

    public IReadOnlyList<Market> Markets { get; init; } = [];

    /// <summary>The same event with another member list.</summary>
    public Event WithMarkets(IReadOnlyList<Market> markets, bool isWhole) => new()
    {
        Ticker = Ticker,
        SeriesTicker = SeriesTicker,
        Title = Title,
        SubTitle = SubTitle,
        Category = Category,
        MutuallyExclusive = MutuallyExclusive,
        CollateralReturnType = CollateralReturnType,
        StrikeDate = StrikeDate,
        StrikePeriod = StrikePeriod,
        SettlementSources = SettlementSources,
        FeeTypeOverride = FeeTypeOverride,
        FeeMultiplierOverride = FeeMultiplierOverride,
        ExchangeIndex = ExchangeIndex,
        IsWhole = isWhole,
        Defects = Defects,
        Markets = markets,
    };

    public override string ToString() => Ticker;
}
