namespace Dutchbook.Kalshi;

/// <summary>GET /historical/cutoff: https://docs.kalshi.com/api-reference/historical/get-historical-cutoff-timestamps.</summary>
internal sealed record HistoricalCutoffWire
{
    public required string MarketSettledTs { get; init; }

    public required string TradesCreatedTs { get; init; }

    public required string OrdersUpdatedTs { get; init; }

    public string? MarketPositionsLastUpdatedTs { get; init; }
}
