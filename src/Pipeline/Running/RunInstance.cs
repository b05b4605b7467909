using System.Globalization;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Dutchbook.Execution;
using Dutchbook.Ingestion;

namespace Dutchbook.Pipeline;

/// <summary>
/// The five layers as one long-lived program: passes, the live stream between them, outside evidence beside, and trades where the
/// gate lets them. Each part is supervised; what one lacks takes from the rest only what needs it.
/// </summary>
public sealed class RunInstance
{
    public const string DetectLayer = "detect";
    public const string StreamLayer = "stream";
    public const string OutsideLayer = "outside";
    public const string ModelLayer = "model";
    public const string DeskLayer = "trade";

    private static readonly TimeSpan DeskInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan OutsideInterval = TimeSpan.FromSeconds(1);

    private readonly RunParts _parts;
    private readonly TimeProvider _time;
    private readonly OpportunityWatch _watch;
    private readonly TradeProposals _proposals;
    private readonly OutsideWatch? _outside;
    private readonly OpinionWatch? _opinions;
    private readonly Supervisor _supervisor;
    private readonly TradeTurns _trades;
    private int _passes;
    private long _looks;

    public RunInstance(RunParts parts, TimeProvider time)
    {
        (_parts, _time) = (parts, time);
        _watch = new OpportunityWatch(parts.Detector, parts.Book);
        _proposals = new TradeProposals(parts.Desk, time);
        _trades = new TradeTurns(_watch, parts.Recorder);
        _outside = parts.Enricher is { } enricher ? new OutsideWatch(enricher, time) : null;
        _opinions = parts.Review is { } review ? new OpinionWatch(review, time) : null;
        _supervisor = new Supervisor(parts.Layers, time);
        DateTimeOffset now = time.GetUtcNow();
        Board = new RunBoard(new RunView { At = now, StartedAt = now, IsDryRun = parts.IsDryRun });
        parts.Runner.Looked = LookedAsync;
        parts.Runner.Passed = PassedAsync;
        parts.Runner.Alive = () => parts.Layers.Beat(DetectLayer);
    }

    public RunBoard Board { get; }

    /// <summary>Until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        // A pass over the whole venue may take half a minute, in which detection looks on.
        _parts.Layers.Add(DetectLayer, TimeSpan.FromSeconds(30));
        _parts.Layers.Add(StreamLayer, null);
        _parts.Layers.Add(DeskLayer, TimeSpan.FromSeconds(30));
        foreach (RunLayer other in _parts.Others)
        {
            _parts.Layers.Add(other.Name, other.Deadline);
        }

        if (_outside is null)
        {
            _parts.Layers.Tell(OutsideLayer, LayerHealth.Off, "no outside source is wanted (enrichment.enabled)");
        }

        if (_opinions is null)
        {
            _parts.Layers.Tell(ModelLayer, LayerHealth.Off, "no validation model is wanted (enrichment.model_review)");
        }

        // What writes down and delivers ends last, with the last word of the others.
        using CancellationTokenSource last = new();
        Task others = Task.WhenAll(_parts.Others.Select(other => _supervisor.KeepAsync(other.Name, other.Work, last.Token)));
        List<Task> parts =
        [
            _supervisor.KeepAsync(DetectLayer, _parts.Runner.RunAsync, stop),
            _supervisor.KeepAsync(DeskLayer, ReadDeskAsync, stop),
            _supervisor.WatchAsync(stop),
        ];
        if (_outside is { } outside)
        {
            parts.Add(_supervisor.KeepAsync(OutsideLayer, ending => AskOutsideAsync(outside, ending), stop));
        }

        if (_opinions is { } opinions)
        {
            parts.Add(_supervisor.KeepAsync(ModelLayer, ending => AskModelAsync(opinions, ending), stop));
        }

