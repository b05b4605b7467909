using CsCheck;
using Dutchbook.Detection;
using Xunit;

namespace Dutchbook.Unit.Detection.Clusters;

public sealed class LineLayoutProperties
{
    /// <summary>A layout read back cell by cell gives the worlds again, and whatever nests has one.</summary>
    [Fact]
    public void Whatever_nests_has_a_layout_that_reads_back_as_its_worlds()
    {
        int laid = 0;
        Gen.Int.Sample(
            seed =>
            {
                Random random = new(seed);
                ClusterLogic logic = Nested(random);
                WorldTable worlds = WorldTable.Enumerate(logic);
                if (worlds.State != WorldTableState.Complete)
                {
                    return;
                }

                LineLayout layout = LineLayout.Of(worlds) ?? throw new InvalidOperationException("a nest has no layout");
                Interlocked.Increment(ref laid);
                IEnumerable<string> read = Enumerable.Range(0, layout.Shape.Cells).Select(cell => string.Concat(
                    Enumerable.Range(0, logic.Variables).Select(market =>
                    {
                        LineInterval interval = layout.Shape.Intervals[market];
                        return (interval.From <= cell && cell < interval.To) != layout.IsFlipped[market] ? '1' : '0';
                    })));
                IEnumerable<string> listed = Enumerable.Range(0, worlds.Count).Select(world => string.Concat(
                    Enumerable.Range(0, logic.Variables).Select(market => worlds.Get(world, market) ? '1' : '0')));
                Assert.Equal(listed.Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
            },
            iter: 500);
        Assert.True(laid > 400, $"only {laid}");
    }

    /// <summary>
    /// A random tree of parts: siblings exclude each other, parts imply the whole, some literals are negated.
    /// </summary>
    private static ClusterLogic Nested(Random random)
    {
        int variables = random.Next(3, 11);
        int[] literals = [.. Enumerable.Range(0, variables).Select(i => random.Next(4) == 0 ? Literal.No(i) : Literal.Yes(i))];
        int[] parents = [.. Enumerable.Range(0, variables).Select(i => random.Next(-1, i))];
        List<LogicConstraint> constraints = [];
        for (int i = 0; i < variables; i++)
        {
            if (parents[i] >= 0)
            {
                constraints.Add(LogicConstraint.Implies(literals[i], literals[parents[i]]));
            }
        }

        foreach (IGrouping<int, int> siblings in Enumerable.Range(0, variables).GroupBy(i => parents[i]).Where(static group => group.Count() > 1))
        {
            constraints.Add(LogicConstraint.AtMostOne([.. siblings.Select(i => literals[i])]));
        }

        return new ClusterLogic(variables, constraints);
    }
}
