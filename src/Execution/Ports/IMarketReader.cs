using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>Fresh books and states of the markets of a trade, read together.</summary>
public interface IMarketReader
{
    Task<IReadOnlyList<MarketView>> ReadMarketsAsync(IReadOnlyList<string> tickers, CancellationToken stop);
}

/// <summary>A market as it is now, as far as it is known.</summary>
public sealed record MarketView
{
    public required string Ticker { get; init; }

    public required MarketStatus Status { get; init; }

    /// <summary>Null while it is not known: no order is decided on it.</summary>
    public OrderBook? Book { get; init; }

    /// <summary>Why the book must not be used, such as a gap in its stream; null when it may.</summary>
    public string? Doubt { get; init; }

    public DateTimeOffset? CloseTime { get; init; }

    /// <summary>How it resolved; None until it has.</summary>
    public MarketResult Result { get; init; } = MarketResult.None;

    /// <summary>What one YES contract is paid; null until it is known.</summary>
    public Price? YesPays { get; init; }

    public int? Shard { get; init; }
}
