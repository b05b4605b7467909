using Dutchbook.Detection;
using Xunit;
using static Dutchbook.Detection.Literal;
using static Dutchbook.Detection.LogicConstraint;

namespace Dutchbook.Unit.Detection.Solving;

/// <summary>The integer check accepts what is true and refuses it with any one thing changed.</summary>
public sealed class WitnessChecks
{
    private static readonly ClusterLogic Partition = new(2, [ExactlyOne(Yes(0), Yes(1))]);
    private static readonly Box[] Boxes = [new(300_000, 400_000), new(600_000, 600_000)];

    [Fact]
    public void A_mixture_in_every_box_holds() => Assert.True(Holds([[1], [2]], [2, 3]));

    [Fact]
    public void A_mixture_outside_one_box_by_the_least_part_does_not() =>
        Assert.False(Holds([[1], [2]], [400_000_001, 599_999_999]));

    [Fact]
    public void A_world_against_the_facts_does_not() => Assert.False(Holds([[1], [2], [3]], [2, 3, 0]));

    [Fact]
    public void Negative_or_missing_weights_do_not()
    {
        Assert.False(Holds([[1], [2], [2]], [2, 4, -1]));
        Assert.False(Holds([[1], [2]], [5]));
        Assert.False(Holds([], []));
    }

    [Fact]
    public void A_basket_with_an_unquoted_claim_has_no_cost() =>
        Assert.Null(WitnessCheck.Cost([1, 0], [new(0, Box.NoAsk), new(0, 1)]));

    [Fact]
    public void A_basket_costs_asks_for_yes_and_a_dollar_less_bids_for_no() =>
        // 2 x 0.40 + 3 x (1 - 0.60)
        Assert.Equal((Int128)2_000_000, WitnessCheck.Cost([2, -3], Boxes));

    [Fact]
    public void The_least_payout_is_taken_over_all_worlds()
    {
        TableOracle oracle = new(WorldTable.Enumerate(Partition));
        Assert.Equal(2, WitnessCheck.LeastPayout(oracle, [2, 3], 10, new ulong[1]));
        Assert.Equal(1, WitnessCheck.LeastPayout(oracle, [-1, -1], 10, new ulong[1]));
    }

    [Theory]
    [InlineData(new[] { 1.0, 0.5, -0.5, 0 }, new long[] { 2, 1, -1, 0 })]
    [InlineData(new[] { 1.0, 2 / 3.0, 1 / 7.0 }, new long[] { 21, 14, 3 })]
    [InlineData(new[] { 0.25, 0.25 }, new long[] { 1, 1 })]
    public void Whole_weights_are_recovered_from_fractions(double[] weights, long[] expected)
    {
        long[] whole = new long[weights.Length];
        WholeWeights.Recover(weights, whole);
        Assert.Equal(expected, whole);
    }

    private static bool Holds(ulong[][] worlds, long[] numerators) =>
        WitnessCheck.Holds(Partition, new WitnessMixture(2, worlds, numerators), Boxes);
}
