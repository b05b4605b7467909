namespace Dutchbook.Kalshi;

/// <summary>GET /exchange/status: https://docs.kalshi.com/api-reference/exchange/get-exchange-status.</summary>
internal sealed record ExchangeStatusWire
{
    public required bool ExchangeActive { get; init; }

    public required bool TradingActive { get; init; }

    public string? ExchangeEstimatedResumeTime { get; init; }

    public Items<ExchangeIndexStatusWire>? ExchangeIndexStatuses { get; init; }
}

/// <summary>One matching engine; markets name theirs by <c>exchange_index</c>.</summary>
internal sealed record ExchangeIndexStatusWire
{
    public required int ExchangeIndex { get; init; }

    public string? Description { get; init; }

    public required bool ExchangeActive { get; init; }

    public required bool TradingActive { get; init; }
}
