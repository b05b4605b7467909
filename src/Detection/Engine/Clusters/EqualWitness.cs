namespace Dutchbook.Detection;

/// <summary>All claims are the same: one probability for all, between the highest bid and the lowest ask.</summary>
internal sealed class EqualWitness(int[] slots) : ClosedFormWitness(slots)
{
    protected override bool TryMeet()
    {
        int low = Claims.Bids[Greatest(Claims.Bids)];
        int high = Claims.Asks[Least(Claims.Asks)];
        Claims.Mu.AsSpan().Fill((low + high) / 2);
        return low <= high;
    }

    protected override void Buy(List<WitnessLeg> basket)
    {
        basket.Add(Claims.Leg(Greatest(Claims.Bids), negated: true));
        basket.Add(Claims.Leg(Least(Claims.Asks)));
    }
}
