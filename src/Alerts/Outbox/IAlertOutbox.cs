namespace Dutchbook.Alerts;

/// <summary>A message on its way to one channel.</summary>
public sealed record Pending(Alert Alert, string Channel, int Attempts);

/// <summary>
/// Remembers what is to be told until it was told. An alert is in it before anybody sends it, so that a crash between the two
/// repeats a message and never loses one.
/// </summary>
public interface IAlertOutbox
{
    /// <summary>Puts an alert down for channels; it is on the disk when this returns.</summary>
    void Add(Alert alert, IReadOnlyList<string> channels);

    void Delivered(string alertId, string channel, DateTimeOffset at);

    /// <summary>An attempt failed, and another will be made.</summary>
    void Postponed(string alertId, string channel, DateTimeOffset at, string words);

    /// <summary>No attempt will be made any more.</summary>
    void GaveUp(string alertId, string channel, DateTimeOffset at, string words);

    /// <summary>A person has seen it. False where no such alert is open.</summary>
    bool Acknowledge(string alertId, DateTimeOffset at);

    /// <summary>What is still to be sent, in the order it was raised.</summary>
    IReadOnlyList<Pending> Waiting();

    /// <summary>Critical alerts that nobody has acknowledged.</summary>
    IReadOnlyList<Alert> Unacknowledged();

    /// <summary>How a channel has been doing, earlier processes included.</summary>
    ChannelState StateOf(string channel);

    /// <summary>When something was last told under a key; null for never.</summary>
    DateTimeOffset? LastRaised(string dedupeKey);
}
