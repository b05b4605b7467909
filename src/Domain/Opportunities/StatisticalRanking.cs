namespace Dutchbook.Domain;

/// <summary>The order statistical baskets are shown in, among themselves only: by grade, then score, then id.</summary>
public static class StatisticalRanking
{
    public static IReadOnlyList<StatisticalBasket> Order(IEnumerable<StatisticalBasket> baskets) =>
    [
        .. baskets
            .OrderBy(static basket => basket.Grade)
            .ThenByDescending(static basket => basket.Score)
            .ThenBy(static basket => basket.Id, StringComparer.Ordinal),
    ];
}
