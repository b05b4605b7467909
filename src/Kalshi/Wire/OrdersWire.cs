namespace Dutchbook.Kalshi;

/// <summary>GET /portfolio/orders: https://docs.kalshi.com/api-reference/orders/get-orders.</summary>
internal sealed record OrdersWire
{
    public required Items<OrderWire>? Orders { get; init; }
}

/// <summary>GET /portfolio/orders/{order_id}.</summary>
internal sealed record OneOrderWire
{
    public required OrderWire Order { get; init; }
}

/// <summary>An order: the book side is what counts, the older side and action are not read.</summary>
internal sealed record OrderWire
{
    public required string OrderId { get; init; }

    public string? ClientOrderId { get; init; }

    public required string Ticker { get; init; }

    public string? BookSide { get; init; }

    public required string Status { get; init; }

    public required string YesPriceDollars { get; init; }

    public required string InitialCountFp { get; init; }

    public required string FillCountFp { get; init; }

    public required string RemainingCountFp { get; init; }

    public required string TakerFillCostDollars { get; init; }

    public required string MakerFillCostDollars { get; init; }

    public required string TakerFeesDollars { get; init; }

    public required string MakerFeesDollars { get; init; }

    public string? ExpirationTime { get; init; }

    public string? CreatedTime { get; init; }

    public string? LastUpdateTime { get; init; }

    public string? OrderGroupId { get; init; }

    public int? SubaccountNumber { get; init; }

    public int? ExchangeIndex { get; init; }
}

/// <summary>GET /portfolio/fills: https://docs.kalshi.com/api-reference/portfolio/get-fills.</summary>
internal sealed record FillsWire
{
    public required Items<FillWire>? Fills { get; init; }
}

internal sealed record FillWire
{
    public string? FillId { get; init; }

    /// <summary>The older name of the same.</summary>
    public string? TradeId { get; init; }

    public required string OrderId { get; init; }

    public required string Ticker { get; init; }

    public string? BookSide { get; init; }

    public required string CountFp { get; init; }

    public required string YesPriceDollars { get; init; }

    public required bool IsTaker { get; init; }

    public required string FeeCost { get; init; }

    public string? CreatedTime { get; init; }

    public int? SubaccountNumber { get; init; }

    public int? ExchangeIndex { get; init; }
}

/// <summary>GET /api_keys.</summary>
internal sealed record ApiKeysWire
{
    public required Items<ApiKeyWire>? ApiKeys { get; init; }

    public long? ApiKeyRegionExpirationTs { get; init; }
}

internal sealed record ApiKeyWire
{
    public required string ApiKeyId { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public int? Subaccount { get; init; }
}
