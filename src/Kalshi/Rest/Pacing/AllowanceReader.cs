using System.Text.Json;

namespace Dutchbook.Kalshi;

/// <summary>Asks the venue what a key may read, and at what cost.</summary>
internal static class AllowanceReader
{
    public const string Limits = "/account/limits";
    public const string EndpointCosts = "/account/endpoint_costs";

    private const int MostPerSecond = 1_000_000;

    /// <summary>Null when the venue does not say. Costs it does not say are the documented default.</summary>
    public static async Task<ReadAllowance?> AskAsync(Func<string, CancellationToken, Task<RawPage>> get, CancellationToken stop)
    {
        RawPage limits = await get(Limits, stop);
        if (ReadRate(limits) is not { } rate)
        {
            return null;
        }

        try
        {
            return new ReadAllowance(rate.WithSlack(), ReadCosts(await get(EndpointCosts, stop)));
        }
        catch (KalshiException)
        {
            return new ReadAllowance(rate.WithSlack(), Kalshi.EndpointCosts.Documented);
        }
    }

    public static TokenRate? ReadRate(RawPage page)
    {
        try
        {
            BucketWire? read = JsonSerializer.Deserialize(page.Body.Span, WireJson.Default.AccountLimitsWire)?.Read;
            return Tokens(read?.RefillRate) is { } refill && Tokens(read?.BucketCapacity) is { } capacity
                ? new TokenRate(refill, capacity)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static EndpointCosts ReadCosts(RawPage page)
    {
        try
        {
            EndpointCostsWire? wire = JsonSerializer.Deserialize(page.Body.Span, WireJson.Default.EndpointCostsWire);
            IEnumerable<EndpointCostWire> known = (wire?.EndpointCosts ?? []).Where(static item =>
                item is { Method: not null, Path: not null, Cost: >= 0 and <= MostPerSecond });
            return new EndpointCosts(
                Tokens(wire?.DefaultCost) ?? TokenRate.DefaultCost,
                known.Select(static item => (item.Method!, item.Path!, (int)decimal.Ceiling(item.Cost!.Value))));
        }
        catch (JsonException)
        {
            return Kalshi.EndpointCosts.Documented;
        }
    }

    // Less than one whole token a second is not a rate we could keep; more than a million is not a rate.
    private static int? Tokens(decimal? value) => value is >= 1 and <= MostPerSecond ? (int)decimal.Floor(value.Value) : null;
}
