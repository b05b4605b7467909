using System.Buffers.Binary;
using System.Numerics;

namespace Dutchbook.Verification;

/// <summary>The checksum that seals a line: CRC-32C (RFC 3720, section 12.1), as eight hexadecimal digits.</summary>
internal static class LineSum
{
    public const int Digits = 8;

    public static void Write(ReadOnlySpan<byte> line, Span<byte> digits)
    {
        uint sum = uint.MaxValue;
        while (line.Length >= sizeof(ulong))
        {
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(line));
            line = line[sizeof(ulong)..];
        }

        foreach (byte rest in line)
        {
            sum = BitOperations.Crc32C(sum, rest);
        }

        sum = ~sum;
        for (int i = Digits - 1; i >= 0; i--, sum >>= 4)
        {
            digits[i] = "0123456789abcdef"u8[(int)(sum & 15)];
        }
    }
}
