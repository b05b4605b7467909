using Dutchbook.Alerts;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dutchbook.Unit.Alerts;

public sealed class AlertDesks : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dutchbook-desk-").FullName;
    private readonly FakeTimeProvider clock = new(SomeAlert.At);
    private readonly FileOutbox outbox;

    public AlertDesks() => outbox = FileOutbox.Open(Path.Combine(folder, "alerts.jsonl"), SomeAlert.At);

    public void Dispose()
    {
        outbox.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Each_channel_gets_what_is_important_enough_for_it()
    {
        FakeChannel all = new("all");
        FakeChannel few = new("few", AlertSeverity.Warning);
        AlertDesk desk = Desk(new AlertPolicy(), all, few);
        Assert.True(desk.Raise(SomeAlert.Of("1")));
        Assert.True(desk.Raise(SomeAlert.Of("2", AlertSeverity.Critical)));
        await desk.DeliverAsync(CancellationToken.None);
        Assert.Equal(["1", "2"], all.Got.Select(static alert => alert.Id));
        Assert.Equal(["2"], few.Got.Select(static alert => alert.Id));
        Assert.Empty(outbox.Waiting());
    }

    [Fact]
    public async Task The_same_thing_is_told_once_in_the_window()
    {
        FakeChannel channel = new("a");
        AlertDesk desk = Desk(new AlertPolicy { DedupeWindow = TimeSpan.FromMinutes(15) }, channel);
        Assert.True(desk.Raise(SomeAlert.Of("1", key: "same")));
        Assert.False(desk.Raise(SomeAlert.Of("2", key: "same", at: SomeAlert.At.AddMinutes(14))));
        Assert.True(desk.Raise(SomeAlert.Of("3", key: "same", at: SomeAlert.At.AddMinutes(15))));
        await desk.DeliverAsync(CancellationToken.None);
        Assert.Equal(["1", "3"], channel.Got.Select(static alert => alert.Id));
    }

    [Fact]
    public async Task A_failed_attempt_is_repeated_later_and_later_and_not_before()
    {
        FakeChannel channel = new("a") { Answer = static attempt => attempt < 3 ? new Delivery(DeliveryOutcome.Postponed, "down") : Delivery.Done };
        AlertDesk desk = Desk(new AlertPolicy { RetryAfter = TimeSpan.FromSeconds(5) }, channel);
        desk.Raise(SomeAlert.Of("1"));
        await After(desk, TimeSpan.Zero);
        await After(desk, TimeSpan.FromSeconds(4));
        Assert.Single(channel.Got);
        await After(desk, TimeSpan.FromSeconds(1));
        Assert.Equal(2, channel.Got.Count);
        await After(desk, TimeSpan.FromSeconds(9));
        Assert.Equal(2, channel.Got.Count);
        await After(desk, TimeSpan.FromSeconds(1));
        Assert.Equal(3, channel.Got.Count);
        Assert.Empty(outbox.Waiting());
        Assert.Equal(("down", false), (desk.States[0].LastFailure, desk.States[0].IsFailing));
    }

    [Fact]
    public async Task A_channel_that_asks_for_patience_gets_it_for_every_message()
    {
        FakeChannel channel = new("a")
        {
            Answer = static attempt => attempt == 1 ? new Delivery(DeliveryOutcome.Postponed, "429", TimeSpan.FromMinutes(2)) : Delivery.Done,
        };
        AlertDesk desk = Desk(new AlertPolicy(), channel);
        desk.Raise(SomeAlert.Of("1"));
        desk.Raise(SomeAlert.Of("2"));
        await After(desk, TimeSpan.Zero);
        await After(desk, TimeSpan.FromSeconds(119));
        Assert.Single(channel.Got);
        await After(desk, TimeSpan.FromSeconds(1));
        Assert.Equal(["1", "1", "2"], channel.Got.Select(static alert => alert.Id));
    }

    [Fact]
    public async Task A_refused_message_is_not_sent_again_and_one_that_never_works_is_given_up()
    {
        FakeChannel refusing = new("refusing") { Answer = static _ => new Delivery(DeliveryOutcome.Refused, "status 404") };
        FakeChannel dead = new("dead") { Answer = static _ => new Delivery(DeliveryOutcome.Postponed, "down") };
        AlertDesk desk = Desk(new AlertPolicy { MostAttempts = 3, RetryAfter = TimeSpan.FromSeconds(1) }, refusing, dead);
        desk.Raise(SomeAlert.Of("1"));
        for (int i = 0; i < 10; i++)
        {
            await After(desk, TimeSpan.FromMinutes(1));
        }

        Assert.Single(refusing.Got);
        Assert.Equal(3, dead.Got.Count);
        Assert.Empty(outbox.Waiting());
    }

    [Fact]
    public async Task More_than_a_channel_bears_in_a_minute_waits()
    {
        FakeChannel channel = new("a", perMinute: 2);
        AlertDesk desk = Desk(new AlertPolicy(), channel);
        for (int i = 0; i < 5; i++)
        {
            desk.Raise(SomeAlert.Of($"{i}"));
        }

        await After(desk, TimeSpan.Zero);
        Assert.Equal(2, channel.Got.Count);
        await After(desk, TimeSpan.FromMinutes(1));
        Assert.Equal(4, channel.Got.Count);
        await After(desk, TimeSpan.FromMinutes(1));
        Assert.Equal(["0", "1", "2", "3", "4"], channel.Got.Select(static alert => alert.Id));
    }

    [Fact]
    public async Task In_quiet_hours_only_critical_alerts_pass_and_the_others_come_after()
    {
        FakeChannel channel = new("a");
        AlertDesk desk = Desk(new AlertPolicy { Quiet = new QuietHours(new TimeOnly(19, 0), new TimeOnly(6, 30)) }, channel);
        desk.Raise(SomeAlert.Of("1", AlertSeverity.Warning));
        desk.Raise(SomeAlert.Of("2", AlertSeverity.Critical));
        await After(desk, TimeSpan.Zero);
        Assert.Equal(["2"], channel.Got.Select(static alert => alert.Id));
        await After(desk, TimeSpan.FromHours(10.4));
        Assert.Single(channel.Got);
        await After(desk, TimeSpan.FromHours(0.2));
        Assert.Equal(["2", "1"], channel.Got.Select(static alert => alert.Id));
    }

    [Fact]
    public async Task What_waits_for_a_channel_that_is_no_more_is_given_up_in_the_end()
    {
        outbox.Add(SomeAlert.Of("1"), ["gone"]);
        AlertDesk desk = Desk(new AlertPolicy { MostAge = TimeSpan.FromDays(7) }, new FakeChannel("a"));
        await After(desk, TimeSpan.FromDays(7));
        Assert.Single(outbox.Waiting());
        await After(desk, TimeSpan.FromMinutes(1));
        Assert.Empty(outbox.Waiting());
    }

    [Fact]
    public async Task A_critical_alert_is_told_again_until_somebody_has_seen_it()
    {
        FakeChannel channel = new("a");
        AlertDesk desk = Desk(new AlertPolicy { EscalateAfter = TimeSpan.FromMinutes(10) }, channel);
        desk.Raise(SomeAlert.Of("halt", AlertSeverity.Critical));
        await After(desk, TimeSpan.FromMinutes(9));
        desk.Escalate();
        await After(desk, TimeSpan.FromMinutes(1));
        desk.Escalate();
        await After(desk, TimeSpan.Zero);
        Assert.Equal(2, channel.Got.Count);
        Assert.StartsWith("NOT ACKNOWLEDGED: ", channel.Got[1].Title, StringComparison.Ordinal);
        Assert.True(desk.Acknowledge("halt"));
        await After(desk, TimeSpan.FromMinutes(30));
        desk.Escalate();
        await After(desk, TimeSpan.Zero);
        Assert.Equal(2, channel.Got.Count);
    }

    [Fact]
    public async Task A_reminder_is_as_critical_as_its_alert_and_passes_quiet_hours()
    {
        FakeChannel channel = new("a");
        AlertDesk desk = Desk(
            new AlertPolicy { EscalateAfter = TimeSpan.FromMinutes(10), Quiet = new QuietHours(new TimeOnly(19, 0), new TimeOnly(6, 30)) }, channel);
        desk.Raise(SomeAlert.Of("halt", AlertSeverity.Critical));
        await After(desk, TimeSpan.FromMinutes(10));
        desk.Escalate();
        await After(desk, TimeSpan.Zero);
        Assert.Equal(["halt", channel.Got[1].Id], channel.Got.Select(static alert => alert.Id));
        Assert.Equal((AlertSeverity.Critical, "halt"), (channel.Got[1].Severity, channel.Got[1].RepeatOf));
        Assert.Contains(KeyValuePair.Create("acknowledge", "dutchbook alert ack halt"), channel.Got[1].Fields);
        Assert.Equal("halt", Assert.Single(outbox.Unacknowledged()).Id);
    }

    [Fact]
    public void Whoever_acknowledges_is_not_reminded_by_what_still_waited()
    {
        AlertDesk desk = Desk(new AlertPolicy { EscalateAfter = TimeSpan.FromMinutes(10) }, new FakeChannel("a"));
        desk.Raise(SomeAlert.Of("halt", AlertSeverity.Critical));
        clock.Advance(TimeSpan.FromMinutes(10));
        desk.Escalate();
        Assert.Equal(2, outbox.Waiting().Count);
        Assert.True(desk.Acknowledge("halt"));
        Assert.Equal("halt", Assert.Single(outbox.Waiting()).Alert.Id);
    }

    [Fact]
    public async Task An_outbox_that_breaks_ends_the_delivery_instead_of_stopping_one_channel_in_silence()
    {
        AlertDesk desk = new([new FakeChannel("a")], outbox, new AlertPolicy(), TimeProvider.System);
        desk.Raise(SomeAlert.Of("1"));
        outbox.Dispose();
        await Assert.ThrowsAnyAsync<ObjectDisposedException>(() => desk.RunAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_channel_that_hangs_keeps_nothing_from_another_nor_from_whoever_raises()
    {
        FakeChannel hanging = new("hanging") { Hold = new TaskCompletionSource().Task };
        FakeChannel alive = new("alive");
        AlertDesk desk = new([hanging, alive], outbox, new AlertPolicy(), TimeProvider.System);
        using CancellationTokenSource stop = new();
        Task running = desk.RunAsync(stop.Token);
        desk.Raise(SomeAlert.Of("1"));
        desk.Raise(SomeAlert.Of("2"));
        while (alive.Got.Count < 2)
        {
            await Task.Delay(5, CancellationToken.None);
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(["hanging", "hanging"], outbox.Waiting().Select(static item => item.Channel));
    }

    private AlertDesk Desk(AlertPolicy policy, params IAlertChannel[] channels) => new(channels, outbox, policy, clock);

    private Task After(AlertDesk desk, TimeSpan span)
    {
        clock.Advance(span);
        return desk.DeliverAsync(CancellationToken.None);
    }
}
