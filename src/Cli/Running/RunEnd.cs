using Dutchbook.Execution;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>When a run that is not meant to last has done what it was begun for.</summary>
internal sealed class RunEnd(bool isOnce, DateTimeOffset? until)
{
    /// <summary>What cannot be judged for so long after the pass is left.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private long? _looksBefore;

    public bool IsReached(RunView view) => view.At >= until || (isOnce && IsWorkedOff(view));

    /// <summary>Looked at after its pass, all candidates judged, all proposals answered and all trades ended.</summary>
    private bool IsWorkedOff(RunView view)
    {
        if (view is not { Pass: { } pass, Look: { } look, Desk: { } desk })
        {
            return false;
        }

        _looksBefore ??= look.Looks;
        HashSet<string> known = new(desk.Trades.Select(static trade => trade.State.Plan.TradeId), StringComparer.Ordinal);
        bool isJudged = look.Looks > _looksBefore && look.Waiting.Count == 0
            && view.Opportunities.All(item => item.NotTraded is not null || (item.TradeId is { } trade && known.Contains(trade)));
        return (isJudged || view.At - pass.At > Patience) && desk.Trades.All(static trade => trade.State.Phase.IsFinal());
    }
}
