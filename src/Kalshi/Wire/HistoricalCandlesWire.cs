namespace Dutchbook.Kalshi;

/// <summary>GET /historical/markets/{t}/candlesticks: the same candles under names without suffixes.</summary>
internal sealed record HistoricalCandlesWire
{
    public string? Ticker { get; init; }

    public required Items<HistoricalCandleWire>? Candlesticks { get; init; }
}

internal sealed record HistoricalCandleWire
{
    public required long EndPeriodTs { get; init; }

    public HistoricalBidAskWire? YesBid { get; init; }

    public HistoricalBidAskWire? YesAsk { get; init; }

    public HistoricalTradedWire? Price { get; init; }

    public string? Volume { get; init; }

    public string? OpenInterest { get; init; }
}

internal sealed record HistoricalBidAskWire
{
    public string? Open { get; init; }

    public string? Low { get; init; }

    public string? High { get; init; }

    public string? Close { get; init; }
}

internal sealed record HistoricalTradedWire
{
    public string? Open { get; init; }

    public string? Low { get; init; }

    public string? High { get; init; }

    public string? Close { get; init; }

    public string? Mean { get; init; }

    public string? Previous { get; init; }
}
