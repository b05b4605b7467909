using System.Text;
using System.Text.Json;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Dutchbook.Kalshi;
using Dutchbook.Mapping;
using Dutchbook.Pipeline;

namespace Dutchbook.Tapes;

/// <summary>
/// Lets live detection take a tape: the same sessions, books, engine and looks as in a live run, on one thread, at the times that are
/// on the tape. It has no clock and no chance, so two replays do the same.
/// </summary>
public sealed class Replayer
{
    private readonly ReplayOptions _options;
    private readonly RecordedFeed _feed;
    private readonly LiveSteps _steps;
    private readonly StructuralMapper _mapper;
    private readonly Detector _detector;
    private readonly PassPages _pages = new();
    private readonly List<TapeTrouble> _troubles = [];
    private string _venue = "tape";
    private DateTimeOffset? _nextLook;
    private (LiveWork Work, LiveLook Look)? _last;

    public Replayer(StructuralMapper mapper, Detector detector, ReplayOptions options)
    {
        (_mapper, _detector, _options) = (mapper, detector, options);
        _feed = new RecordedFeed(Markets, new FeedOptions { NoInYesPrices = options.NoInYesPrices });
        Live = new LiveDetector(Markets, detector);
        _steps = new LiveSteps(_feed, Live, int.MaxValue);
    }

    /// <summary>The tape's time.</summary>
    public VirtualClock Clock { get; } = new(DateTimeOffset.UnixEpoch);

    public LiveMarkets Markets { get; } = new();

    public LiveDetector Live { get; }

    public ReplayCounts Counts { get; } = new();

    public FeedCounters Feed => _feed.Counters;

    /// <summary>What relations the last pass showed; null before the first.</summary>
    public RelationMap? Map { get; private set; }

    /// <summary>What went wrong on the way, by name.</summary>
    public IReadOnlyList<TapeTrouble> Troubles => _troubles;

    /// <summary>Told of each look.</summary>
    public Action<LiveLook>? Looked { get; set; }

    /// <summary>Told of each pass, with what it shows by itself.</summary>
    public Action<VenueSnapshot, DetectionReport>? Passed { get; set; }

    /// <summary>Told of what the venue told of markets and events.</summary>
    public Action<VenueNotice>? Noticed
    {
        get => _steps.Noticed;
        set => _steps.Noticed = value;
    }

    /// <summary>Takes the lines of tapes up to the end, or to where the options say.</summary>
    public void Run(ITapeSource tapes, CancellationToken stop)
    {
        _venue = tapes.Origin?.Venue ?? _venue;
        foreach (TapeEntry entry in tapes.Read(stop))
        {
            if (entry.At > _options.To)
            {
                break;
            }

            Take(entry, stop);
        }
    }

    /// <summary>Takes one line.</summary>
    public void Take(in TapeEntry entry, CancellationToken stop)
    {
        Counts.Lines++;
        Counts.From ??= entry.At;
        Counts.To = entry.At > (Counts.To ?? entry.At) ? entry.At : Counts.To ?? entry.At;
        if (entry.Kind != TapeKind.Rest)
        {
            // Pages arrive beside the stream, a little before or after what stands around them.
            Clock.Set(entry.At);
            LookInBetween(entry.At, stop);
        }

        switch (entry.Kind)
        {
            case TapeKind.Ws:
                Counts.Frames++;
                _feed.Take(entry.Name, entry.Body.Span, entry.At);
                break;
            case TapeKind.Bytes:
                Counts.Frames++;
                _feed.Take(entry.Name, FromBase64(entry.Body), entry.At);
                break;
            case TapeKind.Ask:
                Ask(entry);
                break;
            case TapeKind.Look when _options.LookEvery is null:
                Look(stop);
                break;
            case TapeKind.Books:
                TakeBooks(entry, stop);
                break;
            case TapeKind.Begin:
                _pages.Begin();
                _steps.PassBegan();
                break;
            case TapeKind.Rest:
                Counts.Pages++;
                _pages.Take(entry.Name, entry.At, entry.Body);
                break;
            case TapeKind.Pass:
                TakePass(entry, stop);
                break;
            case TapeKind.Want:
                _feed.Wanted(Tickers(entry.Body));
                break;
            case TapeKind.Open:
                Counts.Connections++;
                _feed.Open(entry.Name, entry.At);
                break;
            case TapeKind.Close:
                _feed.Close(entry.Name);
                break;
            case TapeKind.Tape or TapeKind.Lost or TapeKind.Look or TapeKind.Unknown:
                break;
        }
    }

