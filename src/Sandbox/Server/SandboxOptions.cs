namespace Dutchbook.Sandbox;

/// <summary>How a sandbox exchange behaves.</summary>
public sealed record SandboxOptions
{
    /// <summary>The loopback port; 0 takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>The exchange's clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How far a signed request's timestamp may lie from the exchange's clock.</summary>
    public TimeSpan SignatureWindow { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The simulated traders; null leaves the market to the clients.</summary>
    public CrowdOptions? Crowd { get; init; }

    /// <summary>How late the reads of an account are: they show its state of so long ago.</summary>
    public TimeSpan ReadLag { get; init; }

    /// <summary>How much the funded customer may ask; without a key nobody is counted.</summary>
    public UsageTier Tier { get; init; } = UsageTier.Basic;

    /// <summary>The funded customer's cash on each of the exchange's four shards, in dollars.</summary>
    public long FundingPerShard { get; init; } = 10_000;

    /// <summary>The funded customer's key pair, in PEM; null makes one.</summary>
    public string? PrivateKeyPem { get; init; }

    /// <summary>How much may wait for a client of the WebSocket before its subscriptions end with error 25.</summary>
    public long FeedBufferBytes { get; init; } = 4_000_000;

    public int MostMarketsPerSubscription { get; init; } = 10_000;

    /// <summary>How often the WebSocket pings its clients.</summary>
    public TimeSpan PingEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The form of errors.</summary>
    public ErrorShape Errors { get; init; }

    /// <summary>
    /// What goes wrong with a request, or null for nothing; asked once for every request, in order of arrival.
    /// </summary>
    public Func<SandboxRequest, Fault?>? Faults { get; init; }

    /// <summary>Behaviours of the venue that nobody has proven, switched the other way.</summary>
    public VenueQuirks Quirks { get; init; } = new();

    /// <summary>What goes wrong by chance or at stated occasions; it can be changed while the exchange runs.</summary>
    public FaultPlan FaultPlan { get; init; } = FaultPlan.None;
}

/// <summary>A request as a fault script sees it: the path below /trade-api/v2, and how many came before it.</summary>
/// <param name="Path">Without the /trade-api/v2 prefix, such as /markets.</param>
/// <param name="Query">With its leading question mark, or empty.</param>
/// <param name="Number">Counted from 1 over the life of the server.</param>
/// <param name="NumberOnPath">Counted from 1 for this path.</param>
/// <param name="Method">In capitals.</param>
public sealed record SandboxRequest(string Path, string Query, int Number, int NumberOnPath, string Method = "GET");
