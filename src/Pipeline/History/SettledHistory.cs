using Dutchbook.Domain;

namespace Dutchbook.Pipeline;

/// <summary>
/// What became of the relations that once looked mispriced, by rule and by how much: each held or was broken by what its
/// markets paid. One with a market that is not paid out yet, or paid neither all nor nothing, counts as neither.
/// </summary>
public static class SettledHistory
{
    /// <param name="opportunities">The mispricings seen.</param>
    /// <param name="markets">The markets as last read.</param>
    /// <param name="relationOf">The relation of an id, its claims in order; null for one that is not known.</param>
    /// <exception cref="StorageException">A store could not be read.</exception>
    public static IReadOnlyList<SettledRelations> Of(
        IOpportunityStore opportunities, IMarketStore markets, Func<string, Relation?> relationOf)
    {
        Settlements settlements = new(markets);
        Dictionary<string, (string Rule, bool Holds)?> ends = new(StringComparer.Ordinal);
        HashSet<(string Relation, ViolationSize Size)> counted = [];
        SortedDictionary<(string Rule, ViolationSize Size), (int Held, int Broken)> counts = [];
        foreach (StoredOpportunity seen in opportunities.List(new OpportunityFilter()))
        {
            // A relation is settled only if the basket that rests on it is: most are passed over here.
            if (!seen.Legs.All(leg => settlements.IsYes(leg.Ticker) is not null))
            {
                continue;
            }

            ViolationSize size = ViolationSizes.Of(seen.Magnitude, Quantity.FromContracts(1));
            foreach (string id in seen.RelationIds.Where(id => counted.Add((id, size))))
            {
                if (!ends.TryGetValue(id, out (string Rule, bool Holds)? end))
                {
                    end = EndOf(relationOf(id), settlements);
                    ends.Add(id, end);
                }

                if (end is (string rule, bool holds))
                {
                    (int held, int broken) = counts.GetValueOrDefault((rule, size));
                    counts[(rule, size)] = holds ? (held + 1, broken) : (held, broken + 1);
                }
            }
        }

        return [.. counts.Select(static one =>
            new SettledRelations(one.Key.Rule, one.Key.Size, one.Value.Held, one.Value.Broken))];
    }

    private static (string Rule, bool Holds)? EndOf(Relation? relation, Settlements settlements) =>
        relation is { Strength: Strength.Hard }
        && relation.Claims.All(claim => settlements.IsYes(claim.Market.Ticker) is not null)
            ? (relation.Rule, relation.HoldsIn(claim => settlements.IsYes(claim.Market.Ticker) == (claim.Side == Side.Yes)))
            : null;
}
