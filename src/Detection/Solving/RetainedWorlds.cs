namespace Dutchbook.Detection;

/// <summary>The worlds a solver works with: as numbers to be mixed, as bits to be exact. None is held twice.</summary>
internal sealed class RetainedWorlds : MixturePoints
{
    private readonly int _words;
    private readonly HashSet<WorldKey> _known = [];
    private ulong[] _bits;

    public RetainedWorlds(int markets, int capacity)
        : base(markets, capacity)
    {
        _words = WorldBits.WordsFor(markets);
        _bits = new ulong[capacity * _words];
    }

    public ReadOnlySpan<ulong> Bits(int world) => _bits.AsSpan(world * _words, _words);

    /// <summary>The slot of a world that is new, or -1 when it is held already.</summary>
    public int TryAdd(ReadOnlySpan<ulong> world)
    {
        if (!_known.Add(new(world.ToArray())))
        {
            return -1;
        }

        Span<double> dense = Take(out int slot);
        if (_bits.Length < Capacity * _words)
        {
            Array.Resize(ref _bits, Capacity * _words);
        }

        world.CopyTo(_bits.AsSpan(slot * _words));
        for (int i = 0; i < dense.Length; i++)
        {
            dense[i] = WorldBits.Get(world, i) ? 1 : 0;
        }

        return slot;
    }

    public override void Remove(int point)
    {
        _known.Remove(new(Bits(point).ToArray()));
        base.Remove(point);
    }

    private readonly struct WorldKey(ulong[] bits) : IEquatable<WorldKey>
    {
        private readonly ulong[] _bits = bits;

        public bool Equals(WorldKey other) => _bits.AsSpan().SequenceEqual(other._bits);

        public override bool Equals(object? obj) => obj is WorldKey other && Equals(other);

        public override int GetHashCode()
        {
            ulong hash = 0;
            foreach (ulong word in _bits)
            {
                hash = (hash ^ word) * 0x9E3779B97F4A7C15;
                hash ^= hash >> 32;
            }

            return (int)hash;
        }
    }
}
