using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Tapes;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>A backtest for a reader: the models side by side, and what they rest on.</summary>
internal static class BacktestView
{
    public static void Show(CommandScope scope, BacktestResult result)
    {
        ReplayCounts counts = result.Counts;
        scope.Output.Line(string.Create(CultureInfo.InvariantCulture,
            $"{Counted.Of(result.Tapes.Count, "file")} from {Time(counts.From)} to {Time(counts.To)}: {counts.Frames:N0} messages, {counts.Passes:N0} passes, "
            + $"{result.Looks:N0} looks at {result.Markets:N0} markets; {Counted.Of(result.Found.Count, "basket")} found."));
        scope.Output.Line("");
        if (result.Models.Count == 0)
        {
            scope.Output.Line("There is no pass over the venue on it, so that its markets are not known and nothing could be traded.");
            return;
        }

        ShowModels(scope, result.Models);
        scope.Output.Line("");
        Table collapse = Right(Tables.Plain("Guarantees that seem mispriced at the", "Count", "By, for one of each"), 1);
        foreach (CollapseStep step in result.Collapse)
        {
            collapse.AddRow(step.Name, step.Crossing.ToString("N0", CultureInfo.InvariantCulture), OpportunityView.Dollars(step.Gap));
        }

        scope.Output.Table(collapse);
        if (result.Delays.Count > 0)
        {
            scope.Output.Line("By delay of orders and reads, otherwise realistic: " + string.Join("; ", result.Delays.Select(static run =>
                $"{run.Model.Name} {OpportunityView.Dollars(run.Result)}")) + ".");
        }

        foreach (string sentence in result.Unknowable)
        {
            scope.Output.Line(sentence);
        }

        scope.Output.Line($"decisions {result.Decisions}");
        foreach (BacktestRun run in result.Models)
        {
            scope.Output.Line($"orders    {run.OrderHash} {run.Model.Name}");
        }
    }

    /// <summary>One line for each combination, the best first.</summary>
    public static void ShowSweep(CommandScope scope, IReadOnlyList<SweepPoint> points, IReadOnlyList<BacktestResult> results)
    {
        string[] models = [.. results[0].Models.Select(static run => run.Model.Name)];
        Table table = Right(Tables.Plain(["Settings", "Found", "Filled", "Spent", .. models]), 1);
        foreach ((SweepPoint point, BacktestResult result) in points.Zip(results).OrderByDescending(static pair => Middle(pair.Second)?.Result ?? Money.Zero))
        {
            BacktestRun? middle = Middle(result);
            table.AddRow([
                TerminalText.Markup(point.Name, 120), $"{result.Found.Count:N0}", $"{middle?.Filled.Count ?? 0:N0}",
                OpportunityView.Dollars(middle?.Spent ?? Money.Zero), .. result.Models.Select(static run => OpportunityView.Dollars(run.Result))]);
        }

        scope.Output.Table(table);
        scope.Output.Line("Filled and spent are those of the model in the middle; the last columns are the results, at least. The best of many "
            + "settings on one tape is the best by chance too: try it on another.");
    }

    private static BacktestRun? Middle(BacktestResult result) => result.Models.Count == 0 ? null : result.Models[result.Models.Count / 2];

    private static void ShowModels(CommandScope scope, IReadOnlyList<BacktestRun> runs)
    {
        Table table = Right(Tables.Plain(["", .. runs.Select(static run => run.Model.Name)]), 1);
        void Row(string name, Func<BacktestRun, string> cell) => table.AddRow([name, .. runs.Select(cell)]);
        Row("orders, reads take", static run => $"{run.Model.OrderDelay.TotalMilliseconds:0}, {run.Model.ReadDelay.TotalMilliseconds:0} ms");
        Row("of each level for us", static run => $"{run.Model.SharePercent} %");
        Row("trades begun", static run => $"{run.Trades.Count:N0}");
        Row("filled whole", static run => $"{run.Count(TradePhase.Complete):N0}");
        Row("unwound or never filled", static run => $"{run.Count(TradePhase.Flat):N0}");
        Row("left unhedged", static run => $"{run.Count(TradePhase.Residual):N0}");
        Row("spent", static run => OpportunityView.Dollars(run.Spent));
        Row("of it fees", static run => OpportunityView.Dollars(run.Fees));
        Row("result, at least", static run => OpportunityView.Dollars(run.Result));
        Row("of it settled", static run => $"{OpportunityView.Dollars(run.SettledResult)} in {run.Settled}");
        Row("annual return", static run => run.AnnualReturn is { } apr ? Percent(apr) : "unknown");
        Row("most locked", static run => OpportunityView.Dollars(run.PeakLocked));
        Row("deepest fall", static run => OpportunityView.Dollars(run.Drawdown));
        scope.Output.Table(table);
        foreach (BacktestRun run in runs.Where(static run => run.Halted is not null))
        {
            scope.Output.Line($"The {run.Model.Name} run halted itself: {TerminalText.Clean(run.Halted!, 200)}.");
        }

        BacktestRun middle = runs[runs.Count / 2];
        if (middle.Refusals.Count > 0)
        {
            scope.Output.Line($"Refused by the gate, {middle.Model.Name}: " + string.Join(", ", middle.Refusals.OrderByDescending(static pair => pair.Value)
                .Select(static pair => $"{TerminalText.Clean(pair.Key, 80)} {pair.Value:N0}")) + ".");
        }
    }

    private static string Percent(Ratio ratio) => ratio.PartsPerMillion > 100 * Ratio.Whole ? "over 10,000 %" : OpportunityView.Percent(ratio);

    private static Table Right(Table table, int from)
    {
        for (int column = from; column < table.Columns.Count; column++)
        {
            table.Columns[column].Alignment = Justify.Right;
        }

        return table;
    }

    private static string Time(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "nowhere";
}
