using System.Text.Json.Serialization;

namespace Dutchbook.Kalshi;

/// <summary>GET /series/fee_changes: https://docs.kalshi.com/api-reference/exchange/get-series-fee-changes.</summary>
internal sealed record SeriesFeeChangesWire
{
    public required Items<SeriesFeeChangeWire>? SeriesFeeChangeArr { get; init; }
}

internal sealed record SeriesFeeChangeWire
{
    public required string SeriesTicker { get; init; }

    public string? FeeType { get; init; }

    [JsonConverter(typeof(NumberText))]
    public string? FeeMultiplier { get; init; }

    public required string ScheduledTs { get; init; }
}

/// <summary>GET /events/fee_changes: https://docs.kalshi.com/api-reference/events/get-event-fee-changes.</summary>
internal sealed record EventFeeChangesWire
{
    public required Items<EventFeeChangeWire>? EventFeeChanges { get; init; }
}

/// <summary>Overrides that are null end; those that are not there are unknown.</summary>
internal sealed record EventFeeChangeWire
{
    public required string EventTicker { get; init; }

    public required string? FeeTypeOverride { get; init; }

    [JsonConverter(typeof(NumberText))]
    public required string? FeeMultiplierOverride { get; init; }

    public required string ScheduledTs { get; init; }
}
