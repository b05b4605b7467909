using System.Buffers;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;

namespace Dutchbook.Kalshi;

/// <summary>Gathers the parts of a message in one buffer that is used again for the next.</summary>
internal sealed class FrameBuffer(int largest) : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(64 * 1024);

    /// <summary>The last message.</summary>
    public ReadOnlySpan<byte> Frame => _bytes.AsSpan(0, Length);

    public int Length { get; private set; }

    /// <summary>Reads one message.</summary>
    /// <returns>How the reading ended.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<FrameEnd> ReceiveAsync(WebSocket socket, CancellationToken stop)
    {
        Length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult part = await socket.ReceiveAsync(_bytes.AsMemory(Length), stop);
            Length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return FrameEnd.Closed;
            }

            if (part.EndOfMessage)
            {
                return FrameEnd.Whole;
            }

            if (Length == _bytes.Length && !TryGrow())
            {
                return FrameEnd.TooLarge;
            }
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private bool TryGrow()
    {
        if (_bytes.Length >= largest)
        {
            return false;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Min(2 * _bytes.Length, largest));
        _bytes.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
        return true;
    }
}

/// <summary>How the reading of a message ended.</summary>
internal enum FrameEnd
{
    Whole,
    TooLarge,
    Closed,
}
