using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// Finds the one order that would make a basket pay: which claim to rest on, at which price of its grid, and how many.
/// Each claim is tried with the others taken at their best ask, and the order worth most by <see cref="FillChance"/> is
/// kept; of equals the one on the earlier claim, then at the higher price.
/// </summary>
internal sealed class RestingSearch(DetectionOptions options)
{
    /// <summary>The best order, or null when no valid price leaves an edge after exact fees.</summary>
    /// <param name="legs">The claims of the basket, each of another market.</param>
    /// <param name="atLeast">What a unit basket pays at least, in dollars.</param>
    public RestingOrder? Best(IReadOnlyList<RestingLeg> legs, int atLeast)
    {
        Found? best = null;
        for (int i = 0; i < legs.Count; i++)
        {
            RestingLeg resting = legs[i];
            RestingLeg[] others = [.. legs.Where((_, other) => other != i)];
            Quantity units = Units(others);
            if (units.IsPositive)
            {
                best = Better(best, resting, others, units, atLeast);
            }
        }

        return best is null ? null : Order(best);
    }

    /// <summary>Unit baskets that the others complete at their best asks.</summary>
    private Quantity Units(RestingLeg[] others)
    {
        long most = Math.Min(options.MaxUnits?.Hundredths ?? long.MaxValue, FillChance.GreatestHundredths);
        return Quantity.FromHundredths(others.Min(leg => Math.Min(leg.UnitsAtAsk(), most)));
    }

    private Found? Better(Found? best, RestingLeg resting, RestingLeg[] others, Quantity units, int atLeast)
    {
        RestingTake[] takes = [.. others.Select(leg => Take(leg, units))];
        Money left = Money.FromMicros(atLeast * units.Hundredths * (Money.MicrosPerDollar / 100));
        foreach (RestingTake take in takes)
        {
            left -= (take.Price * take.Quantity) + take.Fee;
        }

        Quantity quantity = units * resting.Weight;
        Money enough = FillChance.Enough * resting.Weight;
        for (Price? at = Highest(resting, quantity, left); at is Price price; at = Next(resting, price))
        {
            int ticksBelow = Math.Max(0, resting.Offered.Ticks - price.Ticks);
            if (ticksBelow > FillChance.FarthestTicks)
            {
                break;
            }

            Money fee = Fee(resting.Terms, price, quantity, LiquidityRole.Maker);
            Money edge = left - (price * quantity) - fee;
            Int128 worth = !edge.IsPositive ? 0 : FillChance.Worth(
                edge, units, options.DesiredContracts, resting.Bids.AtLeastAhead(price), ticksBelow);
            if (worth > (best?.Worth ?? 0))
            {
                best = new Found(resting, others, takes, units, price, fee, edge, worth);
            }

            if (ticksBelow > 0 && Figures.PerUnit(edge, units) >= enough)
            {
                break;
            }
        }

        return best;
    }

    /// <summary>The highest valid price that takes nothing and costs less than what is left, before its own fee.</summary>
    private static Price? Highest(RestingLeg resting, Quantity quantity, Money left)
    {
        long ticks = left.IsPositive ? (left.Micros - 1) / quantity.Hundredths : 0;
        return Offers.Floor(
            resting.Claim, Price.FromTicks((int)Math.Clamp(ticks, 0, Math.Max(0, resting.Below.Ticks - 1))));
    }

    private static Price? Next(RestingLeg resting, Price price) =>
        Offers.Floor(resting.Claim, Price.FromTicks(price.Ticks - 1));

    private RestingTake Take(RestingLeg leg, Quantity units)
    {
        Price ask = leg.Ask!.Value.Price;
        Quantity taken = units * leg.Weight;
        return new RestingTake(leg.Claim, ask, taken, Fee(leg.Terms, ask, taken, LiquidityRole.Taker));
    }

    private Money Fee(FeeTerms terms, Price price, Quantity quantity, LiquidityRole role) =>
        new OrderFees(terms, options.Member).Add(price, quantity, role).Net();

    private static RestingOrder Order(Found found)
    {
        RestingOrder order = new()
        {
            Claim = found.Resting.Claim,
            Price = found.Price,
            Quantity = found.Units * found.Resting.Weight,
            Fee = found.Fee,
            QueueAhead = found.Resting.Bids.Ahead(found.Price),
            Takes = found.Takes,
            Edge = found.Edge,
            Magnitude = Figures.PerUnit(found.Edge, found.Units),
            Words = "",
            Caveats = [.. RestingWords.Caveats(found.Resting, found.Others, found.Price)],
        };
        return order with { Words = RestingWords.Of(order) };
    }

    private sealed record Found(
        RestingLeg Resting,
        RestingLeg[] Others,
        RestingTake[] Takes,
        Quantity Units,
        Price Price,
        Money Fee,
        Money Edge,
        Int128 Worth);
}
