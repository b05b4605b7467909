namespace Dutchbook.Detection;

/// <summary>
/// A relation alone in its cluster: its rule is the complete check, and a coherent point is written down directly.
/// </summary>
internal abstract class ClosedFormWitness(int[] slots) : IClusterWitness
{
    /// <summary>The claims of the relation in its own order.</summary>
    protected Oriented Claims { get; } = new(slots);

    public static ClosedFormWitness? Of(GroupKind kind, int[] slots) => kind switch
    {
        GroupKind.Exclusive or GroupKind.Exhaustive or GroupKind.Partition => new SumWitness(kind, slots),
        GroupKind.Chain => new ChainWitness(slots),
        GroupKind.Equal => new EqualWitness(slots),
        GroupKind.Conjunction => new ConjunctionWitness(slots),
        GroupKind.Line => null,
    };

    public ClusterVerdict Solve(ReadOnlySpan<int> bids, ReadOnlySpan<int> asks, Span<MuRange> mu, out long work)
    {
        work = bids.Length;
        Claims.Load(bids, asks);
        if (!TryMeet())
        {
            return ClusterVerdict.Broken;
        }

        Claims.Store(mu);
        return ClusterVerdict.Coherent;
    }

    public IReadOnlyList<WitnessLeg> Basket()
    {
        List<WitnessLeg> basket = [];
        Buy(basket);
        return basket;
    }

    /// <summary>Fills in a coherent point, as far from the edges of its boxes as is cheap to tell; false if there is none.</summary>
    protected abstract bool TryMeet();

    /// <summary>The basket that shows why there is none.</summary>
    protected abstract void Buy(List<WitnessLeg> basket);

    /// <summary>The position of the greatest number, the first of equals.</summary>
    protected static int Greatest(ReadOnlySpan<int> numbers)
    {
        int at = 0;
        for (int i = 1; i < numbers.Length; i++)
        {
            at = numbers[i] > numbers[at] ? i : at;
        }

        return at;
    }

    /// <summary>The position of the least number, the first of equals.</summary>
    protected static int Least(ReadOnlySpan<int> numbers)
    {
        int at = 0;
        for (int i = 1; i < numbers.Length; i++)
        {
            at = numbers[i] < numbers[at] ? i : at;
        }

        return at;
    }
}
