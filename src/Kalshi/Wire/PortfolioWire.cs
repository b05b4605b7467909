namespace Dutchbook.Kalshi;

/// <summary>
/// GET /portfolio/balance: https://docs.kalshi.com/api-reference/portfolio/get-balance. Whole cents are cut off in its
/// balance.
/// </summary>
internal sealed record BalanceWire
{
    public string? BalanceDollars { get; init; }

    public Items<ShardBalanceWire>? BalanceBreakdown { get; init; }

    public long? UpdatedTs { get; init; }
}

internal sealed record ShardBalanceWire
{
    public required int ExchangeIndex { get; init; }

    public required string Balance { get; init; }
}

/// <summary>GET /exchange/user_data_timestamp.</summary>
internal sealed record UserDataTimestampWire
{
    public required string AsOfTime { get; init; }
}

/// <summary>GET /portfolio/positions: https://docs.kalshi.com/api-reference/portfolio/get-positions.</summary>
internal sealed record PositionsWire
{
    public required Items<MarketPositionWire>? MarketPositions { get; init; }

    public required Items<EventPositionWire>? EventPositions { get; init; }
}

internal sealed record MarketPositionWire
{
    public required string Ticker { get; init; }

    public required string PositionFp { get; init; }

    public required string MarketExposureDollars { get; init; }

    public required string RealizedPnlDollars { get; init; }

    public required string FeesPaidDollars { get; init; }

    public string? LastUpdatedTs { get; init; }

    public int? ExchangeIndex { get; init; }
}

internal sealed record EventPositionWire
{
    public required string EventTicker { get; init; }

    public required string TotalCostDollars { get; init; }

    public required string EventExposureDollars { get; init; }

    public required string RealizedPnlDollars { get; init; }

    public required string FeesPaidDollars { get; init; }
}

/// <summary>GET /portfolio/settlements: https://docs.kalshi.com/api-reference/portfolio/get-settlements.</summary>
internal sealed record SettlementsWire
{
    public required Items<SettlementWire>? Settlements { get; init; }
}

internal sealed record SettlementWire
{
    public required string Ticker { get; init; }

    public required string EventTicker { get; init; }

    public required string MarketResult { get; init; }

    public required string YesCountFp { get; init; }

    public required string YesTotalCostDollars { get; init; }

    public required string NoCountFp { get; init; }

    public required string NoTotalCostDollars { get; init; }

    public required long Revenue { get; init; }

    public long? Value { get; init; }

    public required string FeeCost { get; init; }

    public required string SettledTime { get; init; }

    public int? ExchangeIndex { get; init; }
}
