using Dutchbook.Domain;
using Xunit;

namespace Dutchbook.Unit.Domain;

/// <summary>The guarantees of a relation say exactly what the relation says, checked in every world.</summary>
public sealed class Relations
{
    [Theory]
    [InlineData(RelationType.Subset, 2, 5)]
    [InlineData(RelationType.Threshold, 2, 5)]
    [InlineData(RelationType.Exclusive, 1, 5)]
    [InlineData(RelationType.Exhaustive, 1, 5)]
    [InlineData(RelationType.Partition, 1, 5)]
    [InlineData(RelationType.Equivalence, 2, 5)]
    [InlineData(RelationType.Complement, 2, 2)]
    [InlineData(RelationType.Conjunction, 2, 5)]
    public void Guarantees_hold_in_the_admissible_worlds_and_in_no_other(RelationType type, int least, int most)
    {
        for (int size = least; size <= most; size++)
        {
            for (int sides = 0; sides < 1 << size; sides++)
            {
                Claim[] claims = Claims(size, sides);
                Relation relation = new(type, claims) { Rule = "test" };
                Guarantee[] guarantees = [.. relation.Guarantees()];
                for (int world = 0; world < 1 << size; world++)
                {
                    bool[] pays = [.. claims.Select(claim => Pays(claim, world))];
                    bool guaranteed = guarantees.All(guarantee =>
                        guarantee.Claims.Count(claim => Pays(claim, world)) >= guarantee.AtLeast);
                    Assert.True(
                        IsAdmissible(type, pays) == guaranteed,
                        $"{type} of {string.Join(", ", (IEnumerable<Claim>)claims)} in world {world}");
                    Assert.Equal(guaranteed, relation.HoldsIn(claim => Pays(claim, world)));
                }
            }
        }
    }

    [Fact]
    public void A_line_holds_where_some_cell_looks_like_the_world()
    {
        // Three cells: below 60, 60 to 65, above. A: above 60. B: above 65. Only A without B, both, and neither can be.
        Claim[] claims = Claims(2, 0);
        Relation line = new(RelationType.Line, claims, new CellLine(["<60", "60-65", ">65"], [new(1, 3), new(2, 3)])) { Rule = "test" };
        Assert.Equal(
            [true, true, false, true],
            Enumerable.Range(0, 4).Select(world => line.HoldsIn(claim => (world >> Array.IndexOf(claims, claim) & 1) == 1)));
    }

    [Fact]
    public void Every_guarantee_is_reached_by_some_world_so_that_none_promises_too_little()
    {
        foreach (RelationType type in Enum.GetValues<RelationType>().Except([RelationType.Line, RelationType.Implication]))
        {
            int size = type == RelationType.Complement ? 2 : 4;
            Claim[] claims = Claims(size, 0);
            foreach (Guarantee guarantee in new Relation(type, claims) { Rule = "test" }.Guarantees())
            {
                int worst = Enumerable.Range(0, 1 << size)
                    .Where(world => IsAdmissible(type, [.. claims.Select(claim => Pays(claim, world))]))
                    .Min(world => guarantee.Claims.Count(claim => Pays(claim, world)));
                Assert.Equal(worst, guarantee.AtLeast);
            }
        }
    }

    [Fact]
    public void What_is_only_likely_guarantees_nothing()
    {
        Assert.Empty(new Relation(RelationType.Implication, Claims(2, 0)) { Rule = "test" }.Guarantees());
        foreach (RelationType type in Enum.GetValues<RelationType>().Except([RelationType.Line]))
        {
            Relation soft = new(type, Claims(2, 0)) { Rule = "test", Strength = Strength.Soft };
            Assert.Empty(soft.Guarantees());
        }
    }

