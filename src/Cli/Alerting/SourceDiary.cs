using Dutchbook.Enrichment;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>Keeps in the home how a run's sources do, when something changed and not more often than every few seconds.</summary>
internal sealed class SourceDiary(CommandScope scope)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private DateTimeOffset _next;
    private int _kept;

    public void Keep(RunView view)
    {
        int heard = Print(view.Sources);
        if (heard == _kept || view.At < _next)
        {
            return;
        }

        (_kept, _next) = (heard, view.At + Interval);
        try
        {
            SourceRecord.Keep(scope.Home, view.Sources, view.At);
        }
        catch (CommandFailure problem)
        {
            // The run goes on: what the sources said is on the board.
            scope.Log.Warning("How the sources do was not written down: {Problem:l}", problem.Message);
        }
    }

    private static int Print(IReadOnlyList<SourceHealth> sources)
    {
        HashCode print = new();
        foreach (SourceHealth source in sources)
        {
            print.Add(source);
        }

        return print.ToHashCode();
    }
}
