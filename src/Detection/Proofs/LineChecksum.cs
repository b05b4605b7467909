using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace Dutchbook.Detection;

/// <summary>
/// CRC-32C of a line of a proof (RFC 3720, section 12.1): it names a line that was changed by accident, and keeps out no forger.
/// </summary>
internal static class LineChecksum
{
    public const int Digits = 8;

    /// <summary>Eight hexadecimal digits.</summary>
    public static void Format(ReadOnlySpan<byte> line, Span<byte> digits)
    {
        uint sum = uint.MaxValue;
        int whole = line.Length & ~7;
        for (int at = 0; at < whole; at += 8)
        {
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(line[at..]));
        }

        for (int at = whole; at < line.Length; at++)
        {
            sum = BitOperations.Crc32C(sum, line[at]);
        }

        (~sum).TryFormat(digits, out _, "x8", CultureInfo.InvariantCulture);
    }
}
