namespace Dutchbook.Kalshi;

/// <summary>
/// What this key may send and what it costs: <c>/account</c>, and what it may do: <c>/api_keys</c>. All but the costs need a key.
/// </summary>
public sealed class AccountEndpoints
{
    private readonly PatientSender _sender;

    internal AccountEndpoints(PatientSender sender) => _sender = sender;

    /// <exception cref="KalshiException">Without a key, or where the venue does not say.</exception>
    public async Task<AccountLimits> GetLimits(CancellationToken stop) =>
        AllowanceReader.ReadLimits(await _sender.GetAsync(AllowanceReader.LimitsTarget, stop));

    /// <exception cref="KalshiException">Without a key, or where the venue does not say.</exception>
    public async Task<ApiKeys> GetKeys(CancellationToken stop)
    {
        RawPage page = await _sender.GetAsync("/api_keys", stop);
        ApiKeysWire wire = WireReader.Read(page, WireJson.Default.ApiKeysWire);
        return PortfolioReading.Guard(page, () => new ApiKeys(
            [.. (wire.ApiKeys?.Good ?? []).Select(static key =>
                new ApiKey(Field.Need(key.Item.ApiKeyId, "api_key_id"), key.Item.Scopes, key.Item.Subaccount))],
            wire.ApiKeyRegionExpirationTs is { } seconds ? Field.FromUnixSeconds(seconds, "api_key_region_expiration_ts") : null));
    }

    /// <exception cref="KalshiException">The venue does not say.</exception>
    public async Task<EndpointCosts> GetEndpointCosts(CancellationToken stop) =>
        AllowanceReader.ReadCosts(await _sender.GetAsync(AllowanceReader.CostsTarget, stop));
}
