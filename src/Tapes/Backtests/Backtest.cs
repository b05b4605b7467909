using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Mapping;

namespace Dutchbook.Tapes;

/// <summary>
/// Live detection and trading on paper over tapes. All fill models see the same looks in one replay: what one of them takes from the
/// book is not gone for the others, nor for the tape.
/// </summary>
public sealed class Backtest(StructuralMapper mapper, Detector detector, BacktestOptions options)
{
    /// <summary>How long trades under way may go on after the last line, on the books of the end.</summary>
    private static readonly TimeSpan afterwards = TimeSpan.FromSeconds(10);

    public BacktestResult Run(ITapeSource tapes, CancellationToken stop)
    {
        // What awaits the tape's time goes on in the turn that set it, and on no other thread.
        SynchronizationContext? context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return RunAlone(tapes, stop);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private BacktestResult RunAlone(ITapeSource tapes, CancellationToken stop)
    {
        Replayer replayer = new(mapper, detector, options.Replay);
        MarketTruth truth = new();
        NaiveCollapse collapse = new();
        using LookBook looks = new();
        List<PaperRun> runs = [];
        replayer.Noticed = truth.Take;
        replayer.Passed = (pass, _) =>
        {
            truth.Take(pass);
            collapse.Take(pass, replayer.Map!);
            if (runs.Count == 0)
            {
                runs.AddRange(options.Models.Concat(options.Delays)
                    .Select(model => new PaperRun(model, options, replayer.Markets, truth, replayer.Clock)));
                runs.ForEach(static run => run.Start());
            }
        };
        replayer.Looked = look =>
        {
            looks.Take(look);
            foreach (PaperRun run in runs)
            {
                run.Offer(look);
                run.Check();
            }
        };
        try
        {
            replayer.Run(tapes, stop);
            replayer.Clock.Set(replayer.Clock.Now + afterwards);
            runs.ForEach(static run => run.Check());
            Money bankroll = options.Bankroll * 4;
            BacktestRun[] done = [.. runs.Select(run => new BacktestRun(run, bankroll))];
            return new BacktestResult
            {
                Tapes = tapes.Names,
                Counts = replayer.Counts,
                Troubles = [.. tapes.Troubles, .. replayer.Troubles],
                Models = done.Length == 0 ? [] : done[..options.Models.Count],
                Delays = done.Length == 0 ? [] : done[options.Models.Count..],
                Collapse = collapse.Steps,
                Rules = collapse.ByRule,
                Guarantees = collapse.Guarantees,
                Found = looks.Found,
                Looks = looks.Looks,
                Decisions = looks.Hash,
                Settled = truth.Settled,
                Markets = replayer.Markets.Count,
            };
        }
        finally
        {
            runs.ForEach(static run => run.Dispose());
        }
    }
}

/// <summary>What a backtest came to.</summary>
public sealed record BacktestResult
{
    public required IReadOnlyList<string> Tapes { get; init; }

    public required ReplayCounts Counts { get; init; }

    public required IReadOnlyList<TapeTrouble> Troubles { get; init; }

    /// <summary>The fill models side by side; none where the tape has no pass.</summary>
    public required IReadOnlyList<BacktestRun> Models { get; init; }

    /// <summary>The realistic one with other delays.</summary>
    public required IReadOnlyList<BacktestRun> Delays { get; init; }

    /// <summary>From naive prices to executable ones.</summary>
    public required IReadOnlyList<CollapseStep> Collapse { get; init; }

    /// <summary>The same for each rule that relations come from.</summary>
    public required IReadOnlyList<RuleCollapse> Rules { get; init; }

    /// <summary>Guarantees looked at, over all passes.</summary>
    public required long Guarantees { get; init; }

    public required IReadOnlyList<FoundOpportunity> Found { get; init; }

    public required long Looks { get; init; }

    /// <summary>The hash over all looks.</summary>
    public required string Decisions { get; init; }

    /// <summary>Markets that were paid on the tape.</summary>
    public required int Settled { get; init; }

    public required int Markets { get; init; }

    /// <summary>What this tape cannot tell, in sentences.</summary>
    public IReadOnlyList<string> Unknowable
    {
        get
        {
            List<string> all = [];
            int held = Models.Sum(static run => run.Filled.Count(static trade => !trade.IsSettled));
            if (Settled == 0)
            {
                all.Add("No market settles on this tape. Results are what the baskets must pay at least while their relations hold and "
                    + "settlement is normal; whether a relation was read wrongly it cannot say.");
            }
            else if (held > 0)
            {
                all.Add($"{Settled:N0} {(Settled == 1 ? "market settles" : "markets settle")} on this tape; of the trades that were not paid the result is what they must pay at least.");
            }

            all.Add("How others would have answered to our orders is on no tape. The models differ in what they grant: see their delays and shares.");
            all.Add("Only books that the recorder followed are on the tape. A basket that it did not follow could not be traded here.");
            return all;
        }
    }
}
