namespace Dutchbook.Detection;

/// <summary>
/// Claims of a single relation seen as if each were YES of its market: for those that are NO, bid and ask change places.
/// </summary>
internal sealed class Oriented(int[] slots)
{
    /// <summary>The claims; position i belongs to market i of the cluster.</summary>
    public int[] Slots { get; } = slots;

    public int[] Bids { get; } = new int[slots.Length];

    public int[] Asks { get; } = new int[slots.Length];

    /// <summary>The probability of each claim.</summary>
    public int[] Mu { get; } = new int[slots.Length];

    /// <summary>Takes prices of YES; a bid below nothing says as little as one of nothing, and so for asks.</summary>
    public void Load(ReadOnlySpan<int> bids, ReadOnlySpan<int> asks)
    {
        for (int i = 0; i < Slots.Length; i++)
        {
            int low = Math.Max(0, bids[i]);
            int high = Math.Min(Grain.PerDollar, asks[i]);
            bool isYes = (Slots[i] & 1) == 0;
            Bids[i] = isYes ? low : Grain.PerDollar - high;
            Asks[i] = isYes ? high : Grain.PerDollar - low;
        }
    }

    /// <summary>Hands the probabilities out as those of YES.</summary>
    public void Store(Span<MuRange> mu)
    {
        for (int i = 0; i < Slots.Length; i++)
        {
            mu[i] = MuRange.At((Slots[i] & 1) == 0 ? Mu[i] : Grain.PerDollar - Mu[i]);
        }
    }

    /// <summary>The claim of a market of the cluster, as a leg of a basket.</summary>
    public WitnessLeg Leg(int market, bool negated = false) =>
        new((2 * market) + ((Slots[market] & 1) ^ (negated ? 1 : 0)), 1);
}
