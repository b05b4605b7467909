using Dutchbook.Alerts;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Kalshi;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>Opens the desk of a home folder: its journal, its kill switch, and paper or the exchange behind it.</summary>
internal static class DeskDoor
{
    /// <summary>Paper dollars on each of the venue's shards.</summary>
    public static Money Bankroll { get; } = Money.FromDollars(1_000);

    /// <param name="scope">The command; the home's instance lock is taken before.</param>
    /// <param name="configuration">Limits, account and exchange.</param>
    /// <param name="venue">A live connection; it stays the caller's.</param>
    /// <param name="isLive">Orders go to the exchange, if everything that demands is there.</param>
    /// <param name="alerts">Where people are told; null where no alerts are configured.</param>
    /// <param name="feed">A private stream that somebody else holds; null opens one for a live desk.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <param name="waits">Until the books agree with the account; else the gate lets nothing begin until they do.</param>
    /// <exception cref="CommandFailure">It cannot be opened; the message says why and what to do.</exception>
    public static async Task<TradingDesk> OpenAsync(
        CommandScope scope,
        Configuration configuration,
        VenueConnection venue,
        bool isLive,
        AlertDesk? alerts,
        IPrivateFeed? feed,
        CancellationToken cancellation,
        bool waits = true)
    {
        LivePermit? permit = isLive ? LivePermit.Require(scope, configuration) : null;
        TradingDesk desk = await MakeAsync(scope, configuration, venue, permit?.Fence, alerts, feed, cancellation);
        try
        {
            await desk.OpenAsync(cancellation);
            await (waits ? desk.ReadyAsync(cancellation) : Task.CompletedTask);
            return desk;
        }
        catch
        {
            await desk.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a desk that is not started yet.</summary>
    /// <param name="scope">The command; the home's instance lock is taken before.</param>
    /// <param name="configuration">Limits, account and exchange.</param>
    /// <param name="venue">A live connection; it stays the caller's.</param>
    /// <param name="fence">Of an exchange; null for paper.</param>
    /// <param name="alerts">Where people are told; null where no alerts are configured.</param>
    /// <param name="feed">A private stream that somebody else holds; null opens one for a live desk.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <exception cref="CommandFailure">It cannot be made; the message says why and what to do.</exception>
    public static async Task<TradingDesk> MakeAsync(
        CommandScope scope,
        Configuration configuration,
        VenueConnection venue,
        Fence? fence,
        AlertDesk? alerts,
        IPrivateFeed? feed,
        CancellationToken cancellation)
    {
        ConfiguredHaltFlag flag = new(new FileHaltFlag(scope.Home.HaltFile), configuration.Trading.KillSwitch);
        DeskEvents events = new(scope.Log, alerts, isPaper: fence is null);
        SqliteJournal journal = OpenJournal(scope, isPaper: fence is null);
        DeskVenue? place = null;
        try
        {
            JournalContent content = journal.Load();
            place = fence is null
                ? DeskVenue.OnPaper(venue.Markets!, content, configuration.Kalshi.Member, Bankroll, scope.Clock)
                : OnExchange(configuration, venue, feed, fence, scope.Clock);
            Money capital = await CapitalAsync(place, content, cancellation);
            RiskLimits limits = TradingSettings.Limits(configuration, capital);
            return new TradingDesk(
                place, journal, flag, fence is null ? limits : FirstTrades.Apply(limits, configuration.Trading), events, scope.Clock);
        }
        catch
        {
            place?.Dispose();
            journal.Dispose();
            throw;
        }
    }

    /// <exception cref="CommandFailure">The database cannot be used.</exception>
    public static SqliteJournal OpenJournal(CommandScope scope, bool isPaper)
    {
        try
        {
            return SqliteJournal.OpenWriter(scope.Home.Database, isPaper);
        }
        catch (StorageException problem)
        {
            throw new CommandFailure(ExitCode.Failed, $"The journal of trades cannot be opened, so nothing is traded: {problem.Message}");
        }
    }

    private static DeskVenue OnExchange(
        Configuration configuration, VenueConnection venue, IPrivateFeed? feed, Fence fence, TimeProvider clock)
    {
        try
        {
            return DeskVenue.OnExchange(venue.Client!, feed, VenueConnection.Place(configuration.Kalshi), fence, clock);
        }
        catch (KalshiException problem)
        {
            throw new CommandFailure(ExitCode.Usage, problem.Message);
        }
    }

    /// <summary>What a share of the capital is a share of: the cash, and what was paid for claims still held.</summary>
    private static async Task<Money> CapitalAsync(DeskVenue place, JournalContent content, CancellationToken cancellation)
    {
        if (place.IsPaper)
        {
            return Bankroll;
        }

        return await place.Account.ReadBalancesAsync(place.Subaccount, cancellation) switch
        {
            Reading<VenueBalances>.Known known => TradeRecord.LedgerOf(content).Holdings.Values.Aggregate(
                known.Value.Shards.Values.Aggregate(Money.Zero, static (sum, cash) => sum + cash),
                static (sum, held) => sum + held.Cost),
            Reading<VenueBalances>.Unknown unknown => throw new CommandFailure(
                ExitCode.Failed, $"The account cannot be read, so nothing is traded: {unknown.Reason}"),
            _ => throw new InvalidOperationException("A reading came to nothing."),
        };
    }
}
