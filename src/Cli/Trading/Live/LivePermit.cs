using Dutchbook.Execution;

namespace Dutchbook.Cli;

/// <summary>What must be so before an order goes to an exchange, apart from the wish to send it.</summary>
/// <param name="Fence">How long an order without an answer is waited for before its absence counts.</param>
internal sealed record LivePermit(Fence Fence)
{
    /// <exception cref="CommandFailure">Something is missing; the message says what, and how it is had.</exception>
    public static LivePermit Require(Configuration configuration)
    {
        if (configuration.Trading.DryRun)
        {
            throw new CommandFailure(ExitCode.Usage, "trading.dry_run is true, so nothing is sent.",
                ["Write `dry_run: false` under `trading:` in config.yaml to trade for real, or leave out --live."]);
        }

        if (!configuration.Kalshi.HasKey)
        {
            throw new CommandFailure(ExitCode.Usage, "Trading for real needs a key.",
                ["Set kalshi.key_id and kalshi.private_key_path; `dutchbook doctor` then says whether the key may trade."]);
        }

        if (!IsPlay(configuration.Kalshi.Endpoint))
        {
            throw new CommandFailure(ExitCode.Failed, $"{configuration.Kalshi.Endpoint.Host} is the exchange with real money.",
                ["Orders are sent only to Kalshi's demo exchange and to a sandbox on this machine."]);
        }

        return new LivePermit(new Fence());
    }

    /// <summary>Kalshi's demo exchange and a sandbox on this machine: nothing there is worth anything.</summary>
    public static bool IsPlay(Uri address) => address.IsLoopback || KalshiHosts.EnvironmentOf(address) == KalshiEnvironment.Demo;
}
