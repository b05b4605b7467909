using CsCheck;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Unit.House;
using Dutchbook.Verification;
using Xunit;
using static Dutchbook.Unit.Detection.Oracle;

namespace Dutchbook.Unit.Detection.Joint;

/// <summary>
/// Small random venues with several relations, against enumeration of all worlds and of all quantities in hundredths.
/// </summary>
public sealed class JointOracleProperties
{
    private const int Depth = 4;
    private const int ShallowDepth = 2;

    private static readonly DetectionOptions Options = new() { FeeSafetyMultiplier = Ratio.Zero };

    /// <summary>
    /// Where no quantities of any claims earn anything, nothing is listed; where they earn more than rounding,
    /// something is.
    /// </summary>
    [Fact]
    public void Something_is_listed_exactly_where_some_quantities_earn()
    {
        int silent = 0;
        int telling = 0;
        Gen.Int.Sample(
            seed =>
            {
                Universe universe = new Universe(seed).WithRandomBooks(ShallowDepth);
                if (universe.Count > 4 || Worlds(universe).Length == 0)
                {
                    return;
                }

                IReadOnlyList<Opportunity> listed = universe.Venue.Listed(Options);
                decimal best = new BruteForce(universe, Worlds(universe)).Best(Every(universe));
                if (best <= 0)
                {
                    Interlocked.Increment(ref silent);
                    Assert.Empty(listed);
                }
                else if (best > 0.0001m * universe.Count)
                {
                    Interlocked.Increment(ref telling);
                    Assert.NotEmpty(listed);
                }
            },
            iter: 1_000 * TestScale.Value);
        Assert.True(silent > 20 && telling > 100, $"{silent} silent, {telling} telling");
    }

    /// <summary>
    /// A joint basket pays what it says in every world that its relations admit, none of which can be spared; what it
    /// earns is the most that any quantities of its legs earn, or within the printed gap of it.
    /// </summary>
    [Fact]
    public void Joint_baskets_are_sound_needed_and_sized_best()
    {
        int found = 0;
        int best = 0;
        Gen.Int.Sample(
            seed =>
            {
                Universe universe = new Universe(seed).WithRandomBooks(Depth);
                if (universe.Count > 5 || Worlds(universe).Length == 0)
                {
                    return;
                }

                foreach (Opportunity joint in universe.Venue.Listed(Options).Where(static one => one.Signal == Signal.Joint))
                {
                    Interlocked.Increment(ref found);
                    (string Type, Right[] Claims)[] relations = [.. joint.Relations.Select(static use =>
                        (use.Relation.Type.ToString(), use.Relation.Claims.Select(Universe.RightOf).ToArray()))];
                    Right[] legs = [.. joint.Legs.Select(static leg => Universe.RightOf(leg.Claim))];
                    decimal[] quantities = [.. joint.Legs.Select(static leg => leg.Quantity.Hundredths / 100m)];
                    Assert.Equal(joint.MinPayout.Micros / 1_000_000m, Worst(universe, relations, legs, quantities));
                    for (int i = 0; i < relations.Length; i++)
                    {
                        decimal left = Worst(universe, [.. relations.Where((_, other) => other != i)], legs, quantities);
                        Assert.True(left < joint.MinPayout.Micros / 1_000_000m, "a relation is superfluous");
                        Assert.Equal(left, joint.Relations[i].PayoffIfItFails!.Value.Micros / 1_000_000m);
                    }

                    decimal most = new BruteForce(universe, Worlds(universe, relations)).Best(legs);
                    decimal edge = joint.Edge.Micros / 1_000_000m;
                    Assert.InRange(most, edge, joint.Bound!.Value.Micros / 1_000_000m);
                    if (most == edge)
                    {
                        Interlocked.Increment(ref best);
                    }

                    Assert.Empty(ProofVerifier.Verify(ProofWriter.Write(joint, MemberKind.Direct).Utf8).Faults);
                }
            },
            iter: 1_200 * TestScale.Value);
        Assert.True(found > 100 && best > found * 0.9, $"{best} of {found} are the best");
    }

    [Fact]
    public void Coherent_prices_yield_no_joint_basket()
    {
        int coherent = 0;
        Gen.Int.Sample(
            seed =>
            {
                if (new Universe(seed).WithCoherentBooks() is Universe universe)
                {
                    Interlocked.Increment(ref coherent);
                    Assert.Empty(universe.Venue.Listed(Options));
                }
            },
            iter: 1_000 * TestScale.Value);
        Assert.True(coherent > 300, $"only {coherent} venues were coherent");
    }

    private static Right[] Every(Universe universe) =>
        [.. Enumerable.Range(0, universe.Count).SelectMany(static market => new[] { new Right(market, true), new Right(market, false) })];

    private static int[] Worlds(Universe universe) => Worlds(universe, universe.Relations);

    private static int[] Worlds(Universe universe, IReadOnlyList<(string Type, Right[] Claims)> relations) =>
        [.. Enumerable.Range(0, 1 << universe.Count).Where(world => relations.All(one => Admits(one.Type, one.Claims, world)))];

    private static decimal Worst(
        Universe universe, IReadOnlyList<(string Type, Right[] Claims)> relations, Right[] legs, decimal[] quantities) =>
        Worlds(universe, relations).Min(world => legs.Select((leg, i) => leg.Pays(world) ? quantities[i] : 0).Sum());

    /// <summary>Tries every quantity of every claim, by naive arithmetic.</summary>
    private sealed class BruteForce(Universe universe, int[] worlds)
    {
        private decimal _best;
        private Right[] _claims = [];
        private decimal[][] _spent = [];

        public decimal Best(Right[] claims)
        {
            _best = decimal.MinValue;
            _claims = claims;
            _spent = [.. claims.Select(claim => Sizes(universe.Offers(claim)).ToArray())];
            Try(0, new int[claims.Length], 0);
            return _best;
        }

        private void Try(int claim, int[] hundredths, decimal spent)
        {
            if (claim == _claims.Length)
            {
                if (Array.Exists(hundredths, static quantity => quantity > 0))
                {
                    int worst = worlds.Min(world => _claims.Select((one, i) => one.Pays(world) ? hundredths[i] : 0).Sum());
                    _best = Math.Max(_best, (worst / 100m) - spent);
                }

                return;
            }

            for (int quantity = 0; quantity < _spent[claim].Length; quantity++)
            {
                hundredths[claim] = quantity;
                Try(claim + 1, hundredths, spent + _spent[claim][quantity]);
            }

            hundredths[claim] = 0;
        }

        /// <summary>What each quantity costs with its fee, up to <see cref="Depth"/> hundredths.</summary>
        private IEnumerable<decimal> Sizes(IReadOnlyList<Offer> offers)
        {
            for (int quantity = 0; quantity <= offers.Sum(static offer => (int)(offer.Contracts * 100)); quantity++)
            {
                (decimal cost, decimal fee) = Order(offers, quantity / 100m, universe.Multiplier, 0.0001m)!.Value;
                yield return cost + fee;
            }
        }
    }
}
