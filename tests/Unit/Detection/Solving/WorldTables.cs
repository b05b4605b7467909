using Dutchbook.Detection;
using Dutchbook.Unit.Detection.Solving.Planted;
using Xunit;
using static Dutchbook.Detection.Literal;
using static Dutchbook.Detection.LogicConstraint;

namespace Dutchbook.Unit.Detection.Solving;

public sealed class WorldTables
{
    [Fact]
    public void Every_world_that_the_definitions_admit_is_listed_once_and_no_other()
    {
        for (ulong seed = 0; seed < 500; seed++)
        {
            PlantedCase planted = PlantedCase.Draw(seed, 9);
            ClusterLogic logic = Translation.Logic(planted.Markets, planted.Facts);
            WorldTable table = WorldTable.Enumerate(logic);
            int[] listed = [.. Enumerable.Range(0, table.Count).Select(world => (int)table[world][0])];
            Assert.Equal(planted.Worlds, listed.Order());
            Assert.Equal(
                planted.Worlds, Enumerable.Range(0, 1 << planted.Markets).Where(world => logic.Admits([(ulong)world])));
        }
    }

    [Fact]
    public void A_contradiction_is_a_state()
    {
        WorldTable table = WorldTable.Enumerate(
            new ClusterLogic(2, [Implies(Yes(0), Yes(1)), AtMostOne(Yes(0), Yes(1)), AtLeastOne(Yes(0))]));
        Assert.Equal((WorldTableState.Contradictory, 0), (table.State, table.Count));
    }

    [Fact]
    public void A_cycle_of_implications_is_an_equivalence()
    {
        WorldTable table = WorldTable.Enumerate(
            new ClusterLogic(3, [Implies(Yes(0), Yes(1), Yes(2), Yes(0))]));
        Assert.Equal([0UL, 7UL], Enumerable.Range(0, table.Count).Select(world => table[world][0]));
    }

    [Theory]
    [InlineData(4096, WorldTableState.Complete, 4096)]
    [InlineData(4095, WorldTableState.TooMany, 0)]
    public void The_cap_counts_worlds(int cap, object state, int count)
    {
        WorldTable table = WorldTable.Enumerate(new ClusterLogic(12, []), cap);
        Assert.Equal((state, count), (table.State, table.Count));
    }

    [Fact]
    public void The_search_ends_on_its_budget() =>
        Assert.Equal(WorldTableState.TooMany, WorldTable.Enumerate(new ClusterLogic(12, []), nodes: 100).State);

    [Fact]
    public void Worlds_of_more_than_sixty_four_markets_keep_their_bits()
    {
        int[] ladder = [.. Enumerable.Range(0, 150).Select(Yes)];
        WorldTable table = WorldTable.Enumerate(new ClusterLogic(150, [Implies(ladder)]));
        Assert.Equal(151, table.Count);
        Assert.Equal(150 * 151 / 2, Enumerable.Range(0, 151).Sum(world => Enumerable.Range(0, 150).Count(i => table.Get(world, i))));
    }

    [Fact]
    public void A_literal_without_variable_is_refused() =>
        Assert.Throws<ArgumentException>(() => new ClusterLogic(2, [Implies(Yes(0), Yes(2))]));

    [Fact]
    public void An_interval_that_leaves_the_line_is_refused() =>
        Assert.Throws<ArgumentException>(() => LogicConstraint.Line(3, [Yes(0)], [1], [4]));
}
