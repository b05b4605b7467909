namespace Dutchbook.Kalshi;

/// <summary>GET /markets/trades: https://docs.kalshi.com/api-reference/market/get-trades; /historical/trades is alike.</summary>
internal sealed record TradesWire
{
    public required Items<TradeWire>? Trades { get; init; }
}

internal sealed record TradeWire
{
    public required string TradeId { get; init; }

    public required string Ticker { get; init; }

    public required string CountFp { get; init; }

    public required string YesPriceDollars { get; init; }

    public string? TakerOutcomeSide { get; init; }

    /// <summary>The older name of the same.</summary>
    public string? TakerSide { get; init; }

    public bool? IsBlockTrade { get; init; }

    public required string CreatedTime { get; init; }
}
