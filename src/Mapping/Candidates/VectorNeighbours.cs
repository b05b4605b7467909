using System.Numerics;
using System.Runtime.InteropServices;

namespace Dutchbook.Mapping;

/// <summary>
/// Events by the direction of their vectors. Likeness is no logic: two deadlines of one question point the same way and exclude each
/// other's truth. It only brings together what words and letters do not. It looks in blocks, the nearest first: where an event's own
/// series fills every place, what other categories say of the same thing would never be seen.
/// </summary>
internal sealed class VectorNeighbours
{
    /// <summary>Less alike than this, a neighbour is only the nearest of strangers.</summary>
    private const float Least = 0.35f;

    /// <summary>A larger block is narrowed by signs before anything is multiplied.</summary>
    private const int ExactUpTo = 500;

    private readonly IReadOnlyList<float[]?> _vectors;
    private readonly VectorSigns _signs;
    private readonly IReadOnlyList<(string Series, string Category)> _blocks;
    private readonly Dictionary<string, List<int>> _bySeries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _byCategory = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<int> _all = [];

    /// <param name="vectors">One an event, of one length and of length one; null where there is none.</param>
    /// <param name="blocks">Where each event belongs.</param>
    public VectorNeighbours(IReadOnlyList<float[]?> vectors, IReadOnlyList<(string Series, string Category)> blocks)
    {
        (_vectors, _blocks, _signs) = (vectors, blocks, new VectorSigns(vectors));
        for (int i = 0; i < vectors.Count; i++)
        {
            if (vectors[i] is not null)
            {
                Add(_bySeries, blocks[i].Series, i);
                Add(_byCategory, blocks[i].Category, i);
                _all.Add(i);
            }
        }
    }

    /// <summary>The most alike of a block first; of equals, the earlier. No event is in two blocks of another.</summary>
    public List<int> Nearest(int self, VectorBlock block, int limit)
    {
        if (_vectors[self] is not { } own)
        {
            return [];
        }

        (string series, string category) = _blocks[self];
        List<int> others = block switch
        {
            VectorBlock.Series => _bySeries[series],
            VectorBlock.Category => _byCategory[category],
            VectorBlock.Across => _all,
        };
        if (others.Count > ExactUpTo)
        {
            others = _signs.Nearest(self, others, other => other != self && BlockOf(self, other) == block, limit);
        }

        PriorityQueue<int, (float Likeness, int Earlier)> best = new();
        foreach (int other in others)
        {
            if (other == self || BlockOf(self, other) != block || _vectors[other] is not { } vector || vector.Length != own.Length)
            {
                continue;
            }

            float likeness = Product(own, vector);
            if (likeness < Least)
            {
                continue;
            }

            if (best.Count < limit)
            {
                best.Enqueue(other, (likeness, -other));
            }
            else
            {
                best.EnqueueDequeue(other, (likeness, -other));
            }
        }

        List<int> found = [];
        while (best.TryDequeue(out int other, out _))
        {
            found.Insert(0, other);
        }

        return found;
    }

    private VectorBlock BlockOf(int self, int other) =>
        string.Equals(_blocks[self].Series, _blocks[other].Series, StringComparison.Ordinal) ? VectorBlock.Series
        : string.Equals(_blocks[self].Category, _blocks[other].Category, StringComparison.OrdinalIgnoreCase) ? VectorBlock.Category
        : VectorBlock.Across;

    private static void Add(Dictionary<string, List<int>> index, string name, int item)
    {
        if (!index.TryGetValue(name, out List<int>? list))
        {
            index[name] = list = [];
        }

        list.Add(item);
    }

    private static float Product(float[] left, float[] right)
    {
        ReadOnlySpan<Vector<float>> one = MemoryMarshal.Cast<float, Vector<float>>(left);
        ReadOnlySpan<Vector<float>> two = MemoryMarshal.Cast<float, Vector<float>>(right);
        Vector<float> sums = Vector<float>.Zero;
        for (int i = 0; i < one.Length; i++)
        {
            sums += one[i] * two[i];
        }

        float sum = Vector.Sum(sums);
        for (int i = one.Length * Vector<float>.Count; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }
}

/// <summary>Where a neighbour is looked for.</summary>
internal enum VectorBlock
{
    /// <summary>Events of the same series.</summary>
    Series,

    /// <summary>Other events of the same category.</summary>
    Category,

    /// <summary>Events of other categories.</summary>
    Across,
}
