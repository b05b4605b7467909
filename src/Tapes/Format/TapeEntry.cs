namespace Dutchbook.Tapes;

/// <summary>One line of a tape. Its bytes are valid until the next line is read.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="At">When it was received or done.</param>
/// <param name="Name">The path of a page, the connection of a message; empty for everything else.</param>
/// <param name="Body">JSON; empty where there is none.</param>
public readonly record struct TapeEntry(TapeKind Kind, DateTimeOffset At, string Name, ReadOnlyMemory<byte> Body)
{
    public override string ToString() => $"{Kind} {Name} at {At:O}, {Body.Length} bytes";
}
