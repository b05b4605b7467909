using System.Numerics;

namespace Dutchbook.Mapping;

/// <summary>
/// The signs of vectors, one bit a dimension: vectors that point the same way have most signs in common, and counting bits is forty
/// times faster than multiplying. What it keeps is many times what is wanted, and is multiplied after all.
/// </summary>
internal sealed class VectorSigns
{
    /// <summary>So many are kept for each that is wanted.</summary>
    private const int Keep = 20;

    private const int Word = 64;

    private readonly ulong[]?[] _signs;
    private readonly int[] _distances;

    public VectorSigns(IReadOnlyList<float[]?> vectors)
    {
        _signs = [.. vectors.Select(static vector => vector is null ? null : Of(vector))];
        _distances = new int[vectors.Count];
    }

    /// <summary>Those of a list whose signs differ least, ties included, in the order of the list.</summary>
    public List<int> Nearest(int self, List<int> others, Predicate<int> counts, int limit)
    {
        ulong[] own = _signs[self]!;
        int[] histogram = new int[(own.Length * Word) + 1];
        foreach (int other in others)
        {
            _distances[other] = int.MaxValue;
            if (_signs[other] is { } signs && signs.Length == own.Length && counts(other))
            {
                histogram[_distances[other] = Distance(own, signs)]++;
            }
        }

        (int farthest, int kept) = (0, histogram[0]);
        while (kept < limit * Keep && farthest < histogram.Length - 1)
        {
            kept += histogram[++farthest];
        }

        return others.FindAll(other => _distances[other] <= farthest);
    }

    private static int Distance(ulong[] left, ulong[] right)
    {
        int distance = 0;
        for (int i = 0; i < left.Length; i++)
        {
            distance += BitOperations.PopCount(left[i] ^ right[i]);
        }

        return distance;
    }

    private static ulong[] Of(float[] vector)
    {
        ulong[] signs = new ulong[(vector.Length + Word - 1) / Word];
        for (int i = 0; i < vector.Length; i++)
        {
            signs[i / Word] |= vector[i] > 0 ? 1UL << (i % Word) : 0;
        }

        return signs;
    }
}
