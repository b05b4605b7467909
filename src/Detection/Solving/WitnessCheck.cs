namespace Dutchbook.Detection;

/// <summary>Decides in integers what the search proposes in floating point.</summary>
internal static class WitnessCheck
{
    /// <summary>Whether a mixture consists of admissible worlds and lies in every box: a proof of coherence.</summary>
    public static bool Holds(ClusterLogic logic, WitnessMixture mixture, ReadOnlySpan<Box> boxes)
    {
        if (mixture.Markets != logic.Variables || boxes.Length != logic.Variables
            || mixture.Worlds.Count != mixture.Numerators.Count)
        {
            return false;
        }

        Int128 whole = 0;
        Int128[] sums = new Int128[logic.Variables];
        for (int w = 0; w < mixture.Worlds.Count; w++)
        {
            long numerator = mixture.Numerators[w];
            if (numerator < 0 || !logic.Admits(mixture.Worlds[w]))
            {
                return false;
            }

            whole += numerator;
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] += WorldBits.Get(mixture.Worlds[w], i) ? numerator : 0;
            }
        }

        return whole > 0 && AreInside(sums, whole, boxes);
    }

    /// <summary>
    /// What whole contracts cost, in micro-dollars: YES where positive, NO where negative. Null when a claim has no quote.
    /// </summary>
    public static Int128? Cost(ReadOnlySpan<long> positions, ReadOnlySpan<Box> boxes)
    {
        Int128 cost = 0;
        for (int i = 0; i < positions.Length; i++)
        {
            long position = positions[i];
            if ((position > 0 && !boxes[i].HasHigh) || (position < 0 && !boxes[i].HasLow))
            {
                return null;
            }

            // A NO contract costs a dollar less what selling YES brings.
            cost += position > 0 ? (Int128)position * boxes[i].High
                : position < 0 ? (Int128)(-position) * (Box.Dollar - boxes[i].Low) : 0;
        }

        return cost;
    }

    /// <summary>
    /// What whole contracts pay in the worst admissible world, in dollars. Null unless that world is proven worst.
    /// </summary>
    public static long? LeastPayout(
        IWorldOracle oracle, ReadOnlySpan<long> positions, long nodes, Span<ulong> worst)
    {
        long noContracts = 0;
        foreach (long position in positions)
        {
            noContracts += position < 0 ? -position : 0;
        }

        OracleAnswer answer = oracle.Minimise(positions, nodes, long.MinValue, worst);
        return answer.Status == OracleStatus.Proven ? answer.Value + noContracts : null;
    }

    private static bool AreInside(Int128[] sums, Int128 whole, ReadOnlySpan<Box> boxes)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            Int128 scaled = sums[i] * Box.Dollar;
            if ((boxes[i].HasLow && scaled < boxes[i].Low * whole) || (boxes[i].HasHigh && scaled > boxes[i].High * whole))
            {
                return false;
            }
        }

        return true;
    }
}
