using Dutchbook.Domain;
using Dutchbook.Sandbox;

namespace Dutchbook.Unit.Sandbox;

/// <summary>
/// What a basket earns at the touch, in micro-dollars, by integer arithmetic that shares nothing with detection: prices in
/// ticks of $0.0001, sizes in hundredths of a contract, so that a tick times a hundredth is a micro-dollar.
/// </summary>
internal static class Arithmetic
{
    /// <summary>Null when a leg has no offer, or when the fee cannot be known.</summary>
    public static long? Edge(Universe universe, IEnumerable<PlantedClaim> claims, int atLeast)
    {
        List<(int Ticks, long Size, decimal Multiplier)> legs = [];
        foreach (PlantedClaim claim in claims)
        {
            ListedBook book = universe.Book(claim.Ticker);
            IReadOnlyList<BookLevel> against = claim.Side == "yes" ? book.NoBids : book.YesBids;
            if (against.Count == 0 || Multiplier(universe, claim.Ticker) is not decimal multiplier)
            {
                return null;
            }

            legs.Add((10_000 - against[0].Price.Ticks, against[0].Quantity.Hundredths, multiplier));
        }

        long size = legs.Min(leg => leg.Size);
        long spent = legs.Sum(leg => Spent(leg.Ticks, size, leg.Multiplier));
        return (atLeast * 10_000L * size) - spent;
    }

    public static decimal Fee(int ticks, decimal multiplier) =>
        0.07m * multiplier * ticks * (10_000 - ticks) / 10_000m;

    public static decimal? Multiplier(Universe universe, string ticker)
    {
        ListedEvent listed = universe.FindEvent(universe.FindMarket(ticker)!.EventTicker)!;
        ListedSeries series = universe.FindSeries(listed.SeriesTicker)!;
        string? type = listed.FeeTypeOverride ?? series.FeeType;
        return type?.StartsWith("quadratic", StringComparison.Ordinal) == true
            ? listed.FeeMultiplierOverride ?? series.FeeMultiplier
            : null;
    }

    /// <summary>Price and taker fee, and the account rounded down to $0.0001: 100 micro-dollars.</summary>
    private static long Spent(int ticks, long size, decimal multiplier)
    {
        // 0.07 m p (1 - p) dollars a contract, p = ticks / 10,000: 0.07 m ticks (10,000 - ticks) / 100 micro-dollars.
        decimal fee = Math.Ceiling(0.07m * multiplier * ticks * (10_000 - ticks) / 100m * size / 100m);
        long exact = (ticks * size) + (long)fee;
        return (exact + 99) / 100 * 100;
    }
}
