using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Pipeline;

/// <summary>What became of trades is part of the life of their opportunities, whoever began them.</summary>
internal sealed class TradeTurns(OpportunityWatch watch, IRunRecorder recorder)
{
    private readonly Dictionary<string, string> _tradeOf = new(StringComparer.Ordinal);

    /// <summary>The newest trade of an opportunity; null where there was none.</summary>
    public string? TradeOf(string opportunity) => _tradeOf.GetValueOrDefault(opportunity);

    /// <summary>A trade was begun here.</summary>
    public void Began(string opportunity, string trade)
    {
        _tradeOf[opportunity] = trade;
        Turn(opportunity, OpportunityTurn.Started);
    }

    /// <summary>
    /// Takes the trades of the desk. The newest of each opportunity decides, also where a person or an earlier process began it.
    /// </summary>
    /// <param name="desk">As it was read last; null before.</param>
    public void Take(DeskView? desk)
    {
        if (desk is null)
        {
            return;
        }

        foreach (TradeState trade in desk.Trades.Select(static trade => trade.State)
            .DistinctBy(static trade => trade.Plan.OpportunityId, StringComparer.Ordinal))
        {
            string id = trade.Plan.OpportunityId;
            if (IsBegunElsewhere(trade, desk))
            {
                Began(id, trade.Plan.TradeId);
            }

            bool isNewest = _tradeOf.GetValueOrDefault(id, trade.Plan.TradeId) == trade.Plan.TradeId;
            if (isNewest && trade.Phase.IsFinal() && watch.IsExecuting(id))
            {
                Turn(id, trade.Phase == TradePhase.Complete ? OpportunityTurn.Filled : OpportunityTurn.Failed);
            }
        }
    }

    /// <summary>Of the opportunity as it stands now, and the desk was read after whatever was begun here.</summary>
    private bool IsBegunElsewhere(TradeState trade, DeskView desk)
    {
        string? own = _tradeOf.GetValueOrDefault(trade.Plan.OpportunityId);
        return own != trade.Plan.TradeId
            && (own is null || desk.Trades.Any(known => known.State.Plan.TradeId == own))
            && watch.Find(trade.Plan.OpportunityId) is { IsOpen: true } episode && trade.Plan.CreatedAt >= episode.FirstSeen;
    }

    private void Turn(string id, OpportunityTurn turn)
    {
        if (watch.Turn(id, turn) is { } change)
        {
            recorder.Look([], change);
        }
    }
}
