using CsCheck;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Xunit;
using static Dutchbook.Unit.Detection.Oracle;

namespace Dutchbook.Unit.Detection;

/// <summary>
/// The detector against enumeration of worlds and naive arithmetic, on thousands of small random venues.
/// </summary>
public sealed class OracleProperties
{
    private static readonly DetectionOptions NoMargin = new() { FeeSafetyMultiplier = Ratio.Zero };

    [Theory]
    [InlineData(MemberKind.Direct)]
    [InlineData(MemberKind.NonDirect)]
    public void What_is_listed_pays_in_every_admissible_world_and_costs_what_the_books_say(MemberKind member)
    {
        int listed = 0;
        Gen.Int.Sample(
            seed =>
            {
                Universe universe = new Universe(seed).WithRandomBooks(5_000);
                foreach (Opportunity found in universe.Venue.Listed(new DetectionOptions { Member = member }))
                {
                    Interlocked.Increment(ref listed);
                    Confirm(universe, found, member);
                }
            },
            iter: 3_000);

        Assert.True(listed > 1_000, $"only {listed} baskets were confirmed");
    }

    [Theory]
    [InlineData(MemberKind.Direct)]
    [InlineData(MemberKind.NonDirect)]
    public void Every_guarantee_that_pays_at_some_size_is_listed_at_its_best_size(MemberKind member)
    {
        int expected = 0;
        Gen.Int.Sample(
            seed =>
            {
                Universe universe = new Universe(seed).WithRandomBooks(120);
                if (!universe.IsPossible())
                {
                    return;
                }

                Dictionary<string, Opportunity> listed = universe.Venue
                    .Listed(NoMargin with { Member = member })
                    .Where(static found => found.Basis == RelationBasis.Alone)
                    .ToDictionary(static found => Key(Rights(found)), StringComparer.Ordinal);
                Prices prices = new(universe, member);
                foreach ((string type, Right[] claims) in universe.Relations)
                {
                    foreach (Right[][] alternatives in GuaranteesOf(type, claims))
                    {
                        decimal best = alternatives.Max(basket =>
                            prices.Best(basket, WorstPayout(type, claims, basket, universe.Count)));
                        if (best > 0)
                        {
                            Interlocked.Increment(ref expected);
                            decimal found = alternatives.Max(basket =>
                                listed.TryGetValue(Key(basket), out Opportunity? one) ? Dollars(one.Edge) : 0);
                            Assert.True(found >= best, $"{type}: {best} can be earned, {found} was listed");
                        }
                    }
                }
            },
            iter: 1_500);

        Assert.True(expected > 500, $"only {expected} guarantees paid");
    }

    /// <summary>
    /// Whatever the shape of the basket: if one relation alone lets it pay at the touch, something is listed.
    /// </summary>
    [Fact]
    public void No_basket_of_any_unit_shape_pays_by_one_relation_where_nothing_is_listed()
    {
        int silent = 0;
        Gen.Int.Sample(
            seed =>
            {
                Universe universe = new Universe(seed).WithRandomBooks(60);
                if (!universe.IsPossible() || universe.Venue.Listed(NoMargin).Count > 0)
                {
                    return;
                }

                Interlocked.Increment(ref silent);
                Prices prices = new(universe, MemberKind.Direct);
                foreach ((string type, Right[] claims) in universe.Relations)
                {
                    Right[] every = [.. claims, .. claims.Select(Not)];
                    foreach (Right[] basket in Subsets(every))
                    {
                        decimal best = prices.Best(basket, WorstPayout(type, claims, basket, universe.Count));
                        Assert.True(best <= 0, $"{type}: {best} by {Key(basket)}");
                    }
                }
            },
            iter: 300);

        Assert.True(silent > 20, $"only {silent} venues were silent");
    }

    [Theory]
    [InlineData(MemberKind.Direct)]
    [InlineData(MemberKind.NonDirect)]
    public void Coherent_prices_yield_nothing(MemberKind member)
    {
        int coherent = 0;
        Gen.Int.Sample(
            seed =>
            {
                if (new Universe(seed).WithCoherentBooks() is Universe universe)
                {
                    Interlocked.Increment(ref coherent);
                    Assert.Empty(universe.Venue.Listed(NoMargin with { Member = member }));
                }
            },
            iter: 3_000);

        Assert.True(coherent > 1_000, $"only {coherent} venues were coherent");
    }

