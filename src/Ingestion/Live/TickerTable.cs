using System.Buffers.Binary;
using System.Text;

namespace Dutchbook.Ingestion;

/// <summary>
/// Gives every ticker a number and finds it again from the bytes it comes in, without a string. Numbers count from 0
/// and are never given to another ticker.
/// </summary>
public sealed class TickerTable
{
    private const int Free = -1;

    private readonly List<byte[]> _tickers = [];
    private readonly List<string> _names = [];
    private int[] _slots = NewSlots(64);

    public int Count => _names.Count;

    public string NameOf(int number) => _names[number];

    /// <summary>The number of a ticker, new if it has none.</summary>
    public int Add(string ticker)
    {
        ArgumentException.ThrowIfNullOrEmpty(ticker);
        byte[] bytes = Encoding.UTF8.GetBytes(ticker);
        int slot = SlotOf(bytes);
        if (_slots[slot] != Free)
        {
            return _slots[slot];
        }

        int number = _names.Count;
        _tickers.Add(bytes);
        _names.Add(ticker);
        _slots[slot] = number;
        if (2 * _names.Count > _slots.Length)
        {
            Grow();
        }

        return number;
    }

    public bool TryFind(ReadOnlySpan<byte> ticker, out int number)
    {
        number = _slots[SlotOf(ticker)];
        return number != Free;
    }

    public bool TryFind(string ticker, out int number) => TryFind(Encoding.UTF8.GetBytes(ticker), out number);

    /// <summary>Where the ticker is, or where it would go.</summary>
    private int SlotOf(ReadOnlySpan<byte> ticker)
    {
        int mask = _slots.Length - 1;
        int slot = (int)Hash(ticker) & mask;
        while (_slots[slot] != Free && !ticker.SequenceEqual(_tickers[_slots[slot]]))
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow()
    {
        _slots = NewSlots(2 * _slots.Length);
        for (int number = 0; number < _tickers.Count; number++)
        {
            _slots[SlotOf(_tickers[number])] = number;
        }
    }

    // Tickers of one series differ only at their end, so every byte counts.
    private static uint Hash(ReadOnlySpan<byte> ticker)
    {
        ulong hash = (ulong)ticker.Length * 0x9E3779B97F4A7C15;
        while (ticker.Length >= sizeof(ulong))
        {
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(ticker)) * 0xD6E8FEB86659FD93;
            hash ^= hash >> 32;
            ticker = ticker[sizeof(ulong)..];
        }

        foreach (byte letter in ticker)
        {
            hash = (hash ^ letter) * 0x100000001B3;
        }

        hash *= 0xD6E8FEB86659FD93;
        return (uint)(hash >> 32);
    }

    private static int[] NewSlots(int length)
    {
        int[] slots = new int[length];
        Array.Fill(slots, Free);
        return slots;
    }
}
