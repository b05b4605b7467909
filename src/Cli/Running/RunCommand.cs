using System.CommandLine;
using Dutchbook.Alerts;
using Dutchbook.Enrichment;
using Dutchbook.Pipeline;
using Dutchbook.Storage;
using Dutchbook.Tapes;

namespace Dutchbook.Cli;

/// <summary>
/// `run`: the long-lived instance. It passes over the venue, follows its stream, works what it finds, writes everything down and
/// tells it line by line; with JSON one object a line.
/// </summary>
internal sealed class RunCommand(CommandHost host, GlobalOptions globals, Composition composition)
{
    private readonly Option<bool> live = new("--live") { Description = "Trade for real: orders go to the configured exchange." };
    private readonly Option<bool> once = new("--once") { Description = "One pass; end when what it found was judged and its trades have ended." };
    private readonly Option<bool> record = new("--record")
    {
        Description = "Also write the raw feed to a tape in the home folder, for `replay` and `backtest`.",
    };

    private readonly Option<int?> seconds = new Option<int?>("--seconds")
    {
        Description = "End after this many seconds (default: at Ctrl-C).",
        HelpName = "count",
    };

    private readonly DashboardOptions dashboard = new();

    public Command Create()
    {
        DocumentedCommand command = new("run", "Follows the venue, detects and trades, until Ctrl-C; on paper unless --live.",
            new Example("dutchbook run", "dry run on live prices; with a key it follows the stream, without it asks"),
            new Example("dutchbook run --record", "and keep the raw feed on a tape, to replay and backtest it"),
            new Example("dutchbook run --once --format json", "one pass, one object a line"));
        command.Options.Add(live);
        command.Options.Add(once);
        command.Options.Add(record);
        command.Options.Add(seconds);
        dashboard.AddTo(command);
        command.SetAction((arguments, cancellation) => Run(arguments, cancellation));
        return command;
    }

    private async Task<int> Run(ParseResult arguments, CancellationToken cancellation)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        Configuration configuration = scope.RequireConfiguration();
        bool isLive = arguments.GetValue(live);
        if (isLive)
        {
            LivePermit.Require(scope, configuration);
            await RequireChecklistAsync(scope, configuration, cancellation);
        }

        using InstanceLock alone = InstanceLock.Take(scope.Home);
        WholeMicroseconds clock = new(scope.Clock);
        using VenueConnection venue = composition.ConnectVenue(configuration.Kalshi, clock, null);
        using TapeRecorder? tape = arguments.GetValue(record)
            ? new TapeRecorder(
                scope.Home.Tapes, new TapeOrigin(configuration.Kalshi.Endpoint.Host, TapeSettings.Of(configuration)), new TapeOptions(), clock)
            : null;
        if (tape is not null)
        {
            venue.Listen?.Invoke(tape);
        }

        using AlertSession? alerts = configuration.Alerts.Enabled ? AlertSession.Open(scope, configuration.Alerts) : null;
        await using TradingDesk desk =
            await DeskDoor.OpenAsync(
                scope, configuration, venue, isLive, alerts?.Desk, feed: null, cancellation, waits: arguments.GetValue(once));
        MatchBook matches = Matches.Load(scope);
        using SourceSet? sources = configuration.Enrichment.Enabled
            ? composition.OpenSources(configuration.Enrichment.Settings with { Matches = matches }, scope.Clock)
            : null;
        using ReviewAccess? review = ReviewAccess.Open(scope, configuration);
        LayerWatch layers = new(scope.Clock);
        StoredRun stored = new(scope, layers, matches);
        MapLayer? mapping = arguments.GetValue(once) ? null : new MapLayer(scope, configuration, layers);
        TelemetryLayer telemetry = new(configuration, scope.Home, layers, scope.Clock);
        RunDiary diary = new(scope, venue.Client, layers, isDryRun: !isLive);
        using RunSession session = new(new RunSettings
        {
            Scope = scope,
            Clock = clock,
            Configuration = configuration,
            Venue = venue,
            Desk = desk,
            Recorder = stored,
            Layers = layers,
            Others =
            [
                .. Layers(scope, stored, diary, mapping, alerts, layers),
                new RunLayer(TelemetryLayer.Layer, TimeSpan.FromHours(2), telemetry.KeepAsync),
                Lapses(scope, configuration, venue, isLive, alerts, layers),
            ],
            Enricher = Scanner.Enricher(sources, configuration.Enrichment, configuration.Kalshi.Member, scope.Clock),
            Review = review?.Review,
            Tap = tape,
            Decisions = stored.Decide,
            Settled = SettledRecord.Load(scope),
            OpenEpisodes = StoredRun.OpenEpisodes(scope),
            Alerts = alerts?.Desk,
            IsKept = true,
            History = History(scope, configuration.History, layers),
        });
        DashboardWish wish = dashboard.Read(arguments);
        await using DashboardHosting? shown = wish.IsUnwanted || arguments.GetValue(once)
            ? null
            : await DashboardHosting.StartAsync(
                Source(scope, configuration, session, desk, venue, alerts, stored), wish, cancellation);
        DateTimeOffset? until = arguments.GetValue(seconds) is { } count ? scope.Clock.GetUtcNow() + TimeSpan.FromSeconds(count) : null;
        diary.Passes = session.TakePasses;
        telemetry.View = () => session.Instance.Board.Current;
        if (mapping is not null)
        {
            mapping.Pass = () => session.Instance.Board.Current.Pass;
            mapping.Learn = () => session.Learn(SettledRecord.Load(scope));
        }

