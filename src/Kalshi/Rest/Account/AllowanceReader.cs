namespace Dutchbook.Kalshi;

/// <summary>Reads what a key may send, and at what cost.</summary>
internal static class AllowanceReader
{
    public const string LimitsTarget = "/account/limits";
    public const string CostsTarget = "/account/endpoint_costs";

    private const int Most = 1_000_000;

    /// <summary>Null when the venue does not say. Costs it does not say are the documented default.</summary>
    public static async Task<ReadAllowance?> AskAsync(Func<string, CancellationToken, Task<RawPage>> get, CancellationToken stop)
    {
        AccountLimits limits = ReadLimits(await get(LimitsTarget, stop));
        if (limits.Read is not { } rate)
        {
            return null;
        }

        TokenRate? write = limits.Write?.WithSlack();

        try
        {
            return new ReadAllowance(rate.WithSlack(), write, ReadCosts(await get(CostsTarget, stop)));
        }
        catch (KalshiException)
        {
            return new ReadAllowance(rate.WithSlack(), write, EndpointCosts.Documented);
        }
    }

    public static AccountLimits ReadLimits(RawPage page)
    {
        AccountLimitsWire wire = WireReader.Read(page, WireJson.Default.AccountLimitsWire);
        return new AccountLimits(wire.UsageTier ?? "", Rate(wire.Read), Rate(wire.Write));
    }

    public static EndpointCosts ReadCosts(RawPage page)
    {
        EndpointCostsWire wire = WireReader.Read(page, WireJson.Default.EndpointCostsWire);
        IEnumerable<EndpointCostWire> known = (wire.EndpointCosts?.Good ?? []).Select(static entry => entry.Item)
            .Where(static item => item.Cost is >= 0 and <= Most);
        return new EndpointCosts(
            Tokens(wire.DefaultCost) ?? TokenRate.DefaultCost,
            known.Select(static item => (item.Method, item.Path, (int)decimal.Ceiling(item.Cost))));
    }

    private static TokenRate? Rate(BucketWire? wire) =>
        Tokens(wire?.RefillRate) is { } refill && Tokens(wire?.BucketCapacity) is { } capacity ? new TokenRate(refill, capacity) : null;

    // Less than one whole token a second is not a rate we could keep; more than a million is not a rate.
    private static int? Tokens(decimal? value) => value is >= 1 and <= Most ? (int)decimal.Floor(value.Value) : null;
}
