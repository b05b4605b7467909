using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>Names one order where the venue needs to find it.</summary>
/// <param name="Ticker">Its market: without it or the shard, shard 0 alone is searched.</param>
/// <param name="ExchangeIndex">The market's own shard, where it is known.</param>
public sealed record OrderPlace(string OrderId, string Ticker, int? ExchangeIndex = null);

/// <summary>
/// Another price or size for a resting order. It goes to the back of the queue unless only its size shrinks.
/// </summary>
public sealed record Amendment
{
    public required OrderPlace Order { get; init; }

    public required BookSide Side { get; init; }

    public required Price YesPrice { get; init; }

    /// <summary>The whole size, what is filled already included.</summary>
    public required Quantity Count { get; init; }

    public string? ClientOrderId { get; init; }

    public string? NewClientOrderId { get; init; }
}

/// <summary>A smaller size for a resting order, which keeps its place in the queue.</summary>
public sealed record Decrease
{
    private Decrease(OrderPlace order, Quantity? by, Quantity? to) => (Order, ReduceBy, ReduceTo) = (order, by, to);

    public OrderPlace Order { get; }

    public Quantity? ReduceBy { get; }

    public Quantity? ReduceTo { get; }

    public static Decrease By(OrderPlace order, Quantity count) => new(order, count, to: null);

    public static Decrease To(OrderPlace order, Quantity count) => new(order, by: null, count);
}
