namespace Dutchbook.Sandbox;

/// <summary>One channel of one connection. The caller holds the floor.</summary>
internal sealed class Subscription(FeedConnection connection, int sid, string channel, HashSet<Pit>? markets)
{
    private long _last = 1;

    public FeedConnection Connection { get; } = connection;

    public int Sid { get; } = sid;

    public string Channel { get; } = channel;

    /// <summary>The markets it is narrowed to; null for all.</summary>
    public HashSet<Pit>? Markets { get; } = markets;

    /// <summary>Prices of the NO side are told as prices of YES.</summary>
    public bool UsesYesPrice { get; init; }

    public bool SkipsAcknowledgedMarkets { get; init; }

    /// <summary>The number of the next frame; the one that acknowledges the subscription is the first, unnumbered.</summary>
    public long Next() => ++_last;

    public bool Wants(Pit pit) => Markets?.Contains(pit) != false;
}
