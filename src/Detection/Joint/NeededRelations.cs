using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// Of a cluster's relations those without which a basket would be paid less: one that carries the payoff by itself if
/// there is one, else what is left when each that can be spared has been dropped, the least certain first.
/// </summary>
internal static class NeededRelations
{
    /// <summary>The relations, the most certain first; null when the worst world was not decided.</summary>
    public static IReadOnlyList<Relation>? Of(Cluster cluster, Sizing sizing)
    {
        Market[] legs = [.. sizing.Legs.Select(static leg => leg.Claim.Market)];
        LegPayoff[] payoffs = [.. sizing.Legs.Select((leg, i) => PayoffOf(leg.Claim, sizing.WeightOf(i)))];
        if (Worst(cluster.Binding, legs, payoffs) is not long sure)
        {
            return null;
        }

        // A closed form needs no joint reasoning at all; a line is one relation for what would take many.
        foreach (bool isLine in (ReadOnlySpan<bool>)[false, true])
        {
            foreach (Relation relation in cluster.Relations)
            {
                if (relation.Type == RelationType.Line == isLine && Touches(relation, legs) > 1
                    && Worst([relation], legs, payoffs) == sure)
                {
                    return [relation];
                }
            }
        }

        List<Relation> near = [.. cluster.Binding.Where(relation => Touches(relation, legs) > 0)];
        List<Relation> needed = Worst(near, legs, payoffs) == sure ? near : [.. cluster.Binding];
        for (int i = needed.Count - 1; i >= 0; i--)
        {
            Relation relation = needed[i];
            needed.RemoveAt(i);
            if (Worst(needed, legs, payoffs) != sure)
            {
                needed.Insert(i, relation);
            }
        }

        return needed;
    }

    /// <summary>A contract pays a dollar.</summary>
    private static LegPayoff PayoffOf(Claim claim, long weight) => claim.Side == Side.Yes
        ? new LegPayoff(weight * Money.MicrosPerDollar, 0)
        : new LegPayoff(0, weight * Money.MicrosPerDollar);

    private static long? Worst(IReadOnlyList<Relation> relations, Market[] legs, LegPayoff[] payoffs) =>
        JoinedWorlds.Search(relations, legs).Worst(payoffs);

    private static int Touches(Relation relation, Market[] legs) => relation.Claims.Count(
        claim => Array.Exists(legs, leg => string.Equals(leg.Ticker, claim.Market.Ticker, StringComparison.Ordinal)));
}
