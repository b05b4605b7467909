using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>An order as the venue shows it. Price and side as in <see cref="OrderIntent"/>.</summary>
public sealed record VenueOrder
{
    public required string OrderId { get; init; }

    /// <summary>Empty where the venue does not say.</summary>
    public required string ClientOrderId { get; init; }

    public required string Ticker { get; init; }

    public required Side Side { get; init; }

    public required Price LimitPrice { get; init; }

    public required VenueOrderStatus Status { get; init; }

    public required Quantity Initial { get; init; }

    public required Quantity Filled { get; init; }

    /// <summary>What rests.</summary>
    public required Quantity Remaining { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public int? Shard { get; init; }
}

/// <summary>The venue's order states; an unknown word ends nothing.</summary>
public enum VenueOrderStatus
{
    Unknown = 0,
    Resting,
    Canceled,
    Executed,
}