    private static void Confirm(Universe universe, Opportunity found, MemberKind member)
    {
        Right[] basket = Rights(found);
        decimal units = Contracts(found.Units);
        Assert.Equal(basket.Length, basket.Select(static claim => claim.Market).Distinct().Count());
        foreach (RelationUse use in found.Basis == RelationBasis.Alone ? found.Relations : [])
        {
            Right[] related = [.. use.Relation.Claims.Select(Universe.RightOf)];
            int worst = WorstPayout(use.Relation.Type.ToString(), related, basket, universe.Count);
            Assert.Equal(Dollars(found.MinPayout), units * worst);
        }

        if (found.Basis == RelationBasis.Together)
        {
            decimal worst = Enumerable.Range(0, 1 << universe.Count)
                .Where(world => found.Relations.All(use => Admits(
                    use.Relation.Type.ToString(), [.. use.Relation.Claims.Select(Universe.RightOf)], world)))
                .Min(world => basket.Zip(found.Legs).Sum(leg => leg.First.Pays(world) ? Contracts(leg.Second.Quantity) : 0));
            Assert.Equal(worst, Dollars(found.MinPayout));
        }

        decimal cost = 0;
        decimal fees = 0;
        foreach ((BasketLeg leg, Right claim) in found.Legs.Zip(basket))
        {
            (decimal Cost, decimal Fee) order = Order(
                universe.Offers(claim), Contracts(leg.Quantity), universe.Multiplier, Unit(member))!.Value;
            Assert.Equal(units * leg.Weight, Contracts(leg.Quantity));
            Assert.Equal(order.Cost, Dollars(leg.Cost));
            Assert.Equal(order.Fee, Dollars(leg.Fee));
            Assert.Equal(
                order.Cost, leg.Levels.Sum(static level => level.Price.Ticks / 10_000m * Contracts(level.Quantity)));
            Assert.True(leg.FeeBound >= leg.Fee);
            cost += order.Cost;
            fees += order.Fee;
        }

        Assert.Equal(cost, Dollars(found.Cost));
        Assert.Equal(fees, Dollars(found.Fees));
        Assert.Equal(Dollars(found.MinPayout) - cost - fees, Dollars(found.Edge));
        Assert.True(found.Edge.IsPositive);
        Assert.True(found.Basis == RelationBasis.Together || found.Units <= found.Available);
    }

    /// <summary>
    /// The baskets that each relation lets pay; of the alternatives in one entry only the best must be listed.
    /// </summary>
    private static IEnumerable<Right[][]> GuaranteesOf(string type, Right[] claims)
    {
        Right[] negated = [.. claims.Select(Not)];
        switch (type)
        {
            case "Subset" or "Threshold":
                return Pairs(claims.Length)
                    .Select(pair => new[] { new[] { negated[pair.First], claims[pair.Second] } });
            case "Exclusive":
                return [[.. Subsets(negated)]];
            case "Exhaustive":
                return [[claims]];
            case "Partition":
                return [[claims], [.. Subsets(negated)]];
            case "Complement":
                return [[claims], [negated]];
            case "Equivalence":
                return Pairs(claims.Length).SelectMany(pair => new Right[][][]
                {
                    [[claims[pair.First], negated[pair.Second]]],
                    [[negated[pair.First], claims[pair.Second]]],
                });
            default:
                return claims.Skip(1).Select(leg => new[] { new[] { negated[0], leg } })
                    .Append([[claims[0], .. negated.Skip(1)]]);
        }
    }

    private static IEnumerable<(int First, int Second)> Pairs(int count) => Enumerable.Range(0, count)
        .SelectMany(first => Enumerable.Range(first + 1, count - first - 1).Select(second => (first, second)));

    private static Right Not(Right claim) => claim with { Yes = !claim.Yes };

    private static Right[] Rights(Opportunity found) =>
        [.. found.Legs.Select(static leg => Universe.RightOf(leg.Claim))];

    private static string Key(IEnumerable<Right> claims) =>
        string.Join(' ', claims.Select(static claim => claim.ToString()).Order(StringComparer.Ordinal));

    private static decimal Dollars(Money money) => money.Micros / 1_000_000m;

    private static decimal Contracts(Quantity quantity) => quantity.Hundredths / 100m;

    private static decimal Unit(MemberKind member) => member == MemberKind.Direct ? 0.0001m : 0.01m;

    /// <summary>Cost with fee of every claim at every size, computed once a venue.</summary>
    private sealed class Prices(Universe universe, MemberKind member)
    {
        private readonly Dictionary<Right, (decimal Spent, decimal Marginal)[]> _bySize = [];

        /// <summary>
        /// The most that one contract each of these claims can earn, over every size whose last hundredth still pays
        /// before rounding. (A worse level can earn a fraction of a balance unit by luck of rounding alone; it is not
        /// to be taken.)
        /// </summary>
        public decimal Best(IReadOnlyList<Right> basket, int payout)
        {
            (decimal Spent, decimal Marginal)[][] claims = [.. basket.Select(BySize)];
            decimal best = decimal.MinValue;
            int depth = claims.Min(static one => one.Length);
            for (int size = 0; size < depth && claims.Sum(one => one[size].Marginal) < payout; size++)
            {
                best = Math.Max(best, (payout * (size + 1) / 100m) - claims.Sum(one => one[size].Spent));
            }

            return best;
        }

        private (decimal Spent, decimal Marginal)[] BySize(Right claim)
        {
            if (!_bySize.TryGetValue(claim, out (decimal Spent, decimal Marginal)[]? sizes))
            {
                List<(decimal Spent, decimal Marginal)> each = [];
                IReadOnlyList<Offer> offers = universe.Offers(claim);
                decimal depth = offers.Sum(static offer => offer.Contracts);
                for (decimal size = 0.01m; size <= depth; size += 0.01m)
                {
                    (decimal cost, decimal fee) = Order(offers, size, universe.Multiplier, Unit(member))!.Value;
                    each.Add((cost + fee, Marginal(offers, size)));
                }

                sizes = [.. each];
                _bySize.Add(claim, sizes);
            }

            return sizes;
        }

        private decimal Marginal(IReadOnlyList<Offer> offers, decimal contracts)
        {
            decimal before = 0;
            Offer last = offers.First(offer => (before += offer.Contracts) >= contracts);
            return last.Price + (universe.Multiplier * 0.07m * last.Price * (1 - last.Price));
        }
    }
}
