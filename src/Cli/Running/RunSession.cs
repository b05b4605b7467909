using Dutchbook.Alerts;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Dutchbook.Ingestion;
using Dutchbook.Kalshi;
using Dutchbook.Mapping;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>What a run is given by its command.</summary>
internal sealed record RunSettings
{
    public required CommandScope Scope { get; init; }

    /// <summary>The time, no finer than a tape holds it where one is written.</summary>
    public required TimeProvider Clock { get; init; }

    public required Configuration Configuration { get; init; }

    public required VenueConnection Venue { get; init; }

    public required TradingDesk Desk { get; init; }

    public required IRunRecorder Recorder { get; init; }

    public required LayerWatch Layers { get; init; }

    public IReadOnlyList<RunLayer> Others { get; init; } = [];

    public Enricher? Enricher { get; init; }

    /// <summary>A validation model; null where none is wanted.</summary>
    public ModelReview? Review { get; init; }

    /// <summary>What people decided about relations.</summary>
    public Func<VenueSnapshot, RelationMap, RelationMap>? Decisions { get; init; }

    /// <summary>Opportunities that were there when the last process ended.</summary>
    public IReadOnlyList<Episode> OpenEpisodes { get; init; } = [];

    /// <summary>What is known of relations that settled.</summary>
    public IReadOnlyList<SettledRelations> Settled { get; init; } = [];

    /// <summary>Hears everything that detection takes, for a tape; null for nobody.</summary>
    public ILiveTap? Tap { get; init; }

    /// <summary>Opens the file for the history of quotes; null where none is kept.</summary>
    public Func<IQuoteHistoryWriter>? History { get; init; }

    /// <summary>Alerts go here; null for none.</summary>
    public AlertDesk? Alerts { get; init; }

    /// <summary>The home keeps what was seen; of a demo nothing is kept.</summary>
    public bool IsKept { get; init; }
}

/// <summary>One long-lived run: the instance, put together from the real parts, and told as it goes.</summary>
internal sealed class RunSession : IDisposable
{
    private static readonly TimeSpan DayInterval = TimeSpan.FromMinutes(1);

    private readonly RunSettings _settings;
    private readonly LiveFeed? _feed;
    private readonly RunTeller _teller;
    private readonly DeskOfRun _desk;
    private readonly LiveRunner _runner;
    private readonly Detector _detector;
    private int _told;
    private readonly OpportunityTeller _opportunities = new();
    private readonly DailyTeller _days;
    private DateTimeOffset _dayKept;
    private readonly HealthTeller _health = new();
    private readonly SourceDiary _sources;

    public RunSession(RunSettings settings)
    {
        _settings = settings;
        _teller = new RunTeller(settings.Scope);
        _sources = new SourceDiary(settings.Scope);
        _days = new DailyTeller(settings.IsKept ? HomeRecord.Read<DailyRecord>(DailyRecord.PathIn(settings.Scope.Home), out _) : null);
        TimeProvider clock = settings.Clock;
        Configuration configuration = settings.Configuration;
        _desk = new DeskOfRun(settings.Desk, configuration, clock);
        LiveMarkets markets = new();
        _feed = settings.Venue.OpenStream?.Invoke(markets, settings.Tap);
        Stream = _feed as ILiveStream
            ?? new PolledMarkets(markets, "no key (kalshi.key_id): prices are asked for, not told");
        Detector detector = _detector = new Detector(Scanner.Options(configuration, nearMisses: 10, settings.Settled));
        LiveDetector live = new(markets, detector);
        Scan scan = new(
            settings.Venue.Source, settings.Venue.Books, new StructuralMapper(Scanner.Mapping(configuration)), detector, clock,
            enricher: null, settings.Decisions);
        _runner = new LiveRunner(Stream, scan, settings.Venue.Books!, settings.Venue.Pace!, live, Options(configuration), clock, settings.Tap);
        OpportunityBook book = new(configuration.Detection.QueueCapacity);
        book.Restore(settings.OpenEpisodes);
        List<RunLayer> others = [.. settings.Others];
        if (settings.History is { } history)
        {
            QuoteRecorder quotes = new(markets, clock, new FeedOptions().MostSilence);
            _runner.Turned = quotes.Turned;
            HistoryKeeper keeper = new(Stream, quotes, history, configuration.History.KeepDays, settings.Layers, clock);
            others.Add(new RunLayer(HistoryKeeper.Layer, TimeSpan.FromMinutes(2), keeper.KeepAsync));
        }

        StockOfRun stock = new(settings.Desk, configuration, settings.Layers, clock);
        others.Add(new RunLayer(StockOfRun.Layer, TimeSpan.FromMinutes(5), stop => stock.KeepAsync(Instance!.Board, stop)));
        if (_feed is { } feed)
        {
            others.Add(new RunLayer(RunInstance.StreamLayer, null, feed.RunAsync));
        }

        Instance = new RunInstance(
            new RunParts
            {
                Stream = Stream,
                Runner = _runner,
                Live = live,
                Detector = detector,
                Book = book,
                Desk = _desk,
                Recorder = settings.Recorder,
                Enricher = settings.Enricher,
                Review = settings.Review,
                Layers = settings.Layers,
                Others = others,
                IsDryRun = !settings.Desk.IsLive,
            },
            clock);
    }

