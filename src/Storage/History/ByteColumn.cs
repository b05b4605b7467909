using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;

namespace Dutchbook.Storage;

/// <summary>Bytes that are added one after the other, in a buffer that is used again.</summary>
internal sealed class ByteColumn
{
    private byte[] _bytes = new byte[256];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Add(byte value)
    {
        Reserve(1);
        _bytes[Length++] = value;
    }

    public void Add(ReadOnlySpan<byte> values)
    {
        Reserve(values.Length);
        values.CopyTo(_bytes.AsSpan(Length));
        Length += values.Length;
    }

    /// <summary>Seven bits a byte, the lowest first.</summary>
    public void AddNumber(ulong value)
    {
        Reserve(10);
        while (value >= 0x80)
        {
            _bytes[Length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _bytes[Length++] = (byte)value;
    }

    /// <summary>A difference: small ones of either sign are small numbers.</summary>
    public void AddSigned(long value) => AddNumber((ulong)((value << 1) ^ (value >> 63)));

    public void AddInt32(uint value)
    {
        Reserve(4);
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(Length), value);
        Length += 4;
    }

    /// <summary>Adds other bytes in packed form.</summary>
    public void AddPacked(ReadOnlySpan<byte> values)
    {
        Reserve(BrotliEncoder.GetMaxCompressedLength(values.Length));
        if (!BrotliEncoder.TryCompress(values, _bytes.AsSpan(Length), out int written, quality: 5, window: 18))
        {
            throw new InvalidOperationException("The packed form did not fit into the most it can take.");
        }

        Length += written;
    }

    /// <summary>CRC-32C of a byte and those after it.</summary>
    public static uint Sum(byte first, ReadOnlySpan<byte> bytes)
    {
        uint sum = BitOperations.Crc32C(uint.MaxValue, first);
        while (bytes.Length >= sizeof(ulong))
        {
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte value in bytes)
        {
            sum = BitOperations.Crc32C(sum, value);
        }

        return ~sum;
    }

    private void Reserve(int more)
    {
        if (Length + more > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Length + more));
        }
    }
}
