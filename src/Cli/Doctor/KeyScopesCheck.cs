using Dutchbook.Kalshi;

namespace Dutchbook.Cli;

/// <summary>The key may do what is wanted of it and no more: a key that can move money is worth stealing.</summary>
internal sealed class KeyScopesCheck(KalshiOptions? options, IAccountProbe probe, TimeProvider clock) : IDoctorCheck
{
    private static readonly TimeSpan SoonLapsing = TimeSpan.FromDays(7);

    public string Name => "key scopes";

    public async Task<DoctorFinding> Run(CancellationToken cancellation)
    {
        if (options is null)
        {
            return DoctorFinding.NotChecked();
        }

        if (!options.HasKey)
        {
            return DoctorFinding.Ok("no key is configured: public market data only");
        }

        ApiKeys keys;
        try
        {
            keys = await probe.ReadKeys(options, cancellation);
        }
        catch (KalshiException problem)
        {
            return DoctorFinding.Failed($"the exchange does not say what the key may do: {problem.Message}",
                "check kalshi.key_id, the key file, kalshi.environment and the clock");
        }

        return keys.Keys.FirstOrDefault(key => key.Id == options.KeyId) is not { } own
            ? DoctorFinding.Warning("the exchange does not list the key", "check kalshi.key_id and kalshi.environment")
            : Judge(own, keys.RegionExpiresAt);
    }

    private DoctorFinding Judge(ApiKey key, DateTimeOffset? regionExpires)
    {
        string scopes = key.Scopes.Count == 0 ? "none" : string.Join(", ", key.Scopes);
        if (key.Subaccount is { } only && only != options!.Subaccount)
        {
            return DoctorFinding.Failed($"the key is bound to subaccount {only}, and kalshi.subaccount is {options.Subaccount}",
                $"set kalshi.subaccount to {only}, or use another key");
        }

        if (!key.Scopes.Contains("read", StringComparer.Ordinal))
        {
            return DoctorFinding.Failed($"the key may not read: {scopes}", "make a key with the scopes read and write::trade");
        }

        if (key.Scopes.FirstOrDefault(static scope => scope is "write" or "write::transfer") is { } tooMuch)
        {
            return DoctorFinding.Warning($"the key may move money ({tooMuch})",
                "make a key with the scopes read and write::trade, and delete this one");
        }

        if (regionExpires <= clock.GetUtcNow())
        {
            return DoctorFinding.Warning(
                "the location attestation of the account has lapsed: sports, elections and entertainment cannot be traded",
                "attest the location at kalshi.com");
        }

        if (regionExpires - clock.GetUtcNow() <= SoonLapsing)
        {
            return DoctorFinding.Warning(
                FormattableString.Invariant($"the location attestation of the account lapses {regionExpires:yyyy-MM-dd HH:mm} UTC"),
                "attest the location at kalshi.com: without it sports, elections and entertainment cannot be traded");
        }

        return DoctorFinding.Ok(key.Scopes.Any(static scope => scope == "write::trade")
            ? $"reads and trades, and cannot move money: {scopes}"
            : $"reads only: {scopes}");
    }
}
