using Dutchbook.Alerts;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>Delivers what alerts wait in the outbox of a run, and says how the channels are.</summary>
internal static class AlertDelivery
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public static async Task KeepAsync(AlertSession session, LayerWatch layers, TimeProvider clock, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await session.Desk.DeliverAsync(stop);
            ChannelState[] broken = [.. session.Desk.States.Where(static state => state.LastFailure is not null)];
            layers.Tell(
                "alerts",
                broken.Length == 0 ? LayerHealth.Well : LayerHealth.Degraded,
                broken.Length == 0
                    ? $"{session.Channels.Count} channels"
                    : string.Join("; ", broken.Select(static state => $"{state.Channel}: {state.LastFailure}")));
            await Task.Delay(Interval, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
