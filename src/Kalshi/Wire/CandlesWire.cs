namespace Dutchbook.Kalshi;

/// <summary>GET /series/{s}/markets/{t}/candlesticks: https://docs.kalshi.com/api-reference/market/get-market-candlesticks.</summary>
internal sealed record MarketCandlesWire
{
    public string? Ticker { get; init; }

    public required Items<CandleWire>? Candlesticks { get; init; }
}

/// <summary>GET /series/{s}/events/{e}/candlesticks: one list for each ticker, in the same order.</summary>
internal sealed record EventCandlesWire
{
    public required IReadOnlyList<string> MarketTickers { get; init; }

    public required IReadOnlyList<Items<CandleWire>> MarketCandlesticks { get; init; }

    public required long AdjustedEndTs { get; init; }
}

/// <summary>GET /markets/candlesticks: https://docs.kalshi.com/api-reference/market/batch-get-market-candlesticks.</summary>
internal sealed record BatchCandlesWire
{
    public required Items<BatchMarketCandlesWire>? Markets { get; init; }
}

internal sealed record BatchMarketCandlesWire
{
    public required string MarketTicker { get; init; }

    public required Items<CandleWire>? Candlesticks { get; init; }
}

internal sealed record CandleWire
{
    public required long EndPeriodTs { get; init; }

    public BidAskWire? YesBid { get; init; }

    public BidAskWire? YesAsk { get; init; }

    public TradedWire? Price { get; init; }

    public string? VolumeFp { get; init; }

    public string? OpenInterestFp { get; init; }
}

/// <summary>All null in a candle that only carries the last price forward.</summary>
internal sealed record BidAskWire
{
    public string? OpenDollars { get; init; }

    public string? LowDollars { get; init; }

    public string? HighDollars { get; init; }

    public string? CloseDollars { get; init; }
}

/// <summary>Null where nothing was traded.</summary>
internal sealed record TradedWire
{
    public string? OpenDollars { get; init; }

    public string? LowDollars { get; init; }

    public string? HighDollars { get; init; }

    public string? CloseDollars { get; init; }

    public string? MeanDollars { get; init; }

    public string? PreviousDollars { get; init; }
}