        RunEnd end = new(isOnce: arguments.GetValue(once), until);
        await session.RunAsync(end.IsReached, cancellation);
        if (tape is not null)
        {
            tape.Flush();
            scope.Remark($"The tape: {string.Join(", ", tape.Files)}; `dutchbook replay` and `dutchbook backtest` read it.");
        }

        return (int)ExitCode.Done;
    }

    /// <summary>Real money only when no point of the checklist is failed; play money at any time.</summary>
    /// <exception cref="CommandFailure">A point is failed; all of them are named.</exception>
    private async Task RequireChecklistAsync(CommandScope scope, Configuration configuration, CancellationToken cancellation)
    {
        if (LivePermit.IsPlay(configuration.Kalshi.Endpoint))
        {
            return;
        }

        IReadOnlyList<string> objections = await GoLiveList.ObjectionsAsync(
            GoLiveList.Of(scope, configuration, composition.DoctorChecks(scope, scope.ReadConfiguration())), cancellation);
        if (objections.Count > 0)
        {
            throw new CommandFailure(ExitCode.Failed, "The checklist before real money has failed points (`dutchbook doctor --live`).", objections);
        }
    }

    /// <summary>One line for a program, two for a reader.</summary>
    public static void Tell(CommandScope scope, TradeRecord record)
    {
        if (scope.Output.IsJson)
        {
            scope.Output.OneLine(json => TradeView.WriteDocument(json, record));
            return;
        }

        TradeView.Show(scope, record);
    }

    private DashboardSource Source(
        CommandScope scope,
        Configuration configuration,
        RunSession session,
        TradingDesk desk,
        VenueConnection venue,
        AlertSession? alerts,
        StoredRun stored) => new()
        {
            Scope = scope,
            Configuration = configuration,
            Board = session.Instance.Board,
            Stream = session.Stream,
            CancelResting = desk.IsLive
                ? stop => RestingCancels.RunAsync(composition, () => configuration, scope.Home, scope.Clock, cancelsAll: false, stop)
                : null,
            Desk = desk,
            Venue = venue,
            Flag = new ConfiguredHaltFlag(new FileHaltFlag(scope.Home.HaltFile), configuration.Trading.KillSwitch),
            History = new StoredHistory(scope.Home.Database, isPaper: !desk.IsLive),
            Settings = scope.ReadConfiguration().Values,
            Host = configuration.Kalshi.Endpoint.Authority,
            User = host.User,
            Alerts = alerts,
            Written = () => stored.Written,
        };

    private static RunLayer Lapses(
        CommandScope scope, Configuration configuration, VenueConnection venue, bool isLive, AlertSession? alerts, LayerWatch layers)
    {
        LapseWatch watch = new(
            scope,
            configuration,
            configuration.Kalshi.HasKey && venue.Client is { } client ? client.Account.GetKeys : null,
            isLive,
            alert => alerts?.Desk.TryRaise(alert, scope.Log),
            layers);
        return new RunLayer(LapseWatch.Layer, TimeSpan.FromMinutes(5), watch.KeepAsync);
    }

    private static Func<IQuoteHistoryWriter>? History(CommandScope scope, HistoryOptions options, LayerWatch layers)
    {
        if (!options.Enabled)
        {
            layers.Tell(HistoryKeeper.Layer, LayerHealth.Off, "no history is wanted (history.enabled)");
            return null;
        }

        return () =>
        {
            scope.Home.Create();
            return HistoryFile.OpenWriter(scope.Home.History);
        };
    }

    private static List<RunLayer> Layers(
        CommandScope scope, StoredRun stored, RunDiary diary, MapLayer? mapping, AlertSession? alerts, LayerWatch layers)
    {
        List<RunLayer> others =
        [
            new RunLayer(StoredRun.Layer, TimeSpan.FromSeconds(60), stored.WriteAsync),
            new RunLayer(RunDiary.Layer, TimeSpan.FromMinutes(5), diary.KeepAsync),
        ];
        if (mapping is not null)
        {
            others.Add(new RunLayer(MapLayer.Layer, MapLayer.Deadline, mapping.KeepAsync));
        }

        if (alerts is not null)
        {
            others.Add(new RunLayer(AlertDelivery.Layer, TimeSpan.FromMinutes(5), stop => AlertDelivery.KeepAsync(
                alerts.Desk, alerts.Outbox, new AcknowledgeBox(scope.Home), layers, scope.Clock, stop)));
        }

        return others;
    }
}
