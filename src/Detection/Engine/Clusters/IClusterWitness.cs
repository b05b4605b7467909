namespace Dutchbook.Detection;

/// <summary>
/// Looks for a coherent probability of each market of one cluster inside its box, or for the basket that shows there is
/// none. Prices are in grains: a bid below zero or an ask above a dollar is one that nobody makes.
/// </summary>
internal interface IClusterWitness
{
    /// <summary>Decides the prices as they are.</summary>
    /// <param name="bids">What YES of each market can be sold for.</param>
    /// <param name="asks">What it costs.</param>
    /// <param name="mu">Receives where each market's probability lies, if the answer is that there are some.</param>
    /// <param name="work">The work done, in steps of some nanoseconds; never a time, so that a replay does the same.</param>
    ClusterVerdict Solve(ReadOnlySpan<int> bids, ReadOnlySpan<int> asks, Span<MuRange> mu, out long work);

    /// <summary>
    /// A basket that shows why there is none, at the prices of the last answer; asked for only when that was
    /// <see cref="ClusterVerdict.Broken"/>.
    /// </summary>
    IReadOnlyList<WitnessLeg> Basket();
}

/// <summary>A probability in grains, between two whole numbers of them.</summary>
internal readonly record struct MuRange(int Low, int High)
{
    public static MuRange At(int grains) => new(grains, grains);

    public static MuRange OfMicros(int micros) =>
        new(micros / Grain.Micros, (micros + Grain.Micros - 1) / Grain.Micros);
}

/// <summary>So many contracts of a claim, as twice the market's position in the cluster plus one for NO.</summary>
internal readonly record struct WitnessLeg(int Slot, long Contracts);
