using CsCheck;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Xunit;

namespace Dutchbook.Unit.Execution.Trades;

public sealed class LegOrders
{
    [Fact]
    public void No_permutation_of_five_legs_costs_less() =>
        Gen.Select(Gen.Int[1, 1_000_000], Gen.Int[1, 5_000_000]).Array[1, 5].Sample(drawn =>
        {
            LegDifficulty[] legs = [.. drawn.Select(static leg => new LegDifficulty(leg.Item1, Money.FromMicros(leg.Item2)))];
            Int128 best = Permutations([.. Enumerable.Range(0, legs.Length)]).Min(order => Naive(legs, order));
            Assert.Equal(best, Naive(legs, LegOrder.Of(legs)));
            Assert.Equal(best, LegOrder.Cost(legs, LegOrder.Of(legs)));
        }, iter: 300);

    [Fact]
    public void A_thin_leg_comes_before_a_deep_one_and_a_cheap_one_to_leave_before_a_dear_one()
    {
        LegDifficulty thin = LegDifficulty.Of(Some.Contracts(10), Some.Contracts(10), Money.FromDollars(1));
        LegDifficulty deep = LegDifficulty.Of(Some.Contracts(10), Some.Contracts(1_000), Money.FromDollars(1));
        LegDifficulty dear = LegDifficulty.Of(Some.Contracts(10), Some.Contracts(10), Money.FromDollars(3));
        Assert.Equal([1, 0], LegOrder.Of([deep, thin]));
        Assert.Equal([1, 0], LegOrder.Of([dear, thin]));
        Assert.Equal([0, 1], LegOrder.Of([thin, thin]));
    }

    /// <summary>A leg that fails leaves each leg before it to be unwound.</summary>
    private static Int128 Naive(LegDifficulty[] legs, int[] order)
    {
        Int128 cost = 0;
        for (int later = 0; later < order.Length; later++)
        {
            for (int earlier = 0; earlier < later; earlier++)
            {
                cost += (Int128)legs[order[later]].FailsPpm * legs[order[earlier]].UnwindCost.Micros;
            }
        }

        return cost;
    }

    private static IEnumerable<int[]> Permutations(int[] places) => places.Length <= 1
        ? [places]
        : places.SelectMany(first => Permutations([.. places.Where(place => place != first)]).Select(rest => (int[])[first, .. rest]));
}
