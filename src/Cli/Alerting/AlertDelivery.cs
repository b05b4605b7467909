using Dutchbook.Alerts;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>
/// Delivers what waits in the outbox of a run, each channel for itself; tells again what nobody acknowledged, takes what was
/// acknowledged from another process, and says how the channels are.
/// </summary>
internal static class AlertDelivery
{
    public const string Layer = "alerts";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>What was raised last, such as a halt, is tried for so long when the run ends; the rest the next process sends.</summary>
    private static readonly TimeSpan LastWord = TimeSpan.FromSeconds(5);

    public static async Task KeepAsync(
        AlertDesk desk, IAlertOutbox outbox, AcknowledgeBox acknowledged, LayerWatch layers, TimeProvider clock, CancellationToken stop)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task delivering = desk.RunAsync(end.Token);
        try
        {
            while (!stop.IsCancellationRequested && !delivering.IsCompleted)
            {
                acknowledged.Empty(desk.Acknowledge);
                Tell(desk, outbox, layers);
                await Task.Delay(Interval, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            await end.CancelAsync();
            await delivering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (delivering.IsFaulted)
        {
            await delivering;
        }

        using CancellationTokenSource last = new(LastWord, clock);
        await desk.DeliverAsync(last.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Tell(desk, outbox, layers);
    }

    private static void Tell(AlertDesk desk, IAlertOutbox outbox, LayerWatch layers)
    {
        string[] failing = [.. desk.States.Where(static state => state.IsFailing).Select(static state => $"{state.Channel}: {state.LastFailure}")];
        int open = outbox.Unacknowledged().Count;
        string seen = open == 0 ? "" : FormattableString.Invariant($"; {open} critical not acknowledged (dutchbook alert list)");
        layers.Tell(
            Layer,
            failing.Length == 0 ? LayerHealth.Well : LayerHealth.Degraded,
            (failing.Length == 0 ? FormattableString.Invariant($"{desk.States.Count} channels") : string.Join("; ", failing)) + seen);
    }
}
