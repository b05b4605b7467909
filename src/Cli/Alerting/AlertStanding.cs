using Dutchbook.Alerts;

namespace Dutchbook.Cli;

/// <summary>How the channels that are set up do, what waits, and what nobody acknowledged; whoever delivers just now.</summary>
internal sealed class AlertStanding
{
    private AlertStanding(bool isEnabled, IReadOnlyList<ChannelState> channels, OutboxView outbox, string problem) =>
        (IsEnabled, Channels, Outbox, Problem) = (isEnabled, channels, outbox, problem);

    public bool IsEnabled { get; }

    /// <summary>The channels of the configuration.</summary>
    public IReadOnlyList<ChannelState> Channels { get; }

    public OutboxView Outbox { get; }

    /// <summary>Why the outbox could not be read; empty where it could.</summary>
    public string Problem { get; }

    public bool HasTrouble => Problem.Length > 0 || Outbox.Unacknowledged.Count > 0 || Channels.Any(static channel => channel.IsFailing);

    public IEnumerable<object> ChannelDocuments => Channels.Select(static channel => new
    {
        channel.Channel,
        Failing = channel.IsFailing,
        LastDelivery = channel.LastDelivery?.UtcDateTime,
        LastFailure = channel.LastFailure is { } words ? JsonText.Clean(words) : null,
        FailedAt = channel.FailedAt?.UtcDateTime,
        channel.GivenUp,
    });

    public static AlertStanding Read(HomeFolder home, AlertsOptions options)
    {
        (OutboxView outbox, string problem) = (OutboxView.Empty, "");
        try
        {
            outbox = OutboxView.Read(AlertSetup.OutboxPath(home));
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            problem = $"the outbox cannot be read: {trouble.Message}";
        }

        using ChannelSet channels = new(AlertSetup.Channels(options));
        return new AlertStanding(
            options.Enabled, [.. channels.Channels.Select(channel => outbox.StateOf(channel.Name))], outbox, problem);
    }

    /// <summary>For a reader.</summary>
    /// <param name="mostWaiting">Of what waits, so many are named.</param>
    /// <param name="mostOpen">Of what is not acknowledged, so many.</param>
    public IEnumerable<string> Lines(int mostWaiting, int mostOpen)
    {
        if (Problem.Length > 0)
        {
            yield return TerminalText.Clean(Problem, 300);
        }

        yield return FormattableString.Invariant(
            $"{Outbox.Waiting.Count} waiting, {Outbox.Unacknowledged.Count} critical and not acknowledged");
        foreach (ChannelState channel in Channels)
        {
            yield return TerminalText.Clean($"  {channel.Words}", 300);
        }

        foreach (Pending item in Outbox.Waiting.Take(mostWaiting))
        {
            yield return TerminalText.Clean($"  {item.Alert.Id} to {item.Channel}, {item.Attempts} attempts: {item.Alert.Title}", 300);
        }

        foreach (Alert alert in Outbox.Unacknowledged.Take(mostOpen))
        {
            yield return TerminalText.Clean($"  acknowledge {alert.Id}: {alert.Title}", 300);
        }
    }
}
