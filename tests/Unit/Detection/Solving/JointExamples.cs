using Dutchbook.Detection;
using Xunit;
using static Dutchbook.Detection.Literal;
using static Dutchbook.Detection.LogicConstraint;

namespace Dutchbook.Unit.Detection.Solving;

/// <summary>Seven Dutch books that no check of pairs, and mostly none of triples, can see. Quotes in cents.</summary>
public sealed class JointExamples
{
    [Fact]
    public void A_union_dearer_than_its_disjoint_parts() => Finds(
        new(3, [ExactlyOne(Yes(0), Yes(1), No(2))]), [(20, 22), (28, 30), (56, 60)], [1, 1, -1], 40_000);

    [Fact]
    public void A_threshold_cheaper_than_the_ranges_above_it() => Finds(
        // Cells of the count: below 3, 3, 4, 5 and more.
        new(4, [LogicConstraint.Line(4, [Yes(0), Yes(1), Yes(2), Yes(3)], [1, 3, 1, 2], [4, 4, 2, 3])]),
        [(62, 64), (28, 30), (13, 15), (10, 12)], [-1, 1, 1, 1], 50_000);

    [Fact]
    public void Two_of_three_needs_weights_two_one_one_one() => Finds(
        new(4, [
            AtLeastOne(Yes(3), No(0), No(1)), AtLeastOne(Yes(3), No(0), No(2)), AtLeastOne(Yes(3), No(1), No(2)),
            AtLeastOne(No(3), Yes(0), Yes(1)), AtLeastOne(No(3), Yes(0), Yes(2)), AtLeastOne(No(3), Yes(1), Yes(2)),
        ]),
        [(28, 30), (28, 30), (28, 30), (50, 52)], [1, 1, 1, -2], 100_000);

    [Fact]
    public void A_ring_of_five_exclusive_pairs_holds_two_at_most() => Finds(
        new(5, [.. Enumerable.Range(0, 5).Select(static i => AtMostOne(Yes(i), Yes((i + 1) % 5)))]),
        [(45, 48), (45, 48), (45, 48), (45, 48), (45, 48)], [-1, -1, -1, -1, -1], 250_000);

    [Fact]
    public void A_deadline_dearer_than_the_earlier_deadline_and_the_months_between() => Finds(
        // Cells of the time: by March, April, May and June, later. Markets: by March, by June, in April, May or June.
        new(4, [LogicConstraint.Line(4, [Yes(0), Yes(1), Yes(2), Yes(3)], [0, 0, 1, 2], [1, 3, 2, 3])]),
        [(18, 20), (42, 45), (15, 17), (16, 18)], [-1, 1, -1, -1], 40_000);

    [Fact]
    public void Three_events_and_their_three_pairs() => Finds(
        new(6, [
            Conjunction(Yes(3), Yes(0), Yes(1)), Conjunction(Yes(4), Yes(0), Yes(2)), Conjunction(Yes(5), Yes(1), Yes(2)),
        ]),
        [(50, 54), (50, 54), (50, 54), (10, 14), (10, 14), (10, 14)], [-1, -1, -1, 1, 1, 1], 80_000);

    [Fact]
    public void A_claim_dearer_than_the_two_outcomes_it_needs() => Finds(
        // Markets X, Y, Z (a partition, Z without quotes) and D, which implies X or Y.
        new(4, [ExactlyOne(Yes(0), Yes(1), Yes(2)), AtLeastOne(No(3), Yes(0), Yes(1))]),
        [(28, 30), (33, 35), (null, null), (70, 74)], [1, 1, 0, -1], 50_000);

    private static void Finds(ClusterLogic logic, (int? Bid, int? Ask)[] cents, long[] positions, long profit)
    {
        WitnessSolver solver = new(logic, new TableOracle(WorldTable.Enumerate(logic)), WitnessLimits.Default);
        for (int market = 0; market < cents.Length; market++)
        {
            (int? bid, int? ask) = cents[market];
            solver.Set(market, new(bid * 10_000 ?? Box.NoBid, ask * 10_000 ?? Box.NoAsk));
        }

        Assert.Equal(WitnessState.DutchBook, solver.Solve());
        Assert.Equal(positions, solver.Positions.ToArray());
        Assert.Equal(profit, solver.Profit);
    }
}
