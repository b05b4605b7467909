namespace Dutchbook.Detection;

/// <summary>At most one, or exactly one, of the literals.</summary>
internal sealed class GroupFactor(int[] literals, bool mayBeEmpty) : Factor(literals)
{
    public override long Weigh(ReadOnlySpan<long> cost, Propagator truth, Span<long> difference)
    {
        int decided = -1;
        for (int i = 0; i < cost.Length && decided < 0; i++)
        {
            decided = IsTrue(truth, i) ? i : -1;
        }

        long least = mayBeEmpty && decided < 0 ? 0 : Never;
        long second = Never;
        int at = -1;
        for (int i = 0; i < cost.Length; i++)
        {
            if ((decided >= 0 && decided != i) || IsFalse(truth, i))
            {
                continue;
            }

            if (cost[i] < least)
            {
                (second, least, at) = (least, cost[i], i);
            }
            else if (cost[i] < second)
            {
                second = cost[i];
            }
        }

        for (int i = 0; i < cost.Length; i++)
        {
            difference[i] = cost[i] - (i == at ? second : least);
        }

        return least;
    }
}
