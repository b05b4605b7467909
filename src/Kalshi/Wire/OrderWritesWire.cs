using System.Text.Json.Serialization;

namespace Dutchbook.Kalshi;

/// <summary>An error inside an answer.</summary>
internal sealed record ErrorWire
{
    public string? Code { get; init; }

    public string? Message { get; init; }

    public string? Details { get; init; }
}

/// <summary>The answer to POST /portfolio/events/orders, or one item of the answer to a batch of them.</summary>
internal sealed record CreatedOrderWire
{
    public string? OrderId { get; init; }

    public string? ClientOrderId { get; init; }

    public string? FillCount { get; init; }

    public string? RemainingCount { get; init; }

    public string? AverageFillPrice { get; init; }

    public string? AverageFeePaid { get; init; }

    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public long? TsMs { get; init; }

    public ErrorWire? Error { get; init; }
}

/// <summary>The answer to POST /portfolio/events/orders/batched.</summary>
internal sealed record CreatedOrdersWire
{
    public required Items<CreatedOrderWire>? Orders { get; init; }
}

/// <summary>
/// The answer to DELETE /portfolio/events/orders/{order_id}, or one item of the answer to a batch of them.
/// </summary>
internal sealed record CanceledOrderWire
{
    public string? OrderId { get; init; }

    public string? ClientOrderId { get; init; }

    public string? ReducedBy { get; init; }

    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public long? TsMs { get; init; }

    public ErrorWire? Error { get; init; }
}

/// <summary>The answer to DELETE /portfolio/events/orders/batched.</summary>
internal sealed record CanceledOrdersWire
{
    public required Items<CanceledOrderWire>? Orders { get; init; }
}

/// <summary>The answer to POST /portfolio/events/orders/{order_id}/amend or /decrease.</summary>
internal sealed record ChangedOrderWire
{
    public string? OrderId { get; init; }

    public string? ClientOrderId { get; init; }

    public string? FillCount { get; init; }

    public string? RemainingCount { get; init; }

    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public long? TsMs { get; init; }
}
