using System.Globalization;
using System.Text.Json;

namespace Dutchbook.Kalshi;

/// <summary>The instants a recording states about itself: its envelope's time or when it was captured. The latest counts.</summary>
internal sealed class TimeKeys
{
    private static readonly FieldTable Keys = new(
        ("at", 1), ("captured_at", 1), ("captured_utc", 1), ("captured_ms", 2));

    public DateTimeOffset? Latest { get; private set; }

    public static bool IsTimeKey(ReadOnlySpan<byte> name) => Keys.Find(name) > 0;

    /// <summary>Takes the value the reader stands on, if it is an instant.</summary>
    public void Note(ref Utf8JsonReader reader)
    {
        DateTimeOffset? time = reader.TokenType switch
        {
            JsonTokenType.String when DateTimeOffset.TryParse(
                reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset text) => text,
            JsonTokenType.Number when reader.TryGetInt64(out long milliseconds)
                && milliseconds is > 0 and < 253_402_300_800_000 => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds),
            _ => null,
        };
        if (time is { } stated && (Latest is null || stated > Latest))
        {
            Latest = stated.ToUniversalTime();
        }
    }
}
