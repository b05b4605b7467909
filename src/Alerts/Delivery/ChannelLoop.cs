using System.Threading.Channels;

namespace Dutchbook.Alerts;

/// <summary>Delivers to one channel, the oldest first, within its rate.</summary>
internal sealed class ChannelLoop(IAlertChannel channel, IAlertOutbox outbox, AlertPolicy policy, TimeProvider time)
{
    /// <summary>One call is enough, however many come meanwhile.</summary>
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly MinuteBudget _budget = new(channel.PerMinute);
    private readonly Dictionary<string, DateTimeOffset> _due = new(StringComparer.Ordinal);
    private DateTimeOffset _restUntil;

    public ChannelState State => outbox.StateOf(channel.Name);

    public void Wake() => _wake.Writer.TryWrite(true);

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            TimeSpan wait = await DeliverDueAsync(cancellation);
            using CancellationTokenSource sleep = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            Task woken = _wake.Reader.ReadAsync(sleep.Token).AsTask();
            Task due = Task.Delay(wait, time, sleep.Token);
            await Task.WhenAny(woken, due);
            await sleep.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Sends what is due; gives the wait to what is due next.</summary>
    public async Task<TimeSpan> DeliverDueAsync(CancellationToken cancellation)
    {
        TimeSpan next = TimeSpan.FromMinutes(1);
        foreach (Pending pending in outbox.Waiting().Where(item => item.Channel == channel.Name))
        {
            TimeSpan wait = Delay(pending.Alert);
            if (wait <= TimeSpan.Zero)
            {
                wait = _budget.Take(time.GetUtcNow());
            }

            if (wait > TimeSpan.Zero)
            {
                next = wait < next ? wait : next;
                continue;
            }

            Delivery delivery = await channel.SendAsync(pending.Alert, cancellation);
            Settle(pending, delivery);
            if (_due.TryGetValue(pending.Alert.Id, out DateTimeOffset due) && due - time.GetUtcNow() is { } left && left < next)
            {
                next = left > TimeSpan.Zero ? left : TimeSpan.Zero;
            }
        }

        return next;
    }

    /// <summary>How long it has to wait by the hour, by its last attempt, and by what the channel asked for.</summary>
    private TimeSpan Delay(Alert alert)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (policy.Quiet is { } quiet && alert.Severity != AlertSeverity.Critical && alert.Kind != AlertKind.Test && quiet.Holds(now))
        {
            return quiet.Left(now);
        }

        DateTimeOffset due = _due.GetValueOrDefault(alert.Id);
        return (due > _restUntil ? due : _restUntil) - now;
    }

    private void Settle(Pending pending, Delivery delivery)
    {
        DateTimeOffset now = time.GetUtcNow();
        string id = pending.Alert.Id;
        switch (delivery.Outcome)
        {
            case DeliveryOutcome.Delivered:
                outbox.Delivered(id, channel.Name, now);
                _due.Remove(id);
                break;
            case DeliveryOutcome.Refused:
                GiveUp(id, delivery.Words, now);
                break;
            case DeliveryOutcome.Postponed when pending.Attempts + 1 >= policy.MostAttempts:
                GiveUp(id, $"{pending.Attempts + 1} attempts, the last: {delivery.Words}", now);
                break;
            case DeliveryOutcome.Postponed:
                outbox.Postponed(id, channel.Name, now, delivery.Words);
                _due[id] = now + policy.Wait(pending.Attempts + 1);
                if (delivery.RetryAfter is { } patience)
                {
                    _restUntil = now + patience;
                }

                break;
        }
    }

    private void GiveUp(string id, string words, DateTimeOffset now)
    {
        outbox.GaveUp(id, channel.Name, now, words);
        _due.Remove(id);
    }
}
