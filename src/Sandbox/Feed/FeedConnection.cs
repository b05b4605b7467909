using System.Threading.Channels;

namespace Dutchbook.Sandbox;

/// <summary>
/// One client of the WebSocket: what it subscribed to, and the frames that wait for it. A client that lets too much wait loses its
/// subscriptions with the venue's terminal error.
/// </summary>
internal sealed class FeedConnection(Customer customer, long bufferBytes, TimeProvider time, FrameMeter meter) : IDisposable
{
    /// <summary>Two may take from it: the loop that writes, and whoever drops what waits.</summary>
    private readonly Channel<(FrameKind Kind, byte[] Payload)> _out = Channel.CreateUnbounded<(FrameKind Kind, byte[] Payload)>();

    private readonly List<(byte[] Message, Subscription Subscription)> _late = [];
    private readonly List<ITimer> _timers = [];
    private (byte[] Message, Subscription Subscription)? _swapped;
    private DateTimeOffset _heldUntil;
    private long _waiting;
    private int _lastSid;

    public Customer Customer { get; } = customer;

    /// <summary>By id. The caller holds the floor.</summary>
    public SortedDictionary<int, Subscription> Subscriptions { get; } = [];

    public ChannelReader<(FrameKind Kind, byte[] Payload)> Out => _out.Reader;

    /// <summary>Told when the client has let too much wait.</summary>
    public Action<FeedConnection>? Overflowed { get; set; }

    /// <summary>Drops the connection without a word.</summary>
    public Action? Abort { get; set; }

    /// <summary>Nothing at all is sent until then.</summary>
    public DateTimeOffset MuteUntil { get; set; }

    public DateTimeOffset NoPingUntil { get; set; }

    /// <summary>The private channels say nothing until then.</summary>
    public DateTimeOffset SilentUntil { get; set; }

    public int NextSid() => ++_lastSid;

    /// <summary>Queues a frame of a subscription, unless too much waits already.</summary>
    public void Enqueue(byte[] message, Subscription subscription)
    {
        if (!Subscriptions.ContainsKey(subscription.Sid))
        {
            return;
        }

        if (time.GetUtcNow() < _heldUntil)
        {
            _late.Add((message, subscription));
            return;
        }

        if (Volatile.Read(ref _waiting) + message.Length > bufferBytes)
        {
            Overflowed?.Invoke(this);
            return;
        }

        Reply(message);
        if (_swapped is { } swapped)
        {
            _swapped = null;
            Enqueue(swapped.Message, swapped.Subscription);
        }
    }

    /// <summary>Lets a frame wait until the next one has gone.</summary>
    public void Swap(byte[] message, Subscription subscription) => _swapped = (message, subscription);

    /// <summary>Lets all frames wait until an instant.</summary>
    public void Hold(DateTimeOffset until) => _heldUntil = until > _heldUntil ? until : _heldUntil;

    /// <summary>Sends what was held, if its time has come.</summary>
    public void Release(DateTimeOffset now)
    {
        if (now < _heldUntil)
        {
            return;
        }

        (byte[] Message, Subscription Subscription)[] late = [.. _late];
        _late.Clear();
        foreach ((byte[] message, Subscription subscription) in late)
        {
            Enqueue(message, subscription);
        }
    }

    /// <summary>Keeps a timer for as long as the connection lives.</summary>
    public void Keep(ITimer timer) => _timers.Add(timer);

    /// <summary>Queues an answer, which is never too much.</summary>
    public void Reply(byte[] message) => Put(FrameKind.Text, message);

    public void Put(FrameKind kind, byte[] payload)
    {
        if (time.GetUtcNow() < MuteUntil || (kind == FrameKind.Ping && time.GetUtcNow() < NoPingUntil))
        {
            return;
        }

        if (kind == FrameKind.Text)
        {
            meter.Add();
        }

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

    public void Dispose() => _timers.ForEach(static timer => timer.Dispose());
}
