namespace Dutchbook.Domain;

/// <summary>The order opportunities are shown in: by grade, then score, then id, so that a replay shows the same list.</summary>
public static class Ranking
{
    public static IReadOnlyList<Opportunity> Order(IEnumerable<Opportunity> opportunities) =>
    [
        .. opportunities
            .OrderBy(static opportunity => opportunity.Grade)
            .ThenByDescending(static opportunity => opportunity.Score)
            .ThenByDescending(static opportunity => opportunity.Edge)
            .ThenBy(static opportunity => opportunity.Id, StringComparer.Ordinal),
    ];
}
