namespace Dutchbook.Kalshi;

/// <summary>One answer as it came, decompressed, with the moment its last byte was read.</summary>
public sealed record RawPage(string Path, ReadOnlyMemory<byte> Body, DateTimeOffset ReceivedAt);
