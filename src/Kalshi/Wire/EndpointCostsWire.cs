namespace Dutchbook.Kalshi;

/// <summary>GET /account/endpoint_costs: only endpoints whose cost differs from the default are listed.</summary>
internal sealed record EndpointCostsWire
{
    public decimal? DefaultCost { get; init; }

    public Items<EndpointCostWire>? EndpointCosts { get; init; }
}

internal sealed record EndpointCostWire
{
    public required string Method { get; init; }

    public required string Path { get; init; }

    public required decimal Cost { get; init; }
}
