namespace Dutchbook.Sandbox;

/// <summary>What an account is opened with.</summary>
public sealed record AccountTerms
{
    public UsageTier Tier { get; init; } = UsageTier.Basic;

    /// <summary>Dollars on each shard that is funded.</summary>
    public long FundingPerShard { get; init; } = 10_000;

    /// <summary>The shards that get cash; null for all. An order on another one is refused.</summary>
    public IReadOnlyList<int>? Shards { get; init; }

    /// <summary>NO positions in one exclusive event give back what they are sure to be paid.</summary>
    public bool ReturnsCollateral { get; init; }

    public IReadOnlyList<string> Scopes { get; init; } = KeyScopes.Full;

    /// <summary>The key pair to use; null makes one.</summary>
    public string? PrivateKeyPem { get; init; }
}

/// <summary>An API key with its private half in PEM, and the user it belongs to.</summary>
public sealed record SandboxKey(string KeyId, string PrivateKeyPem, string UserId)
{
    /// <summary>Without the private half.</summary>
    public override string ToString() => $"key {KeyId} of {UserId}";
}
