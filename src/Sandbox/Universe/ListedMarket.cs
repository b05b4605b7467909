using Dutchbook.Domain;

namespace Dutchbook.Sandbox;

/// <summary>A market as the sandbox lists it; a null or empty optional field is left out of the wire.</summary>
public sealed record ListedMarket
{
    public string Ticker { get; init; } = "";

    public string EventTicker { get; init; } = "";

    public string MarketType { get; init; } = "binary";

    public string Status { get; init; } = "active";

    public string Result { get; init; } = "";

    public Price? SettlementValue { get; init; }

    public DateTimeOffset? SettledAt { get; init; }

    public string Title { get; init; } = "";

    public string Subtitle { get; init; } = "";

    public string YesSubTitle { get; init; } = "";

    /// <summary>The venue repeats the YES text here for most markets.</summary>
    public string? NoSubTitle { get; init; }

    public string RulesPrimary { get; init; } = "";

    public string RulesSecondary { get; init; } = "";

    public string StrikeType { get; init; } = "";

    public decimal? FloorStrike { get; init; }

    public decimal? CapStrike { get; init; }

    public string FunctionalStrike { get; init; } = "";

    /// <summary>The members of the free-form strike object.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> CustomStrike { get; init; } = [];

    public DateTimeOffset OpenTime { get; init; }

    public DateTimeOffset CloseTime { get; init; }

    public DateTimeOffset ExpectedExpirationTime { get; init; }

    public DateTimeOffset LatestExpirationTime { get; init; }

    public DateTimeOffset? OccurrenceTime { get; init; }

    public int SettlementTimerSeconds { get; init; } = 300;

    public bool CanCloseEarly { get; init; }

    public string EarlyCloseCondition { get; init; } = "";

    public string ExpirationValue { get; init; } = "";

    public DateTimeOffset? FeeWaiverExpirationTime { get; init; }

    public ListedGrid Grid { get; init; } = ListedGrid.Cent;

    public int ExchangeIndex { get; init; }

    public bool IsProvisional { get; init; }

    public string CollectionTicker { get; init; } = "";

    public IReadOnlyList<ListedLeg> Legs { get; init; } = [];

    public Price LastPrice { get; init; }

    public Quantity Volume { get; init; }

    public Quantity OpenInterest { get; init; }

    /// <summary>
    /// The top of book to list where it differs from the book's, such as a price left standing with no size.
    /// </summary>
    public Quote? ListedQuote { get; init; }

    public bool IsCombo => Legs.Count > 0;
}

/// <summary>One leg of a combo.</summary>
public sealed record ListedLeg(string EventTicker, string MarketTicker, Side Side);

/// <summary>The valid limit prices of a market and the venue's name for them.</summary>
public sealed record ListedGrid(string Label, IReadOnlyList<PriceBand> Bands)
{
    public static ListedGrid Cent { get; } = new("linear_cent", [Band(0, 10_000, 100)]);

    public static ListedGrid DeciCent { get; } = new("deci_cent", [Band(0, 10_000, 10)]);

    /// <summary>A tenth of a cent below 10 and above 90 cents, a cent between.</summary>
    public static ListedGrid Tapered { get; } =
        new("tapered_deci_cent", [Band(0, 1_000, 10), Band(1_000, 9_000, 100), Band(9_000, 10_000, 10)]);

    private static PriceBand Band(int start, int end, int step) =>
        new(Price.FromTicks(start), Price.FromTicks(end), step);
}
