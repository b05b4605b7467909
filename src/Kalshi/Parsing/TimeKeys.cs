using System.Globalization;
using System.Text.Json;

namespace Dutchbook.Kalshi;

/// <summary>
/// The instants a recording states about itself: its envelope's time or when it was captured. Text without a zone is UTC: these
/// stamps are the recorder's, not the venue's. What is no time of this venue's life is no time.
/// </summary>
internal sealed class TimeKeys
{
    private static readonly FieldTable Keys = new(
        ("at", 1), ("captured_at", 1), ("captured_utc", 1), ("recorded_at", 1), ("captured_ms", 2));

    private static readonly string[] WithoutZone = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss.FFFFFFF"];

    /// <summary>Unix milliseconds of 1973 and later have more digits than seconds of this millennium.</summary>
    private const long LeastMilliseconds = 100_000_000_000;

    private static readonly DateTimeOffset Opening = new(2021, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Horizon = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public DateTimeOffset? Earliest { get; private set; }

    public DateTimeOffset? Latest { get; private set; }

    /// <summary>The one stated last, which is that of the page being read.</summary>
    public DateTimeOffset? Last { get; private set; }

    public static bool IsTimeKey(ReadOnlySpan<byte> name) => Keys.Find(name) > 0;

    /// <summary>Takes the value, if it is an instant.</summary>
    public void Note(ref Utf8JsonReader key, ref Utf8JsonReader value)
    {
        DateTimeOffset? time = value.TokenType switch
        {
            JsonTokenType.String => FromText(ref value),
            JsonTokenType.Number when value.TryGetInt64(out long number) => FromNumber(number, Keys.Find(key.ValueSpan) == 2),
            _ => null,
        };
        if (time is { } stated && stated >= Opening && stated < Horizon)
        {
            Last = stated.ToUniversalTime();
            Earliest = Earliest is null || Last < Earliest ? Last : Earliest;
            Latest = Latest is null || Last > Latest ? Last : Latest;
        }
    }

    private static DateTimeOffset? FromText(ref Utf8JsonReader value) =>
        Instant.TryRead(ref value, out DateTimeOffset time)
        || (!value.ValueIsEscaped && value.ValueSpan.Length < 40 && DateTimeOffset.TryParseExact(
            System.Text.Encoding.UTF8.GetString(value.ValueSpan), WithoutZone, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out time)) ? time : null;

    private static DateTimeOffset? FromNumber(long number, bool isMilliseconds)
    {
        long milliseconds = isMilliseconds || number is < 0 or >= LeastMilliseconds ? number : number * 1_000;
        return milliseconds is > 0 and < 253_402_300_800_000 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }
}
