using Dutchbook.Domain;

namespace Dutchbook.Cli;

/// <summary>
/// Which of Kalshi's two separate exchanges; their keys, prices and money have nothing to do with each other.
/// </summary>
internal enum KalshiEnvironment
{
    Demo,
    Production,
}

/// <summary>The exchange and the account on it.</summary>
[Section("The exchange and the account on it. Market data needs no key.")]
[RetiredKey("email", "Kalshi has no login by email and password any more, so this is not used",
    "make an API key at kalshi.com and set kalshi.key_id and kalshi.private_key_path")]
[RetiredKey("password", "Kalshi has no login by email and password any more, so this is not used",
    "delete it, also from .env; kalshi.private_key_path takes its place")]
internal sealed record KalshiOptions
{
    [Setting("Which exchange: `demo` (play money) or `production`. A key belongs to one of them, so it must be said "
        + "here or by `base_url` as soon as there is a key.")]
    public KalshiEnvironment Environment { get; init; } = KalshiEnvironment.Production;

    [Setting("The id of the API key.", Example = "${KALSHI_KEY_ID}", Secret = true)]
    public string? KeyId { get; init; }

    [Setting("The file with the private key of that API key, in PEM.", Example = "${KALSHI_PRIVATE_KEY_PATH}",
        IsPath = true)]
    public string? PrivateKeyPath { get; init; }

    [Setting("The subaccount to trade on; 0 is the primary one.", Min = "0", Max = "63")]
    public int Subaccount { get; init; }

    [Setting("Whether the account is a direct member of the exchange or comes through a broker: fees are rounded "
        + "differently.")]
    public MemberKind Member { get; init; } = MemberKind.Direct;

    [Setting("Another address of the same exchange. Only hosts under kalshi.com (production) and kalshi.co (demo) and "
        + "this machine itself are accepted.", Example = "https://external-api.kalshi.com/trade-api/v2")]
    public string? BaseUrl { get; init; }

    /// <summary>The address requests go to.</summary>
    public Uri Endpoint => new(BaseUrl ?? KalshiHosts.Current(Environment));

    /// <summary>Both halves of a key are configured, so that requests can be signed.</summary>
    public bool HasKey => KeyId is not null && PrivateKeyPath is not null;
}
