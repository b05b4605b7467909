using Dutchbook.Detection;
using Xunit;
using static Dutchbook.Detection.Literal;
using static Dutchbook.Detection.LogicConstraint;

namespace Dutchbook.Unit.Detection.Solving;

/// <summary>Every way a decision can end, and that it ends as a state.</summary>
public sealed class WitnessStates
{
    private static readonly ClusterLogic Subset = new(2, [Implies(Yes(0), Yes(1))]);

    [Fact]
    public void Markets_without_quotes_are_coherent() =>
        Assert.Equal(WitnessState.Coherent, Solver(Subset).Solve());

    [Fact]
    public void A_missing_ask_is_not_a_cheap_one()
    {
        WitnessSolver solver = Solver(Subset);
        solver.Set(0, new(600_000, Box.NoAsk));
        Assert.Equal(WitnessState.Coherent, solver.Solve());
        Assert.Equal(WitnessState.Coherent, solver.Update(1, new(0, 600_000)));
        Assert.Equal(WitnessState.DutchBook, solver.Update(1, new(0, 599_999)));
        Assert.Equal(1, solver.Profit);
        Assert.Equal([-1, 1], solver.Positions.ToArray());
    }

    [Fact]
    public void A_market_crossed_in_itself_is_named_before_anything_is_solved()
    {
        WitnessSolver solver = Solver(Subset);
        Assert.Equal(WitnessState.Crossed, solver.Update(1, new(500_000, 499_999)));
        Assert.Equal(1, solver.CrossedMarket);
        Assert.Equal(WitnessState.Coherent, solver.Update(1, new(500_000, 500_000)));
        Assert.Equal(-1, solver.CrossedMarket);
    }

    [Fact]
    public void Facts_that_contradict_each_other_are_a_state()
    {
        ClusterLogic impossible = new(1, [AtLeastOne(Yes(0)), AtLeastOne(No(0))]);
        WitnessSolver solver = Solver(impossible);
        Assert.Equal(WitnessState.Contradictory, solver.Solve());
        Assert.Equal(WitnessState.Contradictory, solver.Update(0, new(1, 2)));
        Assert.Null(solver.Certify());
    }

    [Fact]
    public void A_box_of_no_width_on_the_edge_of_coherence_is_coherent()
    {
        ClusterLogic partition = new(3, [ExactlyOne(Yes(0), Yes(1), Yes(2))]);
        WitnessSolver solver = Solver(partition);
        solver.Set(0, new(333_333, 333_333));
        solver.Set(1, new(333_333, 333_333));
        solver.Set(2, new(333_334, 333_334));
        Assert.Equal(WitnessState.Coherent, solver.Solve());
        Assert.NotNull(solver.Certify());
        Assert.Equal(WitnessState.DutchBook, solver.Update(2, new(333_333, 333_333)));
        Assert.Equal(1, solver.Profit);
    }

    [Fact]
    public void Running_out_of_work_is_said_and_the_next_call_goes_on()
    {
        ClusterLogic ladder = new(20, [Implies([.. Enumerable.Range(0, 20).Select(Yes)])]);
        WitnessSolver solver = new(
            ladder, new TableOracle(WorldTable.Enumerate(ladder)), new WitnessLimits(2, 100, 1000));
        for (int market = 0; market < 20; market++)
        {
            solver.Set(market, new(20_000 + (market * 40_000), 30_000 + (market * 40_000)));
        }

        Assert.Equal(WitnessState.Undecided, solver.Solve());
        WitnessState state = WitnessState.Undecided;
        for (int call = 0; call < 100 && state == WitnessState.Undecided; call++)
        {
            state = solver.Solve();
        }

        Assert.Equal(WitnessState.Coherent, state);
    }

    [Fact]
    public void A_quote_inside_the_witness_costs_no_work()
    {
        WitnessSolver solver = Solver(Subset);
        solver.Set(0, new(300_000, 400_000));
        solver.Set(1, new(500_000, 600_000));
        solver.Solve();
        long pivots = solver.Pivots;
        long calls = solver.OracleCalls;
        Assert.Equal(WitnessState.Coherent, solver.Update(0, new(310_000, 390_000)));
        Assert.Equal((pivots, calls), (solver.Pivots, solver.OracleCalls));
    }

    [Fact]
    public void Worlds_too_many_to_list_are_generated()
    {
        // Ten subsets beside twenty questions of their own: 3^10 times 2^20 worlds.
        ClusterLogic logic = new(
            40, [.. Enumerable.Range(0, 10).Select(static i => Implies(Yes(4 * i), Yes((4 * i) + 1)))]);
        WitnessSolver solver = WitnessSolver.For(logic, WitnessLimits.Default);
        for (int market = 0; market < 40; market++)
        {
            solver.Set(market, new(400_000, 420_000));
        }

        Assert.Equal(WitnessState.Coherent, solver.Solve());
        Assert.NotNull(solver.Certify());
        Assert.Equal(WitnessState.DutchBook, solver.Update(9, new(380_000, 399_999)));
        Assert.Equal(1, solver.Profit);
    }

    private static WitnessSolver Solver(ClusterLogic logic) =>
        new(logic, new TableOracle(WorldTable.Enumerate(logic)), WitnessLimits.Default);
}
