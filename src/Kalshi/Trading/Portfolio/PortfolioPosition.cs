using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>The net position in one unsettled market.</summary>
/// <param name="Count">Above zero for YES, below for NO.</param>
/// <param name="Exposure">What it has tied up.</param>
/// <param name="Fees">Paid so far.</param>
public sealed record PortfolioPosition(
    string Ticker, Quantity Count, Money Exposure, Money RealizedProfit, Money Fees, DateTimeOffset? UpdatedAt, int? ExchangeIndex);

/// <summary>
/// What the positions of one event come to; with collateral return, the exposure here is less than the sum of its
/// markets'.
/// </summary>
public sealed record EventPosition(string EventTicker, Money Cost, Money Exposure, Money RealizedProfit, Money Fees);

/// <summary>One page of positions.</summary>
public sealed record PositionPage(Listing<PortfolioPosition> Markets, Listing<EventPosition> Events);

/// <summary>What a settled market paid.</summary>
/// <param name="Revenue">As the venue lists it; it has been zero where something was paid, so the payout is to be
/// worked out from the
/// counts.</param>
/// <param name="YesValue">What one YES paid; null when the venue does not say.</param>
public sealed record PortfolioSettlement(
    string Ticker,
    string EventTicker,
    Open<MarketResult> Result,
    Quantity YesCount,
    Quantity NoCount,
    Money YesCost,
    Money NoCost,
    Money Revenue,
    Money? YesValue,
    Money Fee,
    DateTimeOffset SettledAt,
    int? ExchangeIndex);
