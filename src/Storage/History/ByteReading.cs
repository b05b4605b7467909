namespace Dutchbook.Storage;

/// <summary>Reads what a <see cref="ByteColumn"/> wrote. Whatever else it is given, it throws and reads no further than the end.</summary>
internal ref struct ByteReading(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _left = bytes;

    public readonly bool IsAtEnd => _left.IsEmpty;

    public byte Byte()
    {
        byte value = _left.IsEmpty ? throw new InvalidDataException("a block ends too soon") : _left[0];
        _left = _left[1..];
        return value;
    }

    public ulong Number()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("a number of a block has no end");
    }

    public long Signed()
    {
        ulong value = Number();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>A number that counts something of which there are at most so many.</summary>
    public int Count(int most) => Number() is var value && value <= (ulong)most
        ? (int)value
        : throw new InvalidDataException("a block names more than it can hold");

    public ReadOnlySpan<byte> Part(int length)
    {
        ReadOnlySpan<byte> part = length <= _left.Length ? _left[..length] : throw new InvalidDataException("a block ends too soon");
        _left = _left[length..];
        return part;
    }
}
