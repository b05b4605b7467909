namespace Dutchbook.Kalshi;

/// <summary>GET /account/endpoint_costs: only endpoints whose cost differs from the default are listed.</summary>
internal sealed record EndpointCostsWire
{
    public decimal? DefaultCost { get; init; }

    public IReadOnlyList<EndpointCostWire>? EndpointCosts { get; init; }
}

internal sealed record EndpointCostWire
{
    public string? Method { get; init; }

    public string? Path { get; init; }

    public decimal? Cost { get; init; }
}
