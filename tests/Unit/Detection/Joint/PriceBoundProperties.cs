using CsCheck;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Xunit;
using static Dutchbook.Unit.Detection.Oracle;

namespace Dutchbook.Unit.Detection.Joint;

/// <summary>The bounds of a market against enumeration of every quantity of every claim of the others.</summary>
public sealed class PriceBoundProperties
{
    private const int Depth = 3;
    private const int Contracts = 3;

    [Fact]
    public void A_bound_is_the_best_that_any_quantities_of_the_others_bring()
    {
        int compared = 0;
        int equal = 0;
        Gen.Int.Sample(
            seed =>
            {
                Universe universe = new Universe(seed).WithRandomBooks(Depth);
                int[] worlds = [.. Enumerable.Range(0, 1 << universe.Count)
                    .Where(world => universe.Relations.All(one => Admits(one.Type, one.Claims, world)))];
                Market market = universe.Venue.Snapshot().Markets[0];
                if (universe.Count > 4 || worlds.Length == 0 || universe.Relations.All(static one => one.Claims.All(static claim => claim.Market != 0)))
                {
                    return;
                }

                PriceBounds bounds = new Detector(new DetectionOptions()).Bounds(
                    universe.Venue.Snapshot(), universe.Venue.Map(), market, Quantity.FromHundredths(Contracts));
                if (bounds.Notes.Any(static note => note.Contains("mispriced among themselves", StringComparison.Ordinal)))
                {
                    return;
                }

                Right[] others = [.. Enumerable.Range(1, universe.Count - 1)
                    .SelectMany(static other => new[] { new Right(other, true), new Right(other, false) })];
                if (new Replacement(universe, worlds, new Right(0, true), 0).Best(others) > 0)
                {
                    // Markets that no relation ties to this one are mispriced among themselves.
                    return;
                }

                foreach (bool yes in (bool[])[true, false])
                {
                    decimal best = new Replacement(universe, worlds, new Right(0, yes), Contracts).Best(others);
                    decimal price = yes ? Dollars(bounds.Sell?.Price) ?? 0 : 1 - (Dollars(bounds.Build?.Price) ?? 1);
                    Interlocked.Increment(ref compared);
                    decimal exact = best / (Contracts / 100m);
                    Assert.True(price <= exact + 0.000001m, $"{price} is better than {exact}");
                    if (price > exact - 0.000002m)
                    {
                        Interlocked.Increment(ref equal);
                    }

                    // Rounding at so few contracts can hide a fraction of a cent, never more.
                    Assert.True(price > exact - 0.02m, $"{exact} can be had, {price} was found");
                }
            },
            iter: 800);
        Assert.True(compared > 150 && equal > compared * 0.95, $"{equal} of {compared} are the best");
    }

    private static decimal? Dollars(Money? money) => money is Money known ? known.Micros / 1_000_000m : null;

    /// <summary>What some contracts of a claim and any quantities of others lock, the first being free.</summary>
    private sealed class Replacement(Universe universe, int[] worlds, Right own, int contracts)
    {
        private decimal _best;
        private Right[] _claims = [];
        private decimal[][] _spent = [];

        public decimal Best(Right[] claims)
        {
            _best = 0;
            _claims = claims;
            _spent = [.. claims.Select(claim => Enumerable
                .Range(0, universe.Offers(claim).Sum(static offer => (int)(offer.Contracts * 100)) + 1)
                .Select(quantity => Order(universe.Offers(claim), quantity / 100m, universe.Multiplier, 0.0001m)!.Value)
                .Select(static order => order.Cost + order.Fee)
                .ToArray())];
            Try(0, new int[claims.Length], 0);
            return _best;
        }

        private void Try(int claim, int[] hundredths, decimal spent)
        {
            if (claim == _claims.Length)
            {
                int worst = worlds.Min(world => (own.Pays(world) ? contracts : 0)
                    + _claims.Select((one, i) => one.Pays(world) ? hundredths[i] : 0).Sum());
                _best = Math.Max(_best, (worst / 100m) - spent);
                return;
            }

            for (int quantity = 0; quantity < _spent[claim].Length; quantity++)
            {
                hundredths[claim] = quantity;
                Try(claim + 1, hundredths, spent + _spent[claim][quantity]);
            }

            hundredths[claim] = 0;
        }
    }
}
