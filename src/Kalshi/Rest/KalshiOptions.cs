namespace Dutchbook.Kalshi;

/// <summary>Where the venue is read and, when a key is configured, with which key. A key belongs to one base URL.</summary>
public sealed record KalshiOptions(Uri BaseUrl)
{
    public static KalshiOptions Production { get; } = new(new Uri("https://external-api.kalshi.com/trade-api/v2"));

    public static KalshiOptions Demo { get; } = new(new Uri("https://external-api.demo.kalshi.co/trade-api/v2"));

    public string? KeyId { get; init; }

    /// <summary>A PEM file, PKCS#1 or PKCS#8. Only its path is kept here.</summary>
    public string? PrivateKeyPath { get; init; }

    /// <summary>
    /// The subaccount that every portfolio call names, 0 to 63; 0 is the primary one. It is always named, because the venue takes its
    /// absence for the primary account in some calls and for all accounts in others.
    /// </summary>
    public int Subaccount { get; init; }
}
