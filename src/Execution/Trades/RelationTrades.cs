namespace Dutchbook.Execution;

/// <summary>
/// How many trades each relation has had. It is counted from the trades themselves, which the journal keeps, so that a restart
/// forgets none.
/// </summary>
public static class RelationTrades
{
    /// <summary>Trades that were let through, by the id of each relation that they rest on.</summary>
    public static IReadOnlyDictionary<string, int> Of(IEnumerable<TradeState> trades)
    {
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        foreach (TradeState trade in trades)
        {
            if (trade.Phase is TradePhase.Draft or TradePhase.Declined)
            {
                continue;
            }

            foreach (string relation in trade.Plan.RelationIds)
            {
                counts[relation] = counts.GetValueOrDefault(relation) + 1;
            }
        }

        return counts;
    }
}