        await Task.WhenAll(parts);
        _trades.Take(Board.Current.Desk);
        await last.CancelAsync();
        await others;
    }

    private Task PassedAsync(ScanResult result, SweepReport sweep, CancellationToken stop)
    {
        _passes++;
        HashSet<string> read = new(result.Snapshot.Markets.Select(static market => market.Ticker), StringComparer.Ordinal);
        HashSet<string> unconfirmed = new(result.Report.Unconfirmed, StringComparer.Ordinal);

        // While the stream flows its books are newer than what the pass found; without it the pass is the news.
        BookChange change = _parts.Stream.IsFlowing
            ? _watch.Take([], static _ => false, result.Snapshot.At)
            : _watch.Take(
                [.. result.Report.Opportunities, .. result.Report.BelowThreshold],
                episode => !unconfirmed.Contains(episode.OpportunityId) && episode.Tickers.All(read.Contains),
                result.Snapshot.At);
        _parts.Recorder.Pass(result, change);
        PassSummary pass = new()
        {
            Number = _passes,
            At = result.Snapshot.At,
            Markets = result.Snapshot.Markets.Count,
            Events = result.Snapshot.Events.Count,
            Relations = [.. result.Map.Relations.GroupBy(static relation => relation.Type).OrderBy(static group => group.Key)
                .Select(static group => KeyValuePair.Create(group.Key, group.Count()))],
            Funnel = result.Report.Funnel,
            NearMisses = result.Report.NearMisses,
            Statistical = result.Report.Statistical,
            Notes = result.Report.Notes,
            Took = result.ReadTime + result.MapTime + result.DetectTime + result.ProofTime,
            Missed = sweep.Missed,
            Snapshot = result.Snapshot,
            Map = result.Map,
        };
        Show(view => view with { Pass = pass });
        return Task.CompletedTask;
    }

    private async Task LookedAsync(LiveLook look, CancellationToken stop)
    {
        _looks++;
        BookChange change = _watch.Take(
            look.Validated, episode => !episode.Tickers.Any(look.Unjudged.Contains), look.At, look.Shut.Contains);
        _parts.Runner.Follow(_watch.Tickers);
        IReadOnlyList<ShownOpportunity> shown = _watch.Shown();
        if (change.All.Any())
        {
            _parts.Recorder.Look([.. shown.Select(static item => item.Opportunity)], change);
        }

        HashSet<string> there = new(shown.Select(static item => item.Opportunity.Id), StringComparer.Ordinal);
        foreach (ShownOpportunity item in shown)
        {
            await ProposeAsync(Complete(item, look.At), look, stop);
        }

        _proposals.Keep(there);
        _trades.Take(Board.Current.Desk);
        TellDetection();
        LookSummary summary = new(_looks, look.Candidates, look.Waiting, look.Gone, _parts.Live.Quotes);
        Show(view => view with { Look = summary });
    }

    private async Task ProposeAsync(ShownOpportunity item, LiveLook look, CancellationToken stop)
    {
        if (!item.AwaitsJudgement
            && await _proposals.ProposeAsync(item.Judged, look.Books.ByTicker, stop) is { TradeId: { } trade })
        {
            _trades.Began(item.Opportunity.Id, trade);
        }
    }

    /// <summary>What is there, with what is said and done about it.</summary>
    private ShownOpportunity Complete(ShownOpportunity item, DateTimeOffset now)
    {
        string id = item.Opportunity.Id;
        TimeSpan age = now - item.Episode.FirstSeen;
        ShownOpportunity said = item with
        {
            Outside = _outside?.ViewOf(id),
            Opinion = _opinions?.OpinionOf(id),
            TradeId = _trades.TradeOf(id),
            NotTraded = _proposals.AnswerOf(id) is { TradeId: null, Refusal: var refusal } ? refusal : null,
        };
        return said with
        {
            AwaitsJudgement = (_outside is { } outside && said.Outside is null && age < outside.Patience)
                || (_opinions is { } opinions && said.Opinion is null && age < OpinionWatch.Patience && opinions.Wants(said.Judged)),
        };
    }

    private void TellDetection()
    {
        bool isWell = _parts.Runner.LastProblem is null && (_parts.Stream.IsFlowing || _parts.Stream is PolledMarkets);
        string unproved = _watch.Unproved.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
            $"; {_watch.Unproved.Values.Sum()} held back: {_watch.Unproved.Keys.First()}");
        _parts.Layers.Tell(
            DetectLayer, isWell && unproved.Length == 0 ? LayerHealth.Well : LayerHealth.Degraded, _parts.Runner.Condition + unproved);
        _parts.Layers.Tell(
            StreamLayer,
            _parts.Stream switch
            {
                PolledMarkets => LayerHealth.Off,
                { IsFlowing: true } => LayerHealth.Well,
                _ => LayerHealth.Degraded,
            },
            _parts.Stream.Condition);
    }

    private async Task ReadDeskAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            DeskView desk = await _parts.Desk.ReadAsync(stop);
            _parts.Layers.Tell(
                DeskLayer,
                desk is { IsReconciled: true, Mode.Mode: TradingMode.Active } ? LayerHealth.Well : LayerHealth.Degraded,
                desk.IsReconciled ? Words(desk) : "the books are being compared with the venue");
            Board.Change(view => view with { At = _time.GetUtcNow(), Desk = desk, Layers = _parts.Layers.States });
            await Task.Delay(DeskInterval, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static string Words(DeskView desk) => desk.Mode.Mode == TradingMode.Active
        ? string.Create(CultureInfo.InvariantCulture,
            $"{desk.Trades.Count(static trade => !trade.State.Phase.IsFinal())} trades under way")
        : $"{desk.Mode.Mode}: {desk.Mode.Reason}";

    private async Task AskOutsideAsync(OutsideWatch outside, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (Board.Current is { Pass: { } pass } view)
            {
                // Not waited for: a slow source must not keep what comes next from being asked about.
                _ = outside.AskAsync([.. view.Opportunities.Select(static item => item.Opportunity)], pass.Snapshot, stop);
                IReadOnlyList<SourceHealth> health = outside.Health;
                SourceHealth[] failing = [.. health.Where(static source => source.IsFailing)];
                _parts.Layers.Tell(
                    OutsideLayer,
                    failing.Length == 0 ? LayerHealth.Well : LayerHealth.Degraded,
                    failing.Length == 0
                        ? health.All(static source => source.IsUnasked) ? "nothing was asked yet" : "answers"
                        : string.Join("; ", failing.Select(static source => source.LastFailure!.ToString())));
                Board.Change(now => now with { Sources = health });
            }

            await Task.Delay(OutsideInterval, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task AskModelAsync(OpinionWatch opinions, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            string? problem = await opinions.AskAsync(
                [.. Board.Current.Opportunities.Select(static item => item.Opportunity)], id => _outside?.ViewOf(id), stop);
            int vetoed = Board.Current.Opportunities.Count(
                item => opinions.OpinionOf(item.Opportunity.Id)?.Outcome == Dutchbook.Enrichment.ReviewOutcome.Vetoed);
            _parts.Layers.Tell(
                ModelLayer,
                problem is null ? LayerHealth.Well : LayerHealth.Degraded,
                (problem is null ? "answers" : $"unanswered: {problem}")
                    + (vetoed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {vetoed} of what is there vetoed")));
            await Task.Delay(OutsideInterval, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Show(Func<RunView, RunView> change)
    {
        DateTimeOffset now = _time.GetUtcNow();
        ShownOpportunity[] shown = [.. _watch.Shown().Select(item => Complete(item, now))];
        Board.Change(view => change(view) with { At = now, Opportunities = shown, Layers = _parts.Layers.States });
    }
}
