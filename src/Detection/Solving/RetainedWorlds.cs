using System.Numerics;

namespace Dutchbook.Detection;

/// <summary>The worlds a solver works with: as bits to be exact, as zeros and ones to be fast. Slots are reused.</summary>
internal sealed class RetainedWorlds
{
    private readonly int _words;
    private readonly HashSet<WorldKey> _known = [];
    private readonly Stack<int> _free = [];
    private ulong[] _bits;
    private double[] _dense;
    private bool[] _held;

    public RetainedWorlds(int markets, int capacity)
    {
        Markets = markets;
        Capacity = capacity;
        Padded = (markets + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
        _words = WorldBits.WordsFor(markets);
        _bits = new ulong[capacity * _words];
        _dense = new double[capacity * Padded];
        _held = new bool[capacity];
    }

    public int Markets { get; }

    /// <summary>Markets, rounded up to what is added at once.</summary>
    public int Padded { get; }

    public int Capacity { get; private set; }

    /// <summary>One more than the highest slot ever used.</summary>
    public int Count { get; private set; }

    public bool IsHeld(int world) => _held[world];

    public ReadOnlySpan<ulong> Bits(int world) => _bits.AsSpan(world * _words, _words);

    /// <summary>The world as numbers, one a market.</summary>
    public ReadOnlySpan<double> Dense(int world) => _dense.AsSpan(world * Padded, Markets);

    /// <summary>Adds a world's markets to their sums, at a weight.</summary>
    public void AddTo(Span<double> sums, int world, double weight)
    {
        ReadOnlySpan<double> dense = _dense.AsSpan(world * Padded, Padded);
        Vector<double> scale = new(weight);
        for (int i = 0; i < dense.Length; i += Vector<double>.Count)
        {
            Span<double> at = sums[i..];
            (new Vector<double>(at) + (new Vector<double>(dense[i..]) * scale)).CopyTo(at);
        }
    }

    /// <summary>The slot of a world that is new, or -1 when it is held already.</summary>
    public int TryAdd(ReadOnlySpan<ulong> world)
    {
        if (!_known.Add(new(world.ToArray())))
        {
            return -1;
        }

        if (!_free.TryPop(out int slot))
        {
            slot = Count++;
            if (slot == Capacity)
            {
                Capacity = Math.Max(8, Capacity * 2);
                Array.Resize(ref _bits, Capacity * _words);
                Array.Resize(ref _dense, Capacity * Padded);
                Array.Resize(ref _held, Capacity);
            }
        }

        _held[slot] = true;
        world.CopyTo(_bits.AsSpan(slot * _words));
        for (int i = 0; i < Markets; i++)
        {
            _dense[(slot * Padded) + i] = WorldBits.Get(world, i) ? 1 : 0;
        }

        return slot;
    }

    public void Remove(int world)
    {
        _known.Remove(new(Bits(world).ToArray()));
        _held[world] = false;
        _free.Push(world);
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
