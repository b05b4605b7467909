namespace Dutchbook.Kalshi;

/// <summary>GET /portfolio/order_groups: https://docs.kalshi.com/api-reference/order-groups/get-order-groups.</summary>
internal sealed record OrderGroupsWire
{
    public Items<OrderGroupWire>? OrderGroups { get; init; }
}

internal sealed record OrderGroupWire
{
    public required string Id { get; init; }

    public string? ContractsLimitFp { get; init; }

    public required bool IsAutoCancelEnabled { get; init; }

    public int? ExchangeIndex { get; init; }
}

/// <summary>GET /portfolio/order_groups/{order_group_id}.</summary>
internal sealed record OneOrderGroupWire
{
    public required bool IsAutoCancelEnabled { get; init; }

    public string? ContractsLimitFp { get; init; }

    public required IReadOnlyList<string>? Orders { get; init; }

    public int? ExchangeIndex { get; init; }
}

/// <summary>The answer to POST /portfolio/order_groups/create.</summary>
internal sealed record CreatedGroupWire
{
    public string? OrderGroupId { get; init; }

    public int? Subaccount { get; init; }
}
