using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>One fill of one of the account's orders, the key of everything that is booked.</summary>
public sealed record VenueFill
{
    /// <summary>The venue's <c>fill_id</c>, which is its trade id: with the order it is booked once, however often it is told.</summary>
    public required string FillId { get; init; }

    public required string OrderId { get; init; }

    /// <summary>Only the stream tells it; empty elsewhere.</summary>
    public string ClientOrderId { get; init; } = "";

    public required string Ticker { get; init; }

    /// <summary>The side that was bought.</summary>
    public required Side Side { get; init; }

    /// <summary>What one contract of that side cost.</summary>
    public required Price Price { get; init; }

    public required Quantity Quantity { get; init; }

    /// <summary>What was charged, rounding included.</summary>
    public required Money Fee { get; init; }

    public required bool IsTaker { get; init; }

    public DateTimeOffset? At { get; init; }

    public int? Shard { get; init; }
}
