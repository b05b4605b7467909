namespace Dutchbook.Simulation;

/// <summary>
/// A small generator of our own (SplitMix64), the same on every platform and release. Each use has its own stream, so that one
/// more draw in one place changes nothing in another.
/// </summary>
internal sealed class Dice
{
    private ulong _state;

    public Dice(ulong seed, string stream)
    {
        ulong hash = 14_695_981_039_346_656_037UL;
        foreach (char letter in stream)
        {
            hash = unchecked((hash ^ letter) * 1_099_511_628_211UL);
        }

        _state = unchecked(seed * 0x9E3779B97F4A7C15UL) ^ hash;
        Next();
    }

    public ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15UL;
            ulong mixed = _state;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
            return mixed ^ (mixed >> 31);
        }
    }

    /// <summary>From <paramref name="least"/> to <paramref name="most"/>, both possible.</summary>
    public int Between(int least, int most) => least + (int)(Next() % (ulong)(most - least + 1));

    /// <summary>True in so many of a million cases.</summary>
    public bool Chance(int perMillion) => (int)(Next() % 1_000_000UL) < perMillion;

    public TimeSpan Milliseconds(int least, int most) => TimeSpan.FromMilliseconds(Between(least, most));

    public T Of<T>(IReadOnlyList<T> things) => things[Between(0, things.Count - 1)];
}
