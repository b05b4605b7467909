using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>One claim of a basket as both things it can be: what a resting order bids for, and what is taken at its ask.</summary>
/// <param name="Weight">Contracts per unit basket.</param>
/// <param name="Ask">The best level on offer now; null when nobody offers it.</param>
/// <param name="Below">An order that rests must stay below this price, or it would take instead.</param>
/// <param name="Offered">At which price it is on offer, or was until it was taken: sellers come near here.</param>
/// <param name="Bids">What is bid for the same side.</param>
/// <param name="HasAssumedSize">The size of <paramref name="Ask"/> was not recorded.</param>
internal sealed record RestingLeg(
    Claim Claim,
    int Weight,
    BookLevel? Ask,
    Price Below,
    Price Offered,
    FeeTerms Terms,
    OwnBids Bids,
    bool HasAssumedSize)
{
    /// <summary>
    /// The leg after <paramref name="taken"/> contracts of it are gone from the levels. When nothing is left on offer, a
    /// resting order may still bid what the last contract cost.
    /// </summary>
    public static RestingLeg After(SizedLeg leg, int weight, Quantity taken, OwnBids bids)
    {
        BookLevel? next = null;
        Price offered = leg.Levels.Length == 0 ? Price.Zero : leg.Levels[0].Price;
        Quantity rest = taken;
        foreach (BookLevel level in leg.Levels)
        {
            offered = rest.IsPositive ? level.Price : offered;
            if (level.Quantity > rest)
            {
                next = level with { Quantity = level.Quantity - rest };
                break;
            }

            rest -= level.Quantity;
        }

        Price below = next?.Price ?? Price.FromTicks(Math.Min(offered.Ticks + 1, Price.TicksPerDollar));
        return new RestingLeg(
            leg.Claim, weight, next, below, offered, leg.Terms, bids, leg.IsTopOnly && leg.Claim.Market.SizesAssumed);
    }

    /// <summary>Unit baskets that the best ask completes.</summary>
    public long UnitsAtAsk() => Ask is BookLevel level ? level.Quantity.Hundredths / Weight : 0;
}
