using Dutchbook.Alerts;
using Dutchbook.Cli;
using Dutchbook.Pipeline;
using Dutchbook.Unit.Alerts;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>The delivery of a long-lived run.</summary>
public sealed class AlertDeliveries : IDisposable
{
    private readonly Trial trial = new();
    private readonly FakeTimeProvider clock = new(SomeAlert.At);
    private readonly FileOutbox outbox;
    private readonly LayerWatch layers;

    public AlertDeliveries()
    {
        outbox = FileOutbox.Open(AlertSetup.OutboxPath(trial.Home), SomeAlert.At);
        layers = new LayerWatch(clock);
    }

    public void Dispose()
    {
        outbox.Dispose();
        trial.Dispose();
    }

    [Fact]
    public async Task What_nobody_acknowledged_is_told_again_until_another_process_says_that_it_was_seen()
    {
        FakeChannel channel = new("a");
        AlertDesk desk = new([channel], outbox, new AlertPolicy(), clock);
        AcknowledgeBox box = new(trial.Home);
        using CancellationTokenSource stop = new();
        desk.Raise(SomeAlert.Of("halt", AlertSeverity.Critical));
        Task keeping = AlertDelivery.KeepAsync(desk, outbox, box, layers, clock, stop.Token);
        await Until(() => channel.Got.Any(static alert => alert.RepeatOf == "halt"));
        Assert.EndsWith("1 critical not acknowledged (dutchbook alert list)", Layer.Text, StringComparison.Ordinal);
        Assert.Equal(0, await Acknowledge("halt"));
        await Until(() => !Layer.Text.Contains("critical", StringComparison.Ordinal));
        Assert.Empty(outbox.Unacknowledged());
        Assert.Equal(3, await Acknowledge("halt"));
        await stop.CancelAsync();
        await keeping;
    }

    [Fact]
    public async Task A_channel_that_fails_is_named_and_well_again_after_its_next_success()
    {
        FakeChannel channel = new("a") { Answer = static attempt => attempt < 2 ? new Delivery(DeliveryOutcome.Postponed, "status 503") : Delivery.Done };
        AlertDesk desk = new([channel], outbox, new AlertPolicy(), clock);
        using CancellationTokenSource stop = new();
        desk.Raise(SomeAlert.Of("1"));
        Task keeping = AlertDelivery.KeepAsync(desk, outbox, new AcknowledgeBox(trial.Home), layers, clock, stop.Token);
        await Until(() => Layer.Health == LayerHealth.Degraded);
        Assert.Equal("a: status 503", Layer.Text);
        await Until(() => Layer.Health == LayerHealth.Well);
        await stop.CancelAsync();
        await keeping;
    }

    [Fact]
    public async Task What_is_raised_as_the_run_ends_is_still_sent()
    {
        FakeChannel channel = new("a");
        AlertDesk desk = new([channel], outbox, new AlertPolicy(), clock);
        using CancellationTokenSource stop = new();
        await stop.CancelAsync();
        desk.Raise(SomeAlert.Of("last"));
        await AlertDelivery.KeepAsync(desk, outbox, new AcknowledgeBox(trial.Home), layers, clock, stop.Token);
        Assert.Equal("last", Assert.Single(channel.Got).Id);
    }

    private LayerState Layer => layers.States is [var state, ..] ? state : new LayerState("", LayerHealth.Starting, "", default);

    /// <summary>In another process, which finds the outbox held, while time goes on for the one that holds it.</summary>
    private async Task<int> Acknowledge(string id)
    {
        trial.Config("alerts:\n  webhook_url: http://127.0.0.1:9/\n");
        Task<int> acknowledging = trial.Run("alert", "ack", id);
        await Until(() => acknowledging.IsCompleted);
        return await acknowledging;
    }

    private async Task Until(Func<bool> isSo)
    {
        for (int i = 0; i < 5_000 && !isSo(); i++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(2, TestContext.Current.CancellationToken);
        }

        Assert.True(isSo());
    }
}