    private void TakePass(in TapeEntry entry, CancellationToken stop)
    {
        if (_pages.Count == 0)
        {
            return;
        }

        VenueSnapshot pass;
        PassText told = PassText.Read(entry);
        try
        {
            pass = _pages.Build(told.At, _venue, told.Halt, _options.AssumedFee);
        }
        catch (UnreadableSourceException problem)
        {
            _troubles.Add(new TapeTrouble($"the pass at {entry.At:u}", problem.Message));
            return;
        }

        Counts.Passes++;
        Map = told.Decisions.Apply(_mapper.Map(pass), pass);
        DetectionReport report = _detector.Detect(pass, Map, stop);
        _steps.Take(pass, Map, report.NearMisses);
        Passed?.Invoke(pass, report);
        if (entry.Name == TapeSet.PagesAlone && IsCounted(entry.At))
        {
            // There was no stream to look at: what the pass shows by itself is all there is.
            Looked?.Invoke(LiveLook.OfPass(report, pass.At));
        }

        _nextLook ??= _options.LookEvery is { } every ? entry.At + every : null;
    }

    private void LookInBetween(DateTimeOffset until, CancellationToken stop)
    {
        while (_nextLook is { } next && next <= until)
        {
            Clock.Set(next);
            Look(stop);
            _nextLook = next + _options.LookEvery!.Value;
        }

        Clock.Set(until);
    }

    private void Look(CancellationToken stop)
    {
        LiveWork work = _steps.Gather(Clock);
        LiveLook look = Live.Validate(work, stop);
        _last = (work, look);
        if (IsCounted(Clock.Now))
        {
            Looked?.Invoke(look);
        }
    }

    /// <summary>Books that the live run had asked for, for what the last look had to leave open.</summary>
    private void TakeBooks(in TapeEntry entry, CancellationToken stop)
    {
        if (_options.LookEvery is not null || _last is not (var work, var look))
        {
            return;
        }

        if (BooksText.Read(entry) is not { } told)
        {
            _troubles.Add(new TapeTrouble($"the books at {entry.At:O}", "they cannot be read; what they told is not known"));
            return;
        }

        LiveWork later = _steps.Fetched(work, told.Books, Clock, told.AreTouches);
        look = look.With(Live.ValidateFetched(later, stop));
        if (IsCounted(Clock.Now))
        {
            Looked?.Invoke(look);
        }
    }

    private bool IsCounted(DateTimeOffset at) => at >= _options.From;

    private void Ask(in TapeEntry entry)
    {
        byte[]? command = _feed.Ask(entry.Name, entry.At);
        if (!entry.Body.Span.SequenceEqual(command) && !entry.Body.Span.SequenceEqual(EnvelopeTape.AnyCommand))
        {
            if (Counts.OtherCommands++ == 0)
            {
                _troubles.Add(new TapeTrouble($"the {entry.Name} connection at {entry.At:O}",
                    $"it said {Shown(command)} where the tape has {Shown(entry.Body.ToArray())}; what follows may differ from the live run"));
            }
        }
    }

    private static string Shown(byte[]? command) =>
        command is { Length: > 0 } ? Encoding.UTF8.GetString(command.AsSpan(0, Math.Min(command.Length, 120))) : "nothing";

    private static string[] Tickers(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, TapeJson.Default.StringArray) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static byte[] FromBase64(ReadOnlyMemory<byte> body)
    {
        try
        {
            return Convert.FromBase64String(Encoding.ASCII.GetString(body.Span.Trim((byte)'"')));
        }
        catch (FormatException)
        {
            return [];
        }
    }
}
