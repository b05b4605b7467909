using Dutchbook.Ingestion;

namespace Dutchbook.Cli;

/// <summary>
/// A command's turn at the desk: the permit where it is for real, the home to itself, the venue, the desk, and at the end the alerts
/// that it raised.
/// </summary>
internal sealed class DeskVisit : IAsyncDisposable
{
    private readonly CommandScope _scope;
    private readonly Configuration _configuration;
    private readonly InstanceLock _alone;
    private readonly bool _isLive;
    private AlertSession? _alerts;
    private TradingDesk? _desk;

    private DeskVisit(CommandScope scope, Configuration configuration, InstanceLock alone, VenueConnection venue, bool isLive) =>
        (_scope, _configuration, _alone, Venue, _isLive) = (scope, configuration, alone, venue, isLive);

    public VenueConnection Venue { get; }

    /// <summary>Takes the home, and the way to the venue; the desk is opened when it is needed.</summary>
    /// <exception cref="CommandFailure">It may not be for real, or somebody else has the home; the message says what to do.</exception>
    public static DeskVisit Begin(CommandScope scope, Configuration configuration, Composition composition, bool isLive)
    {
        if (isLive)
        {
            LivePermit.Require(scope, configuration);
        }

        InstanceLock alone = InstanceLock.Take(scope.Home);
        try
        {
            return new DeskVisit(
                scope, configuration, alone, composition.ConnectVenue(configuration.Kalshi, scope.Clock, null), isLive);
        }
        catch
        {
            alone.Dispose();
            throw;
        }
    }

    /// <summary>The desk, once its books agree with the account.</summary>
    /// <exception cref="CommandFailure">It cannot be opened; the message says why and what to do.</exception>
    public async Task<TradingDesk> OpenAsync(CancellationToken cancellation)
    {
        _alerts = _configuration.Alerts.Enabled ? AlertSession.Open(_scope, _configuration.Alerts) : null;
        return _desk = await DeskDoor.OpenAsync(_scope, _configuration, Venue, _isLive, _alerts?.Desk, feed: null, cancellation);
    }

    /// <summary>Sends what the desk had to tell people; what cannot be sent now waits in the outbox.</summary>
    public Task DeliverAsync(CancellationToken cancellation) => _alerts?.Desk.DeliverAsync(cancellation) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_desk is not null)
        {
            await _desk.DisposeAsync();
        }

        _alerts?.Dispose();
        Venue.Dispose();
        _alone.Dispose();
    }
}
