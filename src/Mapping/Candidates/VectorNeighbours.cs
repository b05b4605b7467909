using System.Numerics;
using System.Runtime.InteropServices;

namespace Dutchbook.Mapping;

/// <summary>
/// Events by the direction of their vectors. Likeness is no logic: two deadlines of one question point the same way and exclude each
/// other's truth. It only brings together what words and letters do not.
/// </summary>
/// <param name="vectors">One an event, of one length and of length one; null where there is none.</param>
internal sealed class VectorNeighbours(IReadOnlyList<float[]?> vectors)
{
    /// <summary>Less alike than this, a neighbour is only the nearest of strangers.</summary>
    private const float Least = 0.35f;

    /// <summary>The most alike first; of equals, the earlier.</summary>
    public List<int> Nearest(int self, int limit)
    {
        if (vectors[self] is not { } own)
        {
            return [];
        }

        PriorityQueue<int, (float Likeness, int Earlier)> best = new();
        for (int other = 0; other < vectors.Count; other++)
        {
            if (other == self || vectors[other] is not { } vector || vector.Length != own.Length)
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
