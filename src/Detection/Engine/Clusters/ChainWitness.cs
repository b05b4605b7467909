namespace Dutchbook.Detection;

/// <summary>
/// Each claim implies the next: probabilities that never fall. Between the highest bid so far and the lowest ask still to
/// come lies one, or the two are the basket.
/// </summary>
internal sealed class ChainWitness(int[] slots) : ClosedFormWitness(slots)
{
    protected override bool TryMeet()
    {
        int lowest = Grain.PerDollar;
        for (int i = Claims.Mu.Length - 1; i >= 0; i--)
        {
            lowest = Math.Min(lowest, Claims.Asks[i]);
            Claims.Mu[i] = lowest;
        }

        int highest = 0;
        for (int i = 0; i < Claims.Mu.Length; i++)
        {
            highest = Math.Max(highest, Claims.Bids[i]);
            if (highest > Claims.Mu[i])
            {
                return false;
            }

            Claims.Mu[i] = (highest + Claims.Mu[i]) / 2;
        }

        return true;
    }

    protected override void Buy(List<WitnessLeg> basket)
    {
        (int narrow, int wide, int best) = (0, 0, 0);
        for (int i = 0, highest = 0; i < Claims.Bids.Length; i++)
        {
            highest = Claims.Bids[i] > Claims.Bids[highest] ? i : highest;
            int edge = Claims.Bids[highest] - Claims.Asks[i];
            if (edge > best)
            {
                (narrow, wide, best) = (highest, i, edge);
            }
        }

        basket.Add(Claims.Leg(narrow, negated: true));
        basket.Add(Claims.Leg(wide));
    }
}
