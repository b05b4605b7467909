using Dutchbook.Domain;
using Dutchbook.Mapping;

namespace Dutchbook.Cli;

/// <summary>Which candidates a pass asks about.</summary>
internal static class MapChoice
{
    /// <summary>Those of the passes wanted, the most promising first, without events that structure has settled.</summary>
    public static List<EventPair> Of(CandidateSet candidates, RelationMap proven, IReadOnlyList<MappingPass> wanted, int most)
    {
        HashSet<string> settled = Settled(proven);
        return [.. candidates.Pairs
            .Where(pair => wanted.Contains(pair.Pass)
                && !(pair.Pass == MappingPass.Event && settled.Contains($"{pair.First.Ticker} {pair.First.Markets.Count}")))
            .Take(most)];
    }

    /// <summary>Events of which one proven relation holds every market: a model has nothing to add to them.</summary>
    private static HashSet<string> Settled(RelationMap proven)
    {
        HashSet<string> settled = new(StringComparer.Ordinal);
        foreach (Relation relation in proven.Relations)
        {
            string owner = relation.Claims[0].Market.EventTicker;
            if (relation.Type is RelationType.Threshold or RelationType.Partition or RelationType.Line
                && relation.Claims.All(claim => claim.Market.EventTicker == owner))
            {
                settled.Add($"{owner} {relation.Claims.Count}");
            }
        }

        return settled;
    }
}
