using Dutchbook.Domain;
using Xunit;

namespace Dutchbook.Unit.Mapping;

/// <summary>
/// Asks a map what it holds to be possible. A world is the set of markets that resolve YES, all others NO; a relation is wrong
/// as soon as it excludes a world that can happen, whatever its type and however it was derived.
/// </summary>
internal static class Verdict
{
    /// <summary>Nothing proven stands against this outcome.</summary>
    public static void Allows(this RelationMap map, params string[] yes) => Assert.Empty(map.Against(yes));

    /// <summary>Something proven stands against this outcome.</summary>
    public static void Forbids(this RelationMap map, params string[] yes) => Assert.NotEmpty(map.Against(yes));

    /// <summary>The relations that stand against an outcome.</summary>
    public static string[] Against(this RelationMap map, params string[] yes) =>
        [.. map.Relations.Where(relation => relation.IsBroken(market => yes.Contains(market.Ticker, StringComparer.Ordinal)))
            .Select(static relation => $"{relation} by {relation.Rule}")];

    /// <summary>The one relation of this type among just these markets, in any order.</summary>
    public static Relation Single(this RelationMap map, RelationType type, params string[] tickers) =>
        Assert.Single(map.Relations, relation => relation.Type == type
            && relation.Claims.Select(static claim => claim.Market.Ticker).Order(StringComparer.Ordinal)
                .SequenceEqual(tickers.Order(StringComparer.Ordinal), StringComparer.Ordinal));

    /// <summary>All relations as text that does not depend on the order in which they were found.</summary>
    public static string[] Facts(this RelationMap map) =>
        [.. map.Relations.Select(static relation => $"{relation.Id} {relation.Type}").Order(StringComparer.Ordinal)];

    /// <summary>A refusal about this market or event says why, in words that contain these.</summary>
    public static void Refuses(this RelationMap map, string subject, string words) =>
        Assert.Contains(map.Refusals, refusal => refusal.Subject == subject
            && refusal.Reason.Contains(words, StringComparison.Ordinal));

    /// <summary>The relation's evidence mentions these words.</summary>
    public static void Says(this Relation relation, string words) =>
        Assert.Contains(words, string.Join('\n', relation.Evidence), StringComparison.Ordinal);

    /// <summary>The relation does not admit a world: a guarantee fails in it, or no cell of its line looks like it.</summary>
    public static bool IsBroken(this Relation relation, Func<Market, bool> isYes)
    {
        bool Pays(Claim claim) => isYes(claim.Market) == (claim.Side == Side.Yes);
        return relation.Guarantees().Any(guarantee => guarantee.Claims.Count(Pays) < guarantee.AtLeast)
            || (relation.Line is { } line && !Enumerable.Range(0, line.Cells.Count)
                .Any(cell => Enumerable.Range(0, relation.Claims.Count).All(i => line.Pays(i, cell) == Pays(relation.Claims[i]))));
    }
}
