namespace Dutchbook.Detection;

/// <summary>Each literal implies the next: the true ones are a tail of the chain.</summary>
internal sealed class ChainFactor(int[] literals) : Factor(literals)
{
    private readonly long[] _tail = new long[literals.Length + 1];

    public override long Weigh(ReadOnlySpan<long> cost, Propagator truth, Span<long> difference)
    {
        int first = 0;
        int last = cost.Length;
        for (int i = 0; i < cost.Length; i++)
        {
            first = IsFalse(truth, i) ? i + 1 : first;
            last = last == cost.Length && IsTrue(truth, i) ? i : last;
        }

        // The tail that starts at a place costs the sum from there on.
        long sum = 0;
        for (int start = cost.Length; start >= 0; start--)
        {
            sum += start < cost.Length ? cost[start] : 0;
            _tail[start] = first <= start && start <= last ? sum : Never;
        }

        long best = Never;
        for (int i = 0; i < cost.Length; i++)
        {
            best = Math.Min(best, _tail[i]);
            difference[i] = best;
        }

        best = Never;
        for (int i = cost.Length - 1; i >= 0; i--)
        {
            best = Math.Min(best, _tail[i + 1]);
            difference[i] -= best;
        }

        return Math.Min(best, _tail[0]);
    }
}
