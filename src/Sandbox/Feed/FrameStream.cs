using System.Buffers.Binary;

namespace Dutchbook.Sandbox;

/// <summary>What a WebSocket frame carries (RFC 6455).</summary>
internal enum FrameKind
{
    Continuation = 0,
    Text = 1,
    Binary = 2,
    Close = 8,
    Ping = 9,
    Pong = 10,
}

/// <summary>A message or a control frame of the client.</summary>
internal readonly record struct Frame(FrameKind Kind, byte[] Payload);

/// <summary>
/// The server's end of a WebSocket, frame by frame. It is our own because the venue's pings carry a body, and because a broken
/// frame must be sendable on purpose.
/// </summary>
internal sealed class FrameStream(Stream stream, int longestMessage) : IAsyncDisposable
{
    private readonly BufferedStream _in = new(stream, 16_384);

    /// <summary>The next whole message or control frame; null when the client is gone or breaks the protocol.</summary>
    public async ValueTask<Frame?> Read(CancellationToken cancellation)
    {
        using MemoryStream message = new();
        FrameKind kind = FrameKind.Continuation;
        while (true)
        {
            byte[] head = new byte[2];
            if (await _in.ReadAtLeastAsync(head, 2, throwOnEndOfStream: false, cancellation) < 2)
            {
                return null;
            }

            (bool isLast, FrameKind part) = ((head[0] & 0x80) != 0, (FrameKind)(head[0] & 0x0F));
            bool isMasked = (head[1] & 0x80) != 0;
            long length = await Length(head[1] & 0x7F, cancellation);
            if (!isMasked || length < 0 || length + message.Length > longestMessage)
            {
                return null;
            }

            byte[] payload = await Payload((int)length, cancellation);
            if (part >= FrameKind.Close)
            {
                return new Frame(part, payload);
            }

            kind = part == FrameKind.Continuation ? kind : part;
            message.Write(payload);
            if (isLast)
            {
                return new Frame(kind, message.ToArray());
            }
        }
    }

    public static void Append(MemoryStream frames, FrameKind kind, ReadOnlySpan<byte> payload)
    {
        Span<byte> head = stackalloc byte[10];
        head[0] = (byte)(0x80 | (int)kind);
        switch (payload.Length)
        {
            case < 126:
                head[1] = (byte)payload.Length;
                frames.Write(head[..2]);
                break;
            case <= ushort.MaxValue:
                head[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)payload.Length);
                frames.Write(head[..4]);
                break;
            default:
                head[1] = 127;
                BinaryPrimitives.WriteUInt64BigEndian(head[2..], (ulong)payload.Length);
                frames.Write(head);
                break;
        }

        frames.Write(payload);
    }

    public async ValueTask Write(ReadOnlyMemory<byte> frames, CancellationToken cancellation)
    {
        await stream.WriteAsync(frames, cancellation);
        await stream.FlushAsync(cancellation);
    }

    public ValueTask DisposeAsync() => _in.DisposeAsync();

    private async ValueTask<long> Length(int shortLength, CancellationToken cancellation)
    {
        int bytes = shortLength switch { 126 => 2, 127 => 8, _ => 0 };
        if (bytes == 0)
        {
            return shortLength;
        }

        byte[] more = new byte[bytes];
        await _in.ReadExactlyAsync(more, cancellation);
        ulong length = bytes == 2 ? BinaryPrimitives.ReadUInt16BigEndian(more) : BinaryPrimitives.ReadUInt64BigEndian(more);
        return length > int.MaxValue ? -1 : (long)length;
    }

    private async ValueTask<byte[]> Payload(int length, CancellationToken cancellation)
    {
        byte[] mask = new byte[4];
        await _in.ReadExactlyAsync(mask, cancellation);
        byte[] payload = new byte[length];
        await _in.ReadExactlyAsync(payload, cancellation);
        for (int i = 0; i < payload.Length; i++)
        {
            payload[i] ^= mask[i & 3];
        }

        return payload;
    }
}
