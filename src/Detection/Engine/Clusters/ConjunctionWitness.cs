namespace Dutchbook.Detection;

/// <summary>
/// A combo, first, and its legs. The combo is no likelier than any leg, and no less likely than what the legs leave when
/// all their failures are apart: McCormick's inequalities, which for one product are all there are.
/// </summary>
/// <remarks>
/// With legs at the highest of their bid and the combo's, the second inequality can only fail by the bids of all legs: one
/// leg at the combo's own probability leaves the others at most a dollar each.
/// </remarks>
internal sealed class ConjunctionWitness(int[] slots) : ClosedFormWitness(slots)
{
    private long Failures => (Claims.Bids.Length - 2L) * Grain.PerDollar;

    protected override bool TryMeet()
    {
        ReadOnlySpan<int> bids = Claims.Bids;
        ReadOnlySpan<int> asks = Claims.Asks;
        long together = -Failures;
        int lowest = asks[0];
        for (int i = 1; i < bids.Length; i++)
        {
            together += bids[i];
            lowest = Math.Min(lowest, asks[i]);
        }

        long low = Math.Max(bids[0], together);
        if (low > lowest)
        {
            return false;
        }

        int combo = (int)(low + lowest) / 2;
        Claims.Mu[0] = combo;
        Spread(combo);
        return true;
    }

    protected override void Buy(List<WitnessLeg> basket)
    {
        int cheapest = 1 + Least(Claims.Asks.AsSpan(1));
        long together = -Failures;
        for (int i = 1; i < Claims.Bids.Length; i++)
        {
            together += Claims.Bids[i];
        }

        bool againstLegs = together - Claims.Asks[0] > Claims.Bids[0] - Claims.Asks[cheapest];
        basket.Add(Claims.Leg(0, negated: !againstLegs));
        for (int i = 1; i < Claims.Slots.Length; i++)
        {
            if (againstLegs || i == cheapest)
            {
                basket.Add(Claims.Leg(i, negated: againstLegs));
            }
        }
    }

    /// <summary>Raises the legs from where they must at least be towards the middle of their boxes, while the sum allows.</summary>
    private void Spread(int combo)
    {
        long room = combo + Failures;
        long wanted = 0;
        for (int i = 1; i < Claims.Mu.Length; i++)
        {
            int least = Math.Max(Claims.Bids[i], combo);
            Claims.Mu[i] = least;
            room -= least;
            wanted += (Claims.Asks[i] - least) / 2;
        }

        for (int i = 1; i < Claims.Mu.Length; i++)
        {
            long more = (Claims.Asks[i] - Claims.Mu[i]) / 2;
            Claims.Mu[i] += (int)(wanted <= room ? more : more * room / wanted);
        }
    }
}
