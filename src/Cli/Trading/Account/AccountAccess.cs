using Dutchbook.Execution;
using Dutchbook.Kalshi;

namespace Dutchbook.Cli;

/// <summary>The configured account, for commands that read it or cancel in it.</summary>
internal sealed class AccountAccess : IDisposable
{
    private readonly VenueConnection venue;

    private AccountAccess(VenueConnection venue, KalshiRestClient client, TimeProvider clock)
    {
        (this.venue, Client) = (venue, client);
        Reader = new KalshiPortfolioReader(client, clock);
        Gateway = new KalshiOrderGateway(client, clock);
    }

    public VenueConnection Venue => venue;

    public KalshiRestClient Client { get; }

    public IPortfolioReader Reader { get; }

    public IOrderGateway Gateway { get; }

    public int Subaccount => Client.Subaccount;

    /// <exception cref="CommandFailure">There is no key, or it cannot be used.</exception>
    public static AccountAccess Open(Composition composition, Configuration configuration, TimeProvider clock)
    {
        if (!configuration.Kalshi.HasKey)
        {
            throw new CommandFailure(ExitCode.Usage, "No key is configured, so there is no account to ask.",
                ["Set kalshi.key_id and kalshi.private_key_path."]);
        }

        VenueConnection connection = composition.ConnectVenue(configuration.Kalshi, clock, null);
        return connection.Client is { } client
            ? new AccountAccess(connection, client, clock)
            : throw new CommandFailure(ExitCode.Usage, "This source has no account behind it.");
    }

    /// <exception cref="CommandFailure">A part of it cannot be read: a shorter list would be a wrong one.</exception>
    public async Task<AccountReading> ReadAsync(DateTimeOffset since, CancellationToken stop)
    {
        (AccountReading? reading, string reason) = await AccountReading.ReadAsync(Reader, Subaccount, since, stop);
        return reading ?? throw new CommandFailure(ExitCode.Failed, $"The account cannot be read whole: {reason}");
    }

    public void Dispose() => venue.Dispose();
}
