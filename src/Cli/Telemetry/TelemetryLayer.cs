using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>Sends the figures of a run to a collector, from time to time. A collector that is down stops nothing else.</summary>
internal sealed class TelemetryLayer(Configuration configuration, HomeFolder home, LayerWatch layers, TimeProvider clock)
{
    public const string Layer = "telemetry";

    /// <summary>What the instance shows; null before there is one.</summary>
    public Func<RunView>? View { get; set; }

    public async Task KeepAsync(CancellationToken stop)
    {
        if (configuration.Telemetry.OtlpEndpoint is not { } address)
        {
            layers.Tell(Layer, LayerHealth.Off, "no collector is named (telemetry.otlp_endpoint)");
            return;
        }

        // Sending waits for the collector, and whoever starts the parts of a run must not.
        await Task.Yield();
        Uri collector = new(address);
        ConfiguredHaltFlag flag = new(new FileHaltFlag(home.HaltFile), configuration.Trading.KillSwitch);
        using OtlpExport export = new(collector, configuration.Kalshi.Endpoint.Host);
        TimeSpan interval = TimeSpan.FromSeconds(configuration.Telemetry.IntervalSeconds);
        while (!stop.IsCancellationRequested)
        {
            if (View?.Invoke() is { } view)
            {
                bool isTaken = export.Send(RunFigures.Of(view, flag.Read(), Waiting()));
                layers.Tell(
                    Layer,
                    isTaken ? LayerHealth.Well : LayerHealth.Degraded,
                    isTaken
                        ? $"the collector at {collector.Authority} has the figures of {clock.GetUtcNow():HH:mm:ss}"
                        : $"the collector at {collector.Authority} did not take the figures of {clock.GetUtcNow():HH:mm:ss}");
            }

            await Task.Delay(interval, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Relations that wait for a person; null where that is not known.</summary>
    private int? Waiting()
    {
        try
        {
            using SqliteDatabase database = SqliteDatabase.OpenReader(home.Database);
            return database.Reviews.List(RelationStatus.Pending).Count;
        }
        catch (StorageException)
        {
            return null;
        }
    }
}
