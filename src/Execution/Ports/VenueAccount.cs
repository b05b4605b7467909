using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>The net position of a market.</summary>
/// <param name="Signed">Positive for YES, negative for NO, as the venue shows it.</param>
public sealed record VenuePosition(string Ticker, Quantity Signed, int? Shard);

/// <summary>A market that paid.</summary>
/// <param name="YesPays">What one YES contract was paid; null where the venue does not say, and of a void.</param>
/// <param name="Revenue">
/// What the venue says the position was paid: a whole number of cents and at times zero, so never booked, only compared.
/// </param>
public sealed record VenueSettlement(
    string Ticker,
    MarketResult Result,
    Price? YesPays,
    Quantity YesCount,
    Quantity NoCount,
    Money? Revenue,
    Money? Fee,
    DateTimeOffset SettledAt,
    int? Shard);

/// <summary>Cash, exact to $0.0001, on each shard; the rounded total in cents is not read.</summary>
/// <param name="Total">The venue's own sum.</param>
/// <param name="Shards">By matching engine; a shard that was never funded is absent.</param>
public sealed record VenueBalances(Money Total, IReadOnlyDictionary<int, Money> Shards);