    [Theory]
    [InlineData(RelationType.Subset, 1)]
    [InlineData(RelationType.Threshold, 1)]
    [InlineData(RelationType.Equivalence, 1)]
    [InlineData(RelationType.Complement, 1)]
    [InlineData(RelationType.Complement, 3)]
    [InlineData(RelationType.Conjunction, 1)]
    [InlineData(RelationType.Implication, 1)]
    [InlineData(RelationType.Implication, 3)]
    [InlineData(RelationType.Exclusive, 0)]
    [InlineData(RelationType.Exhaustive, 0)]
    [InlineData(RelationType.Partition, 0)]
    public void A_relation_has_as_many_claims_as_its_meaning_needs(RelationType type, int size) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Relation(type, Claims(size, 0)) { Rule = "test" });

    [Fact]
    public void The_id_is_the_same_for_the_same_fact_and_another_for_another()
    {
        Claim[] claims = Claims(4, 0);
        Claim[] turned = [claims[0], claims[3], claims[1], claims[2]];
        Claim[] headless = [claims[1], claims[0], claims[2], claims[3]];
        foreach (RelationType type in Enum.GetValues<RelationType>()
            .Except([RelationType.Complement, RelationType.Line, RelationType.Implication]))
        {
            bool chain = type is RelationType.Subset or RelationType.Threshold;
            Assert.Equal(Id(type, claims), Id(type, Claims(4, 0)));
            Assert.Equal(!chain, Id(type, claims) == Id(type, turned));
            Assert.Equal(!chain && type != RelationType.Conjunction, Id(type, claims) == Id(type, headless));
            Assert.NotEqual(Id(type, claims), Id(type, Claims(4, 1)), StringComparer.Ordinal);
            Assert.Matches("^[0-9a-f]{16}$", Id(type, claims));
        }

        Assert.Equal(7, Enum.GetValues<RelationType>()
            .Except([RelationType.Complement, RelationType.Line, RelationType.Implication])
            .Select(type => Id(type, claims)).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Tickers_of_a_threshold_are_shown_by_ascending_strike()
    {
        Claim[] claims = Claims(3, 0);
        Relation above = new(RelationType.Threshold, claims) { Rule = "test" };
        Relation below = new(RelationType.Threshold, claims) { Rule = "test", StrikesAscend = true };
        Relation subset = new(RelationType.Subset, claims) { Rule = "test" };

        Assert.Equal(["M2", "M1", "M0"], above.Tickers, StringComparer.Ordinal);
        Assert.Equal(["M0", "M1", "M2"], below.Tickers, StringComparer.Ordinal);
        Assert.Equal(["M0", "M1", "M2"], subset.Tickers, StringComparer.Ordinal);
        Assert.Equal("Threshold(M2, M1, M0)", above.ToString());
    }

    [Fact]
    public void A_claim_and_its_negation_never_pay_together()
    {
        foreach ((int side, int world) in new[] { (0, 0), (0, 1), (1, 0), (1, 1) })
        {
            Claim claim = Claims(1, side)[0];
            Assert.NotEqual(Pays(claim, world), Pays(claim.Negation(), world));
            Assert.Equal(claim, claim.Negation().Negation());
        }
    }

    private static string Id(RelationType type, Claim[] claims) => new Relation(type, claims) { Rule = "test" }.Id;

    // Bit i of a world is whether market i resolves YES, bit i of the sides whether claim i is on NO.
    private static Claim[] Claims(int size, int sides) => [.. Enumerable.Range(0, size).Select(i =>
        new Claim(Markets[i], ((sides >> i) & 1) == 0 ? Side.Yes : Side.No))];

    private static Market[] Markets { get; } =
        [.. Enumerable.Range(0, 5).Select(static i => new Market { Ticker = $"M{i}", Index = i })];

    private static bool Pays(Claim claim, int world) =>
        ((world >> claim.Market.Index) & 1) == (claim.Side == Side.Yes ? 1 : 0);

    private static bool IsAdmissible(RelationType type, bool[] pays)
    {
        int count = pays.Count(static each => each);
        return type switch
        {
            RelationType.Subset or RelationType.Threshold => pays.SequenceEqual(pays.Order()),
            RelationType.Exclusive => count <= 1,
            RelationType.Exhaustive => count >= 1,
            RelationType.Partition or RelationType.Complement => count == 1,
            RelationType.Equivalence => count == 0 || count == pays.Length,
            RelationType.Conjunction => pays[0] == pays[1..].All(static each => each),
            RelationType.Line => throw new ArgumentOutOfRangeException(nameof(type), "its worlds depend on its spans"),
            RelationType.Implication => true,
        };
    }
}