    public RunInstance Instance { get; }

    /// <summary>What is known of the markets between passes.</summary>
    public ILiveStream Stream { get; }

    /// <summary>From now on detection believes what has settled by now.</summary>
    public void Learn(IReadOnlyList<SettledRelations> settled) => _detector.Learn(settled);

    /// <summary>Passes since this was asked last, and why the last one failed, if it did.</summary>
    public (long Passes, string? Problem) TakePasses()
    {
        int passes = Instance.Board.Current.Pass?.Number ?? 0;
        long fresh = passes - _told;
        _told = passes;
        return (fresh, _runner.LastProblem);
    }

    /// <summary>Runs, and tells what happens, until it is stopped or has seen enough.</summary>
    /// <param name="isEnough">Asked now and then.</param>
    /// <param name="stop">Stops it.</param>
    public async Task RunAsync(Func<RunView, bool> isEnough, CancellationToken stop)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _teller.Forget(await _desk.ReadAsync(stop));
        _settings.Layers.Changed = Tell;
        Task running = Instance.RunAsync(end.Token);
        Task failing = _settings.Desk.Failing;
        while (!stop.IsCancellationRequested && !failing.IsCompleted)
        {
            RunView view = Instance.Board.Current;
            lock (_teller)
            {
                _teller.Tell(view);
            }

            Announce(view);
            if (_settings.IsKept)
            {
                _sources.Keep(view);
            }

            if (isEnough(view))
            {
                break;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), _settings.Scope.Clock, stop)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _settings.Layers.Changed = null;
        await end.CancelAsync();
        await running;
        if (failing.IsCompleted)
        {
            await failing;
        }
    }

    public void Dispose() => _feed?.Dispose();

    private static LiveOptions Options(Configuration configuration) => new()
    {
        PassInterval = TimeSpan.FromSeconds(configuration.Scanning.FullScanIntervalSeconds),
        AskInterval = TimeSpan.FromSeconds(configuration.Scanning.OpportunityRecheckSeconds),
    };

    /// <summary>The desk of alerts keeps them from repeating.</summary>
    private void Announce(RunView view)
    {
        if (_settings.Alerts is not { } alerts)
        {
            return;
        }

        DailySummary? over = _days.Take(view);
        KeepDay(view.At, isUrgent: over is not null);
        if (over is { } day)
        {
            alerts.TryRaise(day.AsAlert(view.At), _settings.Scope.Log);
        }

        foreach (Alert alert in _health.Take(view).Concat(_opportunities.Take(view)))
        {
            alerts.TryRaise(alert, _settings.Scope.Log);
        }
    }

    /// <summary>Once a minute, and when a day begins: a summary that was told is not told again after a restart.</summary>
    private void KeepDay(DateTimeOffset now, bool isUrgent)
    {
        if (!_settings.IsKept || (!isUrgent && now - _dayKept < DayInterval) || _days.Record() is not { } record)
        {
            return;
        }

        _dayKept = now;
        try
        {
            _settings.Scope.Home.Create();
            HomeRecord.Write(DailyRecord.PathIn(_settings.Scope.Home), record);
        }
        catch (CommandFailure problem)
        {
            _settings.Scope.Log.Warning("The day was not written down: {Problem:l}", problem.Message);
        }
    }

    private void Tell(LayerState layer)
    {
        lock (_teller)
        {
            _teller.Tell(layer);
        }
    }
}
