using System.Text.Json;

namespace Dutchbook.Kalshi;

/// <summary>Reads RFC 3339 times. One without a zone is refused: it would be taken for the time of the machine that reads it.</summary>
internal static class Instant
{
    public static bool TryRead(ref Utf8JsonReader reader, out DateTimeOffset time)
    {
        time = default;
        return HasZone(reader.ValueSpan) && reader.TryGetDateTimeOffset(out time);
    }

    /// <summary>Ends in Z or in an offset such as +01:00, after a time of day.</summary>
    private static bool HasZone(ReadOnlySpan<byte> text) =>
        text.Length >= 17 && (text[^1] == (byte)'Z' || text[^6] is (byte)'+' or (byte)'-') && text[10] == (byte)'T';
}
