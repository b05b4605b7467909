using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>What several relations say together, and where the markets of a basket's legs stand in it.</summary>
/// <param name="Facts">The facts; the variables of the legs are the first.</param>
/// <param name="Variables">The variable of each leg.</param>
internal sealed record LegLogic(CompiledLogic Facts, int[] Variables)
{
    /// <param name="relations">Well-formed relations that bind; legs that none of them names are free.</param>
    /// <param name="legs">The market of each leg; one market may be that of several.</param>
    public static LegLogic Of(IReadOnlyList<Relation> relations, IReadOnlyList<Market> legs)
    {
        Dictionary<string, int> variables = new(StringComparer.Ordinal);
        foreach (Market market in legs.Concat(relations.SelectMany(static relation => relation.Claims)
            .Select(static claim => claim.Market)))
        {
            variables.TryAdd(market.Ticker, variables.Count);
        }

        ClusterLogic logic = new(
            variables.Count,
            relations.Select(relation => RelationLogic.Of(relation, market => variables[market.Ticker])));
        return new LegLogic(new CompiledLogic(logic), [.. legs.Select(leg => variables[leg.Ticker])]);
    }
}
