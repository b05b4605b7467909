namespace Dutchbook.Kalshi;

/// <summary>The message of market_lifecycle_v2 on the stream.</summary>
internal sealed record MarketLifecycleWire
{
    public string? EventType { get; init; }

    public string? MarketTicker { get; init; }

    public long? CloseTs { get; init; }

    public string? Result { get; init; }

    public string? SettlementValue { get; init; }

    public int? ExchangeIndex { get; init; }

    public IReadOnlyList<PriceRangeWire>? PriceRanges { get; init; }
}

internal sealed record PriceRangeWire
{
    public string? Start { get; init; }

    public string? End { get; init; }

    public string? Step { get; init; }
}

/// <summary>The message of event_lifecycle on the stream.</summary>
internal sealed record EventLifecycleWire
{
    public string? EventTicker { get; init; }

    public string? SeriesTicker { get; init; }
}

/// <summary>The message of event_fee_update on the stream.</summary>
internal sealed record EventFeeUpdateWire
{
    public string? EventTicker { get; init; }

    public string? FeeTypeOverride { get; init; }

    [System.Text.Json.Serialization.JsonConverter(typeof(NumberText))]
    public string? FeeMultiplierOverride { get; init; }
}

/// <summary>The message of fill on the stream.</summary>
internal sealed record FeedFillWire
{
    public string? TradeId { get; init; }

    public string? OrderId { get; init; }

    public string? ClientOrderId { get; init; }

    public string? MarketTicker { get; init; }

    public int? ExchangeIndex { get; init; }

    public bool? IsTaker { get; init; }

    public string? BookSide { get; init; }

    public string? YesPriceDollars { get; init; }

    public string? CountFp { get; init; }

    public string? FeeCost { get; init; }

    public long? TsMs { get; init; }

    public int? Subaccount { get; init; }
}

/// <summary>The message of user_order on the stream.</summary>
internal sealed record FeedOrderWire
{
    public string? OrderId { get; init; }

    public string? ClientOrderId { get; init; }

    public string? Ticker { get; init; }

    public string? BookSide { get; init; }

    public string? Status { get; init; }

    public string? YesPriceDollars { get; init; }

    public string? InitialCountFp { get; init; }

    public string? FillCountFp { get; init; }

    public string? RemainingCountFp { get; init; }

    public long? CreatedTsMs { get; init; }

    public long? LastUpdatedTsMs { get; init; }

    public int? SubaccountNumber { get; init; }

    public int? ExchangeIndex { get; init; }
}

/// <summary>The message of an error on the stream.</summary>
internal sealed record FeedErrorWire
{
    public int? Code { get; init; }

    public string? Msg { get; init; }
}

/// <summary>The message of subscribed on the stream.</summary>
internal sealed record SubscribedWire
{
    public string? Channel { get; init; }

    public long? Sid { get; init; }
}
