using Dutchbook.Ingestion;

namespace Dutchbook.Kalshi;

/// <summary>The subscriptions of one connection and where each stands in its numbers. There are a handful.</summary>
internal sealed class FeedSubscriptions(FeedChannels channels)
{
    private readonly List<Subscription> _all = [];
    private readonly Queue<string> _missing = new();

    /// <summary>The channel to subscribe to next, apart from books; null when all are.</summary>
    public string? NextChannel => _missing.TryPeek(out string? channel) ? channel : null;

    public int Count => _all.Count;

    /// <summary>A new connection: nothing is subscribed.</summary>
    public void Reset()
    {
        _all.Clear();
        _missing.Clear();
        foreach ((FeedChannels flag, string channel) in Names)
        {
            if (channels.HasFlag(flag))
            {
                _missing.Enqueue(channel);
            }
        }
    }

    /// <summary>The channel is subscribed, or will not be.</summary>
    public void Settle(string channel)
    {
        if (_missing.TryPeek(out string? next) && next == channel)
        {
            _missing.Dequeue();
        }
    }

    public void Add(long sid, string channel)
    {
        if (Find(sid) is null)
        {
            _all.Add(new Subscription(sid, channel));
        }
    }

    public Subscription? Find(long sid)
    {
        foreach (Subscription subscription in _all)
        {
            if (subscription.Sid == sid)
            {
                return subscription;
            }
        }

        return null;
    }

    private static IEnumerable<(FeedChannels Flag, string Channel)> Names =>
    [
        (FeedChannels.Ticker, "ticker"),
        (FeedChannels.Lifecycle, "market_lifecycle_v2"),
        (FeedChannels.Private, "fill"),
        (FeedChannels.Private, "user_orders"),
    ];
}

/// <summary>One subscription.</summary>
internal sealed class Subscription(long sid, string channel)
{
    private SequenceCheck _numbers;

    public long Sid { get; } = sid;

    public string Channel { get; } = channel;

    public bool IsBooks => Channel == FeedCommand.BookChannel;

    public long LastNumber => _numbers.Last;

    public SequenceVerdict Take(long number) => _numbers.Take(number);
}
