using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>A trade of the whole market, not of ours.</summary>
/// <param name="YesPrice">What YES cost; NO cost the complement.</param>
/// <param name="Taker">The side the taker bought, if the venue says.</param>
/// <param name="IsBlock">Agreed outside the book; null when the venue does not say.</param>
public sealed record Trade(
    string Id, string Ticker, Quantity Count, Price YesPrice, Open<TakerSide> Taker, bool? IsBlock, DateTimeOffset At);

public enum TakerSide
{
    Unknown = 0,
    Yes,
    No,
}

/// <summary>Which trades are wanted; what is null does not narrow.</summary>
public sealed record TradeFilter
{
    public string? Ticker { get; init; }

    /// <summary>Whole seconds count.</summary>
    public DateTimeOffset? From { get; init; }

    /// <inheritdoc cref="From"/>
    public DateTimeOffset? Until { get; init; }

    public bool? IsBlock { get; init; }
}
