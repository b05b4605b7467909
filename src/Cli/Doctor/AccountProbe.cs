using System.Net.WebSockets;
using Dutchbook.Kalshi;

namespace Dutchbook.Cli;

/// <summary>What an exchange says of the configured key, and whether its stream opens for it.</summary>
internal interface IAccountProbe
{
    /// <exception cref="KalshiException">The exchange does not say.</exception>
    Task<ApiKeys> ReadKeys(KalshiOptions options, CancellationToken cancellation);

    /// <summary>Why the stream cannot be had; null where it can.</summary>
    Task<string?> OpenStream(KalshiOptions options, CancellationToken cancellation);
}

/// <summary>Asks the exchange itself.</summary>
internal sealed class AccountProbe(TimeProvider clock) : IAccountProbe
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(10);

    public async Task<ApiKeys> ReadKeys(KalshiOptions options, CancellationToken cancellation)
    {
        using KalshiRestClient client = new(
            Venue(options), clock, Random.Shared, retries: new RetryPolicy { MostAttempts = 1, AttemptTimeout = patience });
        return await client.Account.GetKeys(cancellation);
    }

    public async Task<string?> OpenStream(KalshiOptions options, CancellationToken cancellation)
    {
        try
        {
            await LiveFeed.TryOpenAsync(Venue(options), clock, cancellation);
            return null;
        }
        catch (Exception problem) when (
            problem is WebSocketException or HttpRequestException or KalshiException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return problem is OperationCanceledException ? $"no answer within {patience.TotalSeconds:0} seconds" : problem.Message;
        }
    }

    private static Dutchbook.Kalshi.KalshiOptions Venue(KalshiOptions options) => new(options.Endpoint)
    {
        KeyId = options.KeyId,
        PrivateKeyPath = options.PrivateKeyPath,
        Subaccount = options.Subaccount,
    };
}
