namespace Dutchbook.Detection;

/// <summary>All literals hold, or none.</summary>
internal sealed class EqualFactor(int[] literals) : Factor(literals)
{
    public override long Weigh(ReadOnlySpan<long> cost, Propagator truth, Span<long> difference)
    {
        long all = 0;
        long none = 0;
        for (int i = 0; i < cost.Length; i++)
        {
            all = all == Never || IsFalse(truth, i) ? Never : all + cost[i];
            none = none == Never || IsTrue(truth, i) ? Never : none;
        }

        difference.Fill(all - none);
        return Math.Min(all, none);
    }
}
