using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>Of relations that hold together the markets that a reader must see.</summary>
internal static class RelationUses
{
    /// <summary>
    /// Of each relation the markets that the basket buys, or that tie it to another of the relations.
    /// </summary>
    public static RelationUse[] Of(IReadOnlyList<Relation> needed, Market[] legs)
    {
        HashSet<string> told = [.. legs.Select(static leg => leg.Ticker)];
        told.UnionWith(needed
            .SelectMany(static relation => relation.Claims.Select(static claim => claim.Market.Ticker))
            .GroupBy(static ticker => ticker, StringComparer.Ordinal)
            .Where(static named => named.Count() > 1)
            .Select(static named => named.Key));
        return [.. needed.Select(relation => new RelationUse(relation, [.. relation.Tickers.Where(told.Contains)]))];
    }
}
