namespace Dutchbook.Sandbox;

/// <summary>How many messages were put on their way to clients of the WebSocket, pings not counted.</summary>
internal sealed class FrameMeter
{
    private long _count;

    public long Count => Volatile.Read(ref _count);

    public void Add() => Interlocked.Increment(ref _count);
}
