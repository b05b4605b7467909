namespace Dutchbook.Kalshi;

/// <summary>What this key may send and what it costs: <c>/account</c>. The limits need a key, the costs do not.</summary>
public sealed class AccountEndpoints
{
    private readonly PatientSender _sender;

    internal AccountEndpoints(PatientSender sender) => _sender = sender;

    /// <exception cref="KalshiException">Without a key, or where the venue does not say.</exception>
    public async Task<AccountLimits> GetLimits(CancellationToken stop) =>
        AllowanceReader.ReadLimits(await _sender.GetAsync(AllowanceReader.LimitsTarget, stop));

    /// <exception cref="KalshiException">The venue does not say.</exception>
    public async Task<EndpointCosts> GetEndpointCosts(CancellationToken stop) =>
        AllowanceReader.ReadCosts(await _sender.GetAsync(AllowanceReader.CostsTarget, stop));
}
