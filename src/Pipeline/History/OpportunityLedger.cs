using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Pipeline;

/// <summary>What became of an opportunity.</summary>
public enum OpportunityEnd
{
    /// <summary>Its markets paid less than the basket was sure to be paid: the relation was read wrongly, or settled abnormally.</summary>
    FellShort = 0,

    /// <summary>A trade bought the whole basket.</summary>
    Filled,

    /// <summary>A trade of it ended in any other way.</summary>
    Unwound,

    /// <summary>It was gone before it was traded.</summary>
    Gone,

    /// <summary>It is there.</summary>
    There,
}

/// <summary>One opportunity and what became of it.</summary>
public sealed record LedgerLine
{
    public required StoredOpportunity Opportunity { get; init; }

    public required OpportunityEnd End { get; init; }

    /// <summary>In words.</summary>
    public required string Why { get; init; }

    /// <summary>From the first look of its newest episode to the last that saw it.</summary>
    public required TimeSpan Lasted { get; init; }

    /// <summary>What the whole basket was paid; null while a market of it is not settled.</summary>
    public required Money? Paid { get; init; }
}

/// <summary>
/// The ledger of false positives: every opportunity that was ever shown with what became of it, so that what was claimed can be held
/// against what happened.
/// </summary>
public static class OpportunityLedger
{
    /// <param name="opportunities">What was shown.</param>
    /// <param name="markets">The markets as last read.</param>
    /// <param name="trades">The trades of one book.</param>
    /// <exception cref="StorageException">A store could not be read.</exception>
    public static IReadOnlyList<LedgerLine> Of(
        IEnumerable<StoredOpportunity> opportunities, IMarketStore markets, IEnumerable<TradeState> trades)
    {
        Settlements settlements = new(markets);
        Dictionary<string, TradeState> newest = new(StringComparer.Ordinal);
        foreach (TradeState trade in trades.Where(static trade => trade.Phase != TradePhase.Declined)
            .OrderBy(static trade => trade.Plan.CreatedAt))
        {
            newest[trade.Plan.OpportunityId] = trade;
        }

        return
        [
            .. opportunities.Select(seen => LineOf(seen, settlements, newest.GetValueOrDefault(seen.Id)))
                .OrderBy(static line => line.End)
                .ThenByDescending(static line => line.Opportunity.Episode.BestEdge)
                .ThenBy(static line => line.Opportunity.Id, StringComparer.Ordinal),
        ];
    }

    private static LedgerLine LineOf(StoredOpportunity seen, Settlements settlements, TradeState? trade)
    {
        Money? paid = PaidOf(seen, settlements);
        (OpportunityEnd end, string why) = trade switch
        {
            _ when paid < seen.MinPayout => (OpportunityEnd.FellShort, $"it was sure to be paid {seen.MinPayout}, and was paid {paid}"),
            { Phase: TradePhase.Complete } => (OpportunityEnd.Filled, $"trade {trade.Plan.TradeId}"),
            { } other when other.Phase.IsFinal() => (OpportunityEnd.Unwound, $"trade {other.Plan.TradeId}: {other.Phase}, {other.Reason}"),
            { } open => (OpportunityEnd.There, $"trade {open.Plan.TradeId} is under way"),
            null when seen.Episode.EndedAt is null => (OpportunityEnd.There, "not traded"),
            null => (OpportunityEnd.Gone, seen.AboveThreshold ? "gone before it was traded" : "below the thresholds, and gone"),
        };
        return new LedgerLine
        {
            Opportunity = seen,
            End = end,
            Why = why,
            Lasted = seen.Episode.LastSeen - seen.Episode.FirstSeen,
            Paid = paid,
        };
    }

    private static Money? PaidOf(StoredOpportunity seen, Settlements settlements)
    {
        Money paid = Money.Zero;
        foreach (StoredLeg leg in seen.Legs)
        {
            if (settlements.IsYes(leg.Ticker) is not { } isYes)
            {
                return null;
            }

            paid += isYes == (leg.Side == Side.Yes) ? Price.One * leg.Quantity : Money.Zero;
        }

        return paid;
    }
}
