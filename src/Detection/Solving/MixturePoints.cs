using System.Numerics;

namespace Dutchbook.Detection;

/// <summary>Points that are mixed, one number a coordinate. Slots are reused.</summary>
internal class MixturePoints
{
    private readonly Stack<int> _free = [];
    private double[] _dense;
    private bool[] _held;

    public MixturePoints(int markets, int capacity)
    {
        Markets = markets;
        Capacity = capacity;
        Padded = (markets + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
        _dense = new double[capacity * Padded];
        _held = new bool[capacity];
    }

    public int Markets { get; }

    /// <summary>Markets, rounded up to what is added at once.</summary>
    public int Padded { get; }

    public int Capacity { get; private set; }

    /// <summary>One more than the highest slot ever used.</summary>
    public int Count { get; private set; }

    public bool IsHeld(int point) => _held[point];

    public ReadOnlySpan<double> Dense(int point) => _dense.AsSpan(point * Padded, Markets);

    /// <summary>Adds a point's coordinates to their sums, at a weight.</summary>
    public void AddTo(Span<double> sums, int point, double weight)
    {
        ReadOnlySpan<double> dense = _dense.AsSpan(point * Padded, Padded);
        Vector<double> scale = new(weight);
        for (int i = 0; i < dense.Length; i += Vector<double>.Count)
        {
            Span<double> at = sums[i..];
            (new Vector<double>(at) + (new Vector<double>(dense[i..]) * scale)).CopyTo(at);
        }
    }

    /// <summary>Takes a slot; its coordinates are the caller's to write.</summary>
    public Span<double> Take(out int slot)
    {
        if (!_free.TryPop(out slot))
        {
            slot = Count++;
            if (slot == Capacity)
            {
                Capacity = Math.Max(8, Capacity * 2);
                Array.Resize(ref _dense, Capacity * Padded);
                Array.Resize(ref _held, Capacity);
            }
        }

        _held[slot] = true;
        return _dense.AsSpan(slot * Padded, Markets);
    }

    public virtual void Remove(int point)
    {
        _held[point] = false;
        _free.Push(point);
    }
}
