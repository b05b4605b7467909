using Dutchbook.Execution;

namespace Dutchbook.Cli;

/// <summary>What must be so before an order goes to an exchange, apart from the wish to send it.</summary>
/// <param name="Fence">How long an order without an answer is waited for before its absence counts.</param>
internal sealed record LivePermit(Fence Fence)
{
    /// <summary>Everything: the settings, and where real money is, the typed word and the measurements of the exchange.</summary>
    /// <exception cref="CommandFailure">Something is missing; the message says what, and how it is had.</exception>
    public static LivePermit Require(CommandScope scope, Configuration configuration)
    {
        Require(configuration);
        Uri exchange = configuration.Kalshi.Endpoint;
        ConformanceResult? measured = ConformanceResult.Find(scope.Home, exchange, out string problem);
        if (!IsPlay(exchange))
        {
            RequireArming(scope, configuration);
            if (measured is null)
            {
                throw new CommandFailure(ExitCode.Failed, "How the exchange behaves was not measured yet, and real money demands it.",
                    [problem.Length > 0 ? problem : "`dutchbook conformance --env demo` does it with your key of the demo exchange, for a few cents."]);
            }

            if (measured.Objections is [string first, ..])
            {
                throw new CommandFailure(ExitCode.Failed, $"The exchange behaved as live trading must not rely on: {first}.", measured.Objections);
            }
        }

        return new LivePermit(measured?.Fence ?? new Fence());
    }

    /// <summary>What the configuration alone must say.</summary>
    /// <exception cref="CommandFailure">Something is missing; the message says what, and how it is had.</exception>
    public static void Require(Configuration configuration)
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
    }

    /// <summary>Kalshi's demo exchange and a sandbox on this machine: nothing there is worth anything.</summary>
    public static bool IsPlay(Uri address) => address.IsLoopback || KalshiHosts.EnvironmentOf(address) == KalshiEnvironment.Demo;

    private static void RequireArming(CommandScope scope, Configuration configuration)
    {
        Arming? arming = HomeRecord.Read<Arming>(Arming.PathIn(scope.Home), out string problem);
        string? whyNot = problem.Length > 0 ? problem
            : arming is null ? "nobody armed it"
            : arming.WhyNot(configuration, scope.Clock.GetUtcNow());
        if (whyNot is not null)
        {
            throw new CommandFailure(ExitCode.Failed, $"{configuration.Kalshi.Endpoint.Host} is the exchange with real money, and {whyNot}.",
                ["`dutchbook arm --for 7d` shows account and limits and asks for a typed confirmation."]);
        }
    }
}
