namespace Dutchbook.Kalshi;

/// <summary>What a key may do.</summary>
/// <param name="Scopes">The venue's words, such as <c>read</c> and <c>write::trade</c>.</param>
/// <param name="Subaccount">The only subaccount it may use; null for all.</param>
public sealed record ApiKey(string Id, IReadOnlyList<string> Scopes, int? Subaccount);

/// <summary>The keys of the account.</summary>
/// <param name="RegionExpiresAt">
/// Until when the account's location is attested; after it keys cannot trade sports, elections and entertainment. Null
/// when it never was, or the venue does not say.
/// </param>
public sealed record ApiKeys(IReadOnlyList<ApiKey> Keys, DateTimeOffset? RegionExpiresAt);
