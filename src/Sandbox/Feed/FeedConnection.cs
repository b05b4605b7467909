using System.Threading.Channels;

namespace Dutchbook.Sandbox;

/// <summary>
/// One client of the WebSocket: what it subscribed to, and the frames that wait for it. A client that lets too much wait loses its
/// subscriptions with the venue's terminal error.
/// </summary>
internal sealed class FeedConnection(Customer customer, long bufferBytes)
{
    private readonly Channel<(FrameKind Kind, byte[] Payload)> _out =
        Channel.CreateUnbounded<(FrameKind Kind, byte[] Payload)>(new UnboundedChannelOptions { SingleReader = true });

    private long _waiting;
    private int _lastSid;

    public Customer Customer { get; } = customer;

    /// <summary>By id. The caller holds the floor.</summary>
    public SortedDictionary<int, Subscription> Subscriptions { get; } = [];

    public ChannelReader<(FrameKind Kind, byte[] Payload)> Out => _out.Reader;

    /// <summary>Told when the client has let too much wait.</summary>
    public Action<FeedConnection>? Overflowed { get; set; }

    public int NextSid() => ++_lastSid;

    /// <summary>Queues a frame of a subscription, unless too much waits already.</summary>
    public void Enqueue(byte[] message, Subscription subscription)
    {
        if (!Subscriptions.ContainsKey(subscription.Sid))
        {
            return;
        }

        if (Volatile.Read(ref _waiting) + message.Length > bufferBytes)
        {
            Overflowed?.Invoke(this);
            return;
        }

        Reply(message);
    }

    /// <summary>Queues an answer, which is never too much.</summary>
    public void Reply(byte[] message) => Put(FrameKind.Text, message);

    public void Put(FrameKind kind, byte[] payload)
    {
        Interlocked.Add(ref _waiting, payload.Length);
        _out.Writer.TryWrite((kind, payload));
    }

    /// <summary>Notes that frames of so many bytes went out.</summary>
    public void Sent(long bytes) => Interlocked.Add(ref _waiting, -bytes);

    /// <summary>Forgets what waits.</summary>
    public void Drop()
    {
        while (_out.Reader.TryRead(out (FrameKind Kind, byte[] Payload) frame))
        {
            Sent(frame.Payload.Length);
        }
    }

    public void Complete() => _out.Writer.TryComplete();
}
