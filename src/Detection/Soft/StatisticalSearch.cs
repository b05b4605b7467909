using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// Finds the baskets of soft implications whose expected edge is positive. If the implied claim comes true with at least
/// probability r once the other does, then b contracts of it and a = r b of NO of the other pay a dollars on average at
/// least: b P(then) + a (1 - P(if)) is at least a, whatever P(if) is.
/// </summary>
internal sealed class StatisticalSearch(DetectionOptions options)
{
    private readonly WeightedSizer _sizer = new(options);
    private readonly SortedDictionary<string, int> _reasons = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StatisticalBasket> _found = new(StringComparer.Ordinal);
    private int _implications;

    /// <summary>Best first.</summary>
    public IReadOnlyList<StatisticalBasket> Found => StatisticalRanking.Order(_found.Values);

    /// <summary>What became of the implications; null when there are none.</summary>
    public FunnelStage? Stage() => _implications == 0
        ? null
        : new FunnelStage("implications with an expected edge", _implications, _found.Count, _reasons);

    public void Run(Board board, IReadOnlyList<Relation> relations, CancellationToken ct)
    {
        foreach (Relation relation in relations)
        {
            if (relation.Type == RelationType.Implication)
            {
                ct.ThrowIfCancellationRequested();
                _implications++;
                if (Examine(board, relation) is string reason)
                {
                    _reasons[reason] = _reasons.GetValueOrDefault(reason) + 1;
                }
            }
        }
    }

    /// <summary>Keeps the basket, or says why there is none.</summary>
    private string? Examine(Board board, Relation relation)
    {
        if (relation.Status != RelationStatus.Active)
        {
            return "suspended or unreviewed";
        }

        int then = board.SlotOf(relation.Claims[1]);
        int ifNot = board.SlotOf(relation.Claims[0]) ^ 1;
        if (then >> 1 == ifNot >> 1)
        {
            return "one market twice in a basket";
        }

        foreach (int slot in (ReadOnlySpan<int>)[then, ifNot])
        {
            if (board.Obstacles[slot] != Obstacle.None)
            {
                return board.Obstacles[slot].Word();
            }
        }

        StatisticalBasket? basket = Size(
            relation, board.LegOf(then), board.LegOf(ifNot), OpportunityStatus.Detected, board.Snapshot.At, out string reason);
        if (basket is null)
        {
            return reason;
        }

        // The same two markets by another estimate: the better one is kept.
        bool isNew = !_found.TryGetValue(basket.Id, out StatisticalBasket? known);
        if (isNew || basket.Score > known!.Score)
        {
            _found[basket.Id] = basket;
        }

        return isNew ? null : "the same basket by another implication";
    }

    /// <summary>Sizes and explains the basket; null with the reason when no size of it has an expected edge.</summary>
    public StatisticalBasket? Size(
        Relation relation, SizedLeg then, SizedLeg ifNot, OpportunityStatus status, DateTimeOffset at, out string reason)
    {
        if (relation.ConditionalAtLeast is not Ratio limit)
        {
            reason = "the conditional probability was not estimated";
            return null;
        }

        if (HedgeWeights.Of(limit) is not HedgeWeights weights)
        {
            reason = "the limit of the conditional probability hedges nothing";
            return null;
        }

        WeightedLeg[] legs = [new(then, weights.Then), new(ifNot, weights.If)];
        Quantity? safe = _sizer.Best(legs, weights.If, options.FeeSafetyMultiplier);
        if ((safe ?? _sizer.Best(legs, weights.If, safety: null)) is not Quantity units)
        {
            reason = "no expected edge after fees";
            return null;
        }

        reason = "";
        return new StatisticalAppraisal(options).Make(relation, legs, weights, units, isSafe: safe is not null, status, at);
    }
}
