using Dutchbook.Domain;
using Dutchbook.Llm;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>Shows a pass while it goes on: a bar on a terminal, a line now and then elsewhere.</summary>
internal static class MapProgress
{
    /// <summary>Where there is no bar, one line for so many candidates.</summary>
    public const int LineEvery = 25;

    /// <summary>What the figures leave of a line.</summary>
    private const int BarWidth = 16;

    public static Task RunAsync(CommandScope scope, Money limit, Func<IMapTeller, Task> work) =>
        scope.Progress.Profile.Capabilities.Interactive
            ? scope.Progress
                .Progress()
                .AutoClear(true)
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn { Width = BarWidth }, new ElapsedTimeColumn())
                .StartAsync(context => work(new Bar(scope, context.AddTask("asking"), limit)))
            : work(new Lines(scope, limit));

    /// <summary>How far it is, what it cost and what it found.</summary>
    public static string Words(MapReport report, Money spent, Money limit) =>
        $"{report.Judged:N0} of {report.Chosen.Count:N0} candidates, ${spent} of ${limit}, "
        + $"{Counted.Of(report.Proposals.Count, "proposal")}, {report.Refusals.Count:N0} refused";

    /// <summary>How far a batch is.</summary>
    public static string Words(BatchState state) =>
        $"batch: {state.Succeeded:N0} of {state.Processing + state.Succeeded + state.Unanswered:N0} answered"
        + (state.Unanswered > 0 ? $", {state.Unanswered:N0} without an answer" : "");

    private sealed class Bar(CommandScope scope, ProgressTask task, Money limit) : IMapTeller
    {
        public void Remark(string text) => scope.Remark(text);

        public void Read(int markets, Money spent) => task.Description = $"{markets:N0} markets read, ${spent} of ${limit}";

        public void Seen(BatchState state)
        {
            task.MaxValue = Math.Max(1, state.Processing + state.Succeeded + state.Unanswered);
            task.Value = state.Succeeded + state.Unanswered;
            task.Description = Words(state);
        }

        public void Missed(ModelFailure failure) => task.Description = $"batch: no connection ({failure.Kind}), still waiting";

        public void Judged(MapReport report, Money spent)
        {
            task.MaxValue = report.Chosen.Count;
            task.Value = report.Judged;
            task.Description = $"{report.Judged:N0} of {report.Chosen.Count:N0}, ${spent}, {report.Proposals.Count:N0} proposed, "
                + $"{report.Refusals.Count:N0} refused";
        }
    }

    private sealed class Lines(CommandScope scope, Money limit) : IMapTeller
    {
        /// <summary>Where nothing moves, a line for so many looks says that it still waits.</summary>
        private const int LooksToALine = 20;

        private string _last = "";
        private int _looks;

        public void Remark(string text) => scope.Remark(text);

        public void Read(int markets, Money spent)
        {
            if (markets % LineEvery == 0)
            {
                scope.Remark($"{markets:N0} markets read, ${spent} of ${limit}");
            }
        }

        public void Seen(BatchState state)
        {
            string words = Words(state);
            if (words != _last || _looks++ % LooksToALine == 0)
            {
                scope.Remark($"{words} (looked at every {BatchOptions.DefaultInterval.TotalSeconds:0} s)");
            }

            _last = words;
        }

        public void Missed(ModelFailure failure) => scope.Remark($"batch: no connection ({failure}), still waiting");

        public void Judged(MapReport report, Money spent)
        {
            if (report.Judged % LineEvery == 0 || report.Judged == report.Chosen.Count)
            {
                scope.Remark(Words(report, spent, limit));
            }
        }
    }
}
