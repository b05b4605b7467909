namespace Dutchbook.Detection;

/// <summary>At least one of the literals.</summary>
internal sealed class ClauseFactor(int[] literals) : Factor(literals)
{
    public override long Weigh(ReadOnlySpan<long> cost, Propagator truth, Span<long> difference)
    {
        long sum = 0;
        int satisfied = 0;
        long least = Never;
        long second = Never;
        for (int i = 0; i < cost.Length; i++)
        {
            if (IsFalse(truth, i))
            {
                continue;
            }

            if (IsTrue(truth, i) || cost[i] <= 0)
            {
                satisfied++;
                sum += cost[i];
            }
            else
            {
                second = Math.Min(second, Math.Max(least, cost[i]));
                least = Math.Min(least, cost[i]);
            }
        }

        for (int i = 0; i < cost.Length; i++)
        {
            // Without this literal the clause may need another, at its cost.
            int others = satisfied - (cost[i] <= 0 ? 1 : 0);
            difference[i] = cost[i] - (others > 0 ? 0 : cost[i] == least ? second : least);
        }

        return satisfied > 0 ? sum : sum + least;
    }
}
