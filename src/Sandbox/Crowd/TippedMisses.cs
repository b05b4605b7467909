using Dutchbook.Domain;

namespace Dutchbook.Sandbox;

/// <summary>
/// Mistakes where no belief moves prices, as in the demo: of a basket that comes close and earns nothing, somebody quotes one market
/// so well that it earns.
/// </summary>
internal sealed class TippedMisses(TradingFloor floor, CrowdQuotes quotes, Chance chance)
{
    private const int Least = 300;
    private static readonly Quantity Enough = Quantity.FromContracts(10);

    public int Count => floor.Universe.NearMisses.Count;

    /// <summary>Tips one.</summary>
    /// <param name="gap">By how much it is to pay, in ticks before fees.</param>
    /// <param name="isUsable">Whether a market may be quoted anew.</param>
    /// <returns>The basket, what it pays, and the market that was quoted; null where the chosen one will not tip.</returns>
    public (NearMiss Miss, int Gap, string Ticker)? Tip(int gap, Func<string, bool> isUsable)
    {
        NearMiss miss = chance.Of(floor.Universe.NearMisses);
        PlantedClaim tipped = chance.Of(miss.Claims);
        if (!miss.Claims.All(claim => isUsable(claim.Ticker)) || Pays(miss) is not { } pays || Level(tipped) is not { } level)
        {
            return null;
        }

        int cost = level.Price.Complement().Ticks - (gap - pays);
        if (cost is < Least or > Price.TicksPerDollar - Least)
        {
            return null;
        }

        (int bid, int ask) = IsYes(tipped) ? (cost - 200, cost) : (Price.TicksPerDollar - cost, Price.TicksPerDollar - cost + 200);
        quotes.Put(tipped.Ticker, bid, ask);
        return Pays(miss) is > 0 and int now ? (miss, now, tipped.Ticker) : null;
    }

    /// <summary>Quotes a market as it was listed.</summary>
    public void Restore(string ticker) => floor.Requote(ticker, floor.Universe.Book(ticker));

    /// <summary>What the basket pays at the touch, in ticks; null where a claim is not offered, or hardly.</summary>
    private int? Pays(NearMiss miss)
    {
        int cost = 0;
        foreach (PlantedClaim claim in miss.Claims)
        {
            if (Level(claim) is not { } level || level.Quantity < Enough)
            {
                return null;
            }

            cost += level.Price.Complement().Ticks;
        }

        return (miss.AtLeast * Price.TicksPerDollar) - cost;
    }

    /// <summary>The bid that a claim is bought from.</summary>
    private BookLevel? Level(PlantedClaim claim) => floor.Find(claim.Ticker) is { } view
        && (IsYes(claim) ? view.Book.NoBids : view.Book.YesBids) is [var best, ..] ? best : null;

    private static bool IsYes(PlantedClaim claim) => claim.Side == Side.Yes.Word();
}
