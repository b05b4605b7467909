namespace Dutchbook.Cli;

/// <summary>
/// The exchange's addresses (Kalshi's API documentation, "API environments"). A signed request to any other host would
/// hand a stranger a usable signature, so the list is closed: kalshi.com is production, kalshi.co is demo, and a
/// loopback address is a sandbox on this machine.
/// </summary>
internal static class KalshiHosts
{
    public const string Production = "https://external-api.kalshi.com/trade-api/v2";
    public const string Demo = "https://external-api.demo.kalshi.co/trade-api/v2";

    /// <summary>Switched off; the address in the original brief.</summary>
    public const string Dead = "trading-api.kalshi.com";

    private const string Root = "/trade-api/v2";

    public static string Current(KalshiEnvironment environment) => environment switch
    {
        KalshiEnvironment.Demo => Demo,
        KalshiEnvironment.Production => Production,
    };

    public static bool IsDead(Uri address) => string.Equals(address.IdnHost, Dead, StringComparison.OrdinalIgnoreCase);

    /// <summary>The exchange a host belongs to; null for this machine, which can play either.</summary>
    public static KalshiEnvironment? EnvironmentOf(Uri address) => address switch
    {
        _ when Under(address, "kalshi.co") => KalshiEnvironment.Demo,
        _ when Under(address, "kalshi.com") => KalshiEnvironment.Production,
        _ => null,
    };

    /// <summary>Why this address is not accepted, or null.</summary>
    public static ValueProblem? Check(string text, out Uri? address)
    {
        const string Mend = $"write {Production} or {Demo}, or delete the line";
        if (!Uri.TryCreate(text, UriKind.Absolute, out address) || address.Scheme is not ("https" or "http"))
        {
            return new ValueProblem("this is not a web address", Mend);
        }

        if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            return new ValueProblem("the address must be only scheme, host and path", Mend);
        }

        if (address.IsLoopback)
        {
            return null;
        }

        if (EnvironmentOf(address) is null)
        {
            return new ValueProblem($"the host {SettingValue.Quote(address.IdnHost)} does not belong to Kalshi", Mend);
        }

        return address.Scheme == "https" && address.IsDefaultPort && address.AbsolutePath.TrimEnd('/') == Root
            ? null
            : new ValueProblem($"Kalshi's addresses start with https, have no port and end in {Root}", Mend);
    }

    private static bool Under(Uri address, string domain) =>
        string.Equals(address.IdnHost, domain, StringComparison.OrdinalIgnoreCase)
        || address.IdnHost.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);
}
