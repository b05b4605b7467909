using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>One fill of one of our orders. It does not carry our client order id.</summary>
/// <param name="FillId">Counts once, however often it is listed.</param>
/// <param name="TradeId">What the stream names the same fill by; null when the venue does not say.</param>
/// <param name="Fee">Charged for this fill.</param>
/// <param name="At">Null when the venue does not say.</param>
public sealed record PortfolioFill(
    string FillId,
    string? TradeId,
    string OrderId,
    string Ticker,
    BookSide Side,
    Quantity Count,
    Price YesPrice,
    bool IsTaker,
    Money Fee,
    DateTimeOffset? At,
    int? Subaccount,
    int? ExchangeIndex);

/// <summary>Which fills are wanted; what is null does not narrow.</summary>
public sealed record FillFilter
{
    public string? Ticker { get; init; }

    public string? OrderId { get; init; }

    /// <summary>Whole seconds count.</summary>
    public DateTimeOffset? From { get; init; }

    /// <inheritdoc cref="From"/>
    public DateTimeOffset? Until { get; init; }

    public int? ExchangeIndex { get; init; }
}
