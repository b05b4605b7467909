namespace Dutchbook.Sandbox;

/// <summary>
/// A small seeded generator (SplitMix64), so that the same universe is built everywhere and for ever.
/// </summary>
internal sealed class Chance(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Between(int low, int high) => low + (int)(Next() % (ulong)(high - low + 1));

    /// <summary>True in so many of a million cases.</summary>
    public bool PartsPerMillion(int parts) => Between(1, 1_000_000) <= parts;

    public T Of<T>(IReadOnlyList<T> items) => items[Between(0, items.Count - 1)];

    public bool OneIn(int odds) => Between(1, odds) == 1;

    private ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15UL;
            ulong z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
