namespace Dutchbook.Kalshi;

/// <summary>GET /multivariate_event_collections; the venue still calls them contracts here.</summary>
internal sealed record CollectionsWire
{
    public required Items<CollectionWire>? MultivariateContracts { get; init; }
}

/// <summary>GET /multivariate_event_collections/{collection_ticker}.</summary>
internal sealed record OneCollectionWire
{
    public required CollectionWire MultivariateContract { get; init; }
}

internal sealed record CollectionWire
{
    public required string CollectionTicker { get; init; }

    public string? SeriesTicker { get; init; }

    public string? Title { get; init; }

    public string? Description { get; init; }

    public string? OpenDate { get; init; }

    public string? CloseDate { get; init; }

    public required IReadOnlyList<AssociatedEventWire>? AssociatedEvents { get; init; }

    public bool? IsOrdered { get; init; }

    public int? SizeMin { get; init; }

    public int? SizeMax { get; init; }

    public string? FunctionalDescription { get; init; }

    public int? ExchangeIndex { get; init; }
}

internal sealed record AssociatedEventWire
{
    public required string Ticker { get; init; }

    public bool? IsYesOnly { get; init; }

    public int? SizeMin { get; init; }

    public int? SizeMax { get; init; }
}
