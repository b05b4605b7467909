using CsCheck;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Xunit;

namespace Dutchbook.Unit.Execution.Trades;

public sealed class Payoffs
{
    private static readonly RelationType[] Types =
    [
        RelationType.Subset, RelationType.Exclusive, RelationType.Exhaustive, RelationType.Partition, RelationType.Equivalence,
        RelationType.Complement, RelationType.Conjunction,
    ];

    [Fact]
    public void Any_holdings_are_paid_what_the_worst_admissible_world_pays()
    {
        Gen<(int Type, int Count, int Sides, int[] Held)> cases = Gen.Select(
            Gen.Int[0, Types.Length - 1], Gen.Int[2, 5], Gen.Int[0, 31], Gen.Int[0, 500].Array[5]);
        cases.Sample(drawn =>
        {
            int count = Types[drawn.Type] == RelationType.Complement ? 2 : drawn.Count;
            Claim[] claims = [.. Enumerable.Range(0, count).Select(i => Claim.Yes(Some.Market("M" + i)))];
            Claim[] legs = [.. claims.Select((claim, i) => (drawn.Sides >> i & 1) == 1 ? claim : claim.Negation())];
            Relation relation = new(Types[drawn.Type], claims) { Rule = "r" };
            Payoff payoff = new([.. Enumerable.Repeat(1, count)], 0, BasketWorlds.Of(legs, [relation], RelationBasis.Alone));

            // The detector lists worlds by other code; of the larger kinds it needs all of them, because holdings differ here.
            IEnumerable<bool[]> worlds = Types[drawn.Type] is RelationType.Exhaustive or RelationType.Conjunction
                ? RelationWorlds.All(relation) : RelationWorlds.Of(relation);
            long least = worlds.Min(world => Enumerable.Range(0, count)
                .Sum(i => world[i] == (legs[i].Side == Side.Yes) ? drawn.Held[i] * 10_000L : 0L));
            Quantity[] held = [.. drawn.Held.Take(count).Select(hundredths => Quantity.FromHundredths(hundredths))];
            Assert.Equal(least, payoff.Guaranteed(held).Micros);
        }, iter: 3_000);
    }

    [Fact]
    public void Relations_together_allow_only_what_each_allows()
    {
        // A implies B and C: two NO A with B and C pay two in every world; either pair alone pays one.
        Claim[] yes = [.. new[] { "A", "B", "C" }.Select(static ticker => Claim.Yes(Some.Market(ticker)))];
        Relation[] relations =
        [
            new(RelationType.Subset, [yes[0], yes[1]]) { Rule = "r" }, new(RelationType.Subset, [yes[0], yes[2]]) { Rule = "r" },
        ];
        Claim[] legs = [yes[0].Negation(), yes[1], yes[2]];
        Payoff payoff = new([2, 1, 1], 20_000, BasketWorlds.Of(legs, relations, RelationBasis.Together));

        Assert.Equal(Money.FromDollars(2), payoff.Guaranteed([Some.Contracts(2), Some.Contracts(1), Some.Contracts(1)]));
        Assert.Equal(Money.FromDollars(1), payoff.Guaranteed([Some.Contracts(1), Some.Contracts(1), Quantity.Zero]));
        Assert.Equal(Money.Zero, payoff.Guaranteed([Some.Contracts(5), Quantity.Zero, Quantity.Zero]));
    }

    [Fact]
    public void Without_worlds_only_whole_baskets_count()
    {
        Payoff payoff = new([2, 1], 10_000, []);
        Assert.Equal(Money.FromDollars(3), payoff.Guaranteed([Some.Contracts(7), Some.Contracts(3)]));
        Assert.Equal(Money.Zero, payoff.Guaranteed([Some.Contracts(7), Quantity.Zero]));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(40)]
    public void Large_sets_are_known_by_their_form(int count)
    {
        Claim[] yes = [.. Enumerable.Range(0, count).Select(static i => Claim.Yes(Some.Market("M" + i)))];
        Claim[] no = [.. yes.Select(static claim => claim.Negation())];
        int[] ones = [.. Enumerable.Repeat(1, count)];
        Quantity[] all = [.. Enumerable.Repeat(Some.Contracts(1), count)];
        Quantity[] half = [.. all.Select((one, i) => i < count / 2 ? one : Quantity.Zero)];
        Relation exclusive = new(RelationType.Exclusive, yes) { Rule = "r" };
        Relation exhaustive = new(RelationType.Exhaustive, yes) { Rule = "r" };
        Relation chain = new(RelationType.Threshold, yes) { Rule = "r" };

        Payoff ofExclusive = new(ones, 0, BasketWorlds.Of(no, [exclusive], RelationBasis.Alone));
        Assert.Equal(Money.FromDollars(count - 1), ofExclusive.Guaranteed(all));
        Assert.Equal(Money.FromDollars((count / 2) - 1), ofExclusive.Guaranteed(half));
        Payoff ofExhaustive = new(ones, 0, BasketWorlds.Of(yes, [exhaustive], RelationBasis.Alone));
        Assert.Equal(Money.FromDollars(1), ofExhaustive.Guaranteed(all));
        Assert.Equal(Money.Zero, ofExhaustive.Guaranteed(half));
        Payoff ofChain = new([1, 1], 0, BasketWorlds.Of([no[3], yes[9]], [chain], RelationBasis.Alone));
        Assert.Equal(Money.FromDollars(1), ofChain.Guaranteed([Some.Contracts(1), Some.Contracts(1)]));
    }

    [Fact]
    public void A_soft_relation_guarantees_nothing()
    {
        Claim[] yes = [Claim.Yes(Some.Market("A")), Claim.Yes(Some.Market("B"))];
        Relation soft = new(RelationType.Implication, yes) { Rule = "r", Strength = Strength.Soft };
        Assert.Empty(BasketWorlds.Of([yes[0].Negation(), yes[1]], [soft], RelationBasis.Alone));
    }

    [Fact]
    public void A_leg_outside_the_relation_leaves_only_whole_baskets()
    {
        Claim[] yes = [Claim.Yes(Some.Market("A")), Claim.Yes(Some.Market("B"))];
        Relation relation = new(RelationType.Subset, yes) { Rule = "r" };
        Assert.Empty(BasketWorlds.Of([yes[0].Negation(), Claim.Yes(Some.Market("C"))], [relation], RelationBasis.Alone));
    }
}
