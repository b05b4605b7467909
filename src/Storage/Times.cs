namespace Dutchbook.Storage;

/// <summary>Instants as microseconds since 1970 (UTC): the venue's own precision.</summary>
internal static class Times
{
    public static long Micros(DateTimeOffset at) =>
        (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static long? Micros(DateTimeOffset? at) => at is { } instant ? Micros(instant) : null;

    public static DateTimeOffset From(long micros) =>
        DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);

    public static DateTimeOffset? From(long? micros) => micros is { } number ? From(number) : null;
}
