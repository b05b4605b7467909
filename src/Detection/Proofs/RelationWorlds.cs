using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// The worlds of a relation that decide what a basket on it can be paid at worst. Chains, exclusive sets, equivalences
/// and complements have few worlds, and all are here; of an exhaustive set and of a conjunction only those at the edge,
/// because a basket that buys each claim once is paid least there.
/// </summary>
internal static class RelationWorlds
{
    /// <summary>The truth of each claim, world by world.</summary>
    public static IEnumerable<bool[]> Of(Relation relation)
    {
        int count = relation.Claims.Count;
        return relation.Type switch
        {
            RelationType.Subset or RelationType.Threshold =>
                Enumerable.Range(0, count + 1).Select(first => World(count, i => i >= first)),
            RelationType.Exclusive => Singles(count).Prepend(World(count, static _ => false)),
            RelationType.Partition or RelationType.Complement => Singles(count),
            RelationType.Exhaustive => Singles(count).Append(World(count, static _ => true)),
            RelationType.Equivalence => [World(count, static _ => false), World(count, static _ => true)],
            RelationType.Conjunction => Enumerable.Range(1, count - 1)
                .Select(broken => World(count, i => i > 0 && i != broken))
                .Append(World(count, static _ => true))
                .Append(World(count, static _ => false)),
            RelationType.Line => Enumerable.Range(0, relation.Line!.Cells.Count)
                .Select(cell => World(count, i => relation.Line.Pays(i, cell))),
            RelationType.Implication => [],
        };
    }

    /// <summary>Every world of a small exhaustive set or conjunction.</summary>
    public static IEnumerable<bool[]> All(Relation relation)
    {
        int count = relation.Claims.Count;
        return Enumerable.Range(0, 1 << count)
            .Select(bits => World(count, i => (bits >> i & 1) == 1))
            .Where(world => relation.Type switch
            {
                RelationType.Exhaustive => Array.Exists(world, static holds => holds),
                RelationType.Conjunction => world[0] == Array.TrueForAll(world[1..], static holds => holds),
                _ => throw new ArgumentException($"{relation.Type} is listed by its form", nameof(relation)),
            });
    }

    private static IEnumerable<bool[]> Singles(int count) =>
        Enumerable.Range(0, count).Select(only => World(count, i => i == only));

    private static bool[] World(int count, Func<int, bool> truth) => [.. Enumerable.Range(0, count).Select(truth)];
}
