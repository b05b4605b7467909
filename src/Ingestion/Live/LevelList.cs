namespace Dutchbook.Ingestion;

/// <summary>
/// The bids of one side of one book, the best last: most changes are near the best, so that little has to move. Sizes
/// are above zero.
/// </summary>
internal sealed class LevelList
{
    private const int Near = 8;

    private ushort[] _prices = new ushort[16];
    private long[] _sizes = new long[16];

    public int Count { get; private set; }

    /// <summary>The highest price in ticks, or 0.</summary>
    public int Best => Count > 0 ? _prices[Count - 1] : 0;

    /// <summary>What is bid there, in hundredths.</summary>
    public long BestSize => Count > 0 ? _sizes[Count - 1] : 0;

    public (int Ticks, long Size) this[int place] => (_prices[place], _sizes[place]);

    public void Clear() => Count = 0;

    /// <summary>The size at a price, 0 where nothing is bid.</summary>
    public long SizeAt(int ticks)
    {
        int place = PlaceOf(ticks);
        return place >= 0 ? _sizes[place] : 0;
    }

    /// <summary>Changes the size at a price.</summary>
    /// <returns>False if it would fall below zero or rise above the most there can be; then nothing is
    /// changed.</returns>
    public bool Change(int ticks, long change, long most)
    {
        int place = PlaceOf(ticks);
        long size = (place >= 0 ? _sizes[place] : 0) + change;
        if (size < 0 || size > most)
        {
            return false;
        }

        if (place >= 0 && size > 0)
        {
            _sizes[place] = size;
        }
        else if (place >= 0)
        {
            Remove(place);
        }
        else if (size > 0)
        {
            Insert(~place, ticks, size);
        }

        return true;
    }

    /// <summary>The place of a price, or the complement of the place where it would go.</summary>
    private int PlaceOf(int ticks)
    {
        int last = Count - 1;
        int end = Math.Max(0, Count - Near);
        while (last >= end)
        {
            if (_prices[last] <= ticks)
            {
                return _prices[last] == ticks ? last : ~(last + 1);
            }

            last--;
        }

        return Array.BinarySearch(_prices, 0, end, (ushort)ticks);
    }

    private void Remove(int place)
    {
        Count--;
        Array.Copy(_prices, place + 1, _prices, place, Count - place);
        Array.Copy(_sizes, place + 1, _sizes, place, Count - place);
    }

    private void Insert(int place, int ticks, long size)
    {
        if (Count == _prices.Length)
        {
            Array.Resize(ref _prices, 2 * Count);
            Array.Resize(ref _sizes, 2 * Count);
        }

        Array.Copy(_prices, place, _prices, place + 1, Count - place);
        Array.Copy(_sizes, place, _sizes, place + 1, Count - place);
        _prices[place] = (ushort)ticks;
        _sizes[place] = size;
        Count++;
    }
}
