using System.Text;

namespace Dutchbook.Alerts;

/// <summary>An outbox as it stands, read without holding it: another process may be delivering from it.</summary>
public sealed record OutboxView
{
    public static OutboxView Empty { get; } = new();

    /// <summary>What is still to be sent, in the order it was raised.</summary>
    public IReadOnlyList<Pending> Waiting { get; init; } = [];

    /// <summary>Critical alerts that nobody has acknowledged.</summary>
    public IReadOnlyList<Alert> Unacknowledged { get; init; } = [];

    /// <summary>Every channel that ever delivered or failed.</summary>
    public IReadOnlyList<ChannelState> Channels { get; init; } = [];

    public ChannelState StateOf(string channel) =>
        Channels.FirstOrDefault(state => state.Channel == channel) ?? new ChannelState(channel);

    /// <summary>Nothing where there is no outbox.</summary>
    /// <exception cref="IOException">It is there and cannot be read.</exception>
    public static OutboxView Read(string path)
    {
        OutboxState state = new();
        foreach (string file in (string[])[path, FileOutbox.CopyOf(path)])
        {
            if (!File.Exists(file))
            {
                continue;
            }

            using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using StreamReader reader = new(stream, Encoding.UTF8);
            while (reader.ReadLine() is { } text)
            {
                OutboxLine.Read(text)?.ApplyTo(state);
            }
        }

        return new OutboxView { Waiting = state.Waiting, Unacknowledged = state.Unacknowledged, Channels = [.. state.Channels] };
    }
}
