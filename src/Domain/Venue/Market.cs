namespace Dutchbook.Domain;

/// <summary>One yes/no contract as the venue lists it. Text is kept as received; prices are executable quotes or absent.</summary>
public sealed class Market
{
    public required string Ticker { get; init; }

    public string EventTicker { get; init; } = "";

    /// <summary>The event's series; empty when the market was read without its event.</summary>
    public string SeriesTicker { get; init; } = "";

    /// <summary>Position in the snapshot it belongs to; rows of detection's arrays.</summary>
    public int Index { get; set; } = -1;

    public Open<MarketType> Type { get; init; }

    public Open<MarketStatus> Status { get; init; }

    public Open<MarketResult> Result { get; init; }

    public Utf8Text Title { get; init; }

    public Utf8Text YesSubTitle { get; init; }

    public Utf8Text NoSubTitle { get; init; }

    public Utf8Text RulesPrimary { get; init; }

    public Utf8Text RulesSecondary { get; init; }

    public Utf8Text EarlyCloseCondition { get; init; }

    public Open<StrikeType> StrikeType { get; init; }

    public decimal? FloorStrike { get; init; }

    public decimal? CapStrike { get; init; }

    public string FunctionalStrike { get; init; } = "";

    /// <summary>The free-form strike object as JSON text; empty when absent.</summary>
    public Utf8Text CustomStrike { get; init; }

    public DateTimeOffset? OpenTime { get; init; }

    public DateTimeOffset? CloseTime { get; init; }

    public DateTimeOffset? ExpectedExpirationTime { get; init; }

    public DateTimeOffset? LatestExpirationTime { get; init; }

    public DateTimeOffset? OccurrenceTime { get; init; }

    public DateTimeOffset? UpdatedTime { get; init; }

    /// <summary>The wait between determination and payment.</summary>
    public TimeSpan? SettlementTimer { get; init; }

    /// <summary>What one YES paid, once determined.</summary>
    public Price? SettlementValue { get; init; }

    public Utf8Text ExpirationValue { get; init; }

    public bool? CanCloseEarly { get; init; }

    public DateTimeOffset? FeeWaiverExpirationTime { get; init; }

    /// <summary>Top of the book as listed.</summary>
    public Quote Quote { get; init; }

    /// <summary>When the page with the quote was received; null where the recording states no time of its pages.</summary>
    public DateTimeOffset? QuotedAt { get; init; }

    /// <summary>The sizes of the quote were not recorded: one contract was put there, so that prices compare.</summary>
    public bool SizesAssumed { get; init; }

    public Price? LastPrice { get; init; }

    public Quantity? Volume { get; init; }

    public Quantity? OpenInterest { get; init; }

    /// <summary>Null when the venue did not state it: then no limit price can be formed.</summary>
    public TickGrid? TickGrid { get; init; }

    public bool IsProvisional { get; init; }

    /// <summary>The matching engine ("shard") that holds the market; collateral is per shard.</summary>
    public int? ExchangeIndex { get; init; }

    public string CollectionTicker { get; init; } = "";

    /// <summary>The legs of a combo; empty for ordinary markets.</summary>
    public IReadOnlyList<ComboLeg> SelectedLegs { get; init; } = [];

    public IReadOnlyList<FieldDefect> Defects { get; init; } = [];

    public override string ToString() => Ticker;
}

/// <summary>One leg of a combo: the combo is YES only if <see cref="MarketTicker"/> settles on <see cref="Side"/>.</summary>
public sealed record ComboLeg(string EventTicker, string MarketTicker, Open<Side> Side);
