namespace Dutchbook.Kalshi;

/// <summary>GET /account/limits: https://docs.kalshi.com/api-reference/account/get-account-api-limits.</summary>
internal sealed record AccountLimitsWire
{
    public string? UsageTier { get; init; }

    public BucketWire? Read { get; init; }

    public BucketWire? Write { get; init; }
}

internal sealed record BucketWire
{
    public decimal? RefillRate { get; init; }

    public decimal? BucketCapacity { get; init; }
}
