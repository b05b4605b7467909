using Dutchbook.Enrichment;

namespace Dutchbook.Cli;

/// <summary>
/// What the composition root decides and tests replace: the parts of commands that touch the outside world.
/// </summary>
internal sealed record Composition
{
    /// <summary>Opens the store of a home folder and says in words that it is sound; throws where it is not.</summary>
    public required Func<HomeFolder, string> OpenStorage { get; init; }

    /// <summary>Asks an exchange whether it is there and what time it has.</summary>
    public required IExchangeProbe Exchange { get; init; }

    /// <summary>Asks an exchange about the configured key.</summary>
    public Func<TimeProvider, IAccountProbe> Account { get; init; } = static clock => new AccountProbe(clock);

    /// <summary>Connects to an exchange for reading; with a folder, the raw pages are kept there.</summary>
    public Func<KalshiOptions, TimeProvider, string?, VenueConnection> ConnectVenue { get; init; } = VenueConnection.Live;

    /// <summary>Opens the outside sources of a configuration.</summary>
    public Func<SourceSettings, TimeProvider, SourceSet> OpenSources { get; init; } =
        static (settings, clock) => new SourceSet(settings, clock);

    /// <summary>The checks of `doctor`, in the order in which they are shown.</summary>
    public IReadOnlyList<IDoctorCheck> DoctorChecks(CommandScope scope, LoadedConfiguration loaded)
    {
        KalshiOptions? venue = loaded.Configuration?.Kalshi;
        IAccountProbe account = Account(scope.Clock);
        ExchangeContact contact = new(Exchange, scope.Clock, venue?.Endpoint);
        return
        [
            new ConfigurationCheck(scope.Home, loaded),
            new HomeCheck(scope.Home),
            new StorageCheck(scope.Home, OpenStorage),
            new KeyFileCheck(venue),
            new ReachabilityCheck(contact),
            new ClockCheck(contact),
            new KeyScopesCheck(venue, account, scope.Clock),
            new StreamCheck(venue, account),
            new EnrichmentCheck(scope.Home, loaded.Configuration?.Enrichment, OpenSources, scope.Clock),
            new ModelsCheck(loaded.Configuration, scope.Clock),
            new AlertsCheck(scope.Home, loaded.Configuration?.Alerts),
        ];
    }
}
