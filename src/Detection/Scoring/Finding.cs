using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>A sized basket that earns, with the relations that carry its payoff.</summary>
/// <param name="SizingReason">Why the size is not within the safety multiple; null when it is.</param>
internal sealed record Finding(
    Sizing Sizing, Signal Signal, IReadOnlyList<RelationUse> Uses, EventLookup EventOf, string? SizingReason)
{
    public RelationBasis Basis { get; init; } = RelationBasis.Alone;

    /// <summary>
    /// Parts per million by world of the legs' markets, all together one: the belief that bounds the edge. Null where
    /// there is none, or it follows from the form of the guarantee.
    /// </summary>
    public WorldBelief? Belief { get; init; }

    public long BeliefIn(bool[] row) => Belief?.In(row) ?? 0;
}

/// <summary>A probability for some worlds of a basket's legs, in parts per million.</summary>
internal sealed class WorldBelief
{
    private readonly List<(bool[] Row, long Parts)> _worlds = [];

    public IEnumerable<bool[]> Keys => _worlds.Select(static world => world.Row);

    public void Add(bool[] row, long parts)
    {
        int known = _worlds.FindIndex(world => world.Row.AsSpan().SequenceEqual(row));
        if (known < 0)
        {
            _worlds.Add((row, parts));
        }
        else
        {
            _worlds[known] = (row, _worlds[known].Parts + parts);
        }
    }

    /// <summary>The same belief about some of the legs: worlds that look alike to them are one.</summary>
    public WorldBelief Seen(int[] legs)
    {
        WorldBelief seen = new();
        foreach ((bool[] row, long parts) in _worlds)
        {
            seen.Add([.. legs.Select(leg => row[leg])], parts);
        }

        return seen;
    }

    /// <summary>What one contract of each leg is worth: micro-dollars, a part per million of a dollar each.</summary>
    /// <param name="isYes">Whether the leg is the YES of its market.</param>
    public long[] Values(bool[] isYes)
    {
        long[] values = new long[isYes.Length];
        foreach ((bool[] row, long parts) in _worlds)
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] += row[i] == isYes[i] ? parts : 0;
            }
        }

        return values;
    }

    public long In(bool[] row) => _worlds.Find(world => world.Row.AsSpan().SequenceEqual(row)).Parts;
}
