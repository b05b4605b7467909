namespace Dutchbook.Unit.Detection.Solving.Planted;

/// <summary>A small generator of its own (SplitMix64), so that a seed means the same cluster everywhere.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    public int Below(int end) => (int)(Next() % (ulong)end);

    /// <summary>From first to last, both included.</summary>
    public int Between(int first, int last) => first + Below(last - first + 1);

    public bool Chance(int percent) => Below(100) < percent;

    public int[] Shuffled(int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        for (int i = count - 1; i > 0; i--)
        {
            int j = Below(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    private ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
