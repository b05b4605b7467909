namespace Dutchbook.Detection;

/// <summary>The first literal holds exactly when all others do.</summary>
internal sealed class ConjunctionFactor(int[] literals) : Factor(literals)
{
    public override long Weigh(ReadOnlySpan<long> cost, Propagator truth, Span<long> difference)
    {
        bool mayHold = !IsFalse(truth, 0);
        long all = cost[0];
        long free = 0;
        int failing = 0;
        long least = Never;
        long second = Never;
        for (int i = 1; i < cost.Length; i++)
        {
            all += cost[i];
            if (IsFalse(truth, i))
            {
                mayHold = false;
                failing++;
                continue;
            }

            if (!IsTrue(truth, i) && cost[i] >= 0)
            {
                failing++;
                continue;
            }

            // True by choice or by decision. Only a choice can be given up so that the whole fails.
            free += cost[i];
            if (!IsTrue(truth, i))
            {
                second = Math.Min(second, Math.Max(least, -cost[i]));
                least = Math.Min(least, -cost[i]);
            }
        }

        all = mayHold ? all : Never;
        long not = IsTrue(truth, 0) ? Never : 0;
        long fails = Math.Min(Never, not + free + (failing > 0 ? 0 : least));
        difference[0] = all - fails;
        for (int i = 1; i < cost.Length; i++)
        {
            bool chosen = cost[i] < 0 || IsTrue(truth, i);
            long others = free - (chosen && !IsFalse(truth, i) ? cost[i] : 0);
            int othersFailing = failing - (IsFalse(truth, i) || (!IsTrue(truth, i) && cost[i] >= 0) ? 1 : 0);
            long giveUp = chosen && !IsTrue(truth, i) && -cost[i] == least ? second : least;
            long failsWith = Math.Min(Never, not + others + cost[i] + (othersFailing > 0 ? 0 : giveUp));
            long failsWithout = Math.Min(Never, not + others);
            difference[i] = Math.Min(all, failsWith) - failsWithout;
        }

        return Math.Min(all, fails);
    }
}
