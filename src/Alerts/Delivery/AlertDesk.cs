namespace Dutchbook.Alerts;

/// <summary>
/// Takes alerts and delivers them. Raising one writes it down and returns: whoever raises it never waits for a channel. Each
/// channel has a loop of its own, so that a slow one keeps nothing from the others.
/// </summary>
public sealed class AlertDesk(IReadOnlyList<IAlertChannel> channels, IAlertOutbox outbox, AlertPolicy policy, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<ChannelLoop> _loops =
        [.. channels.Select(channel => new ChannelLoop(channel, outbox, policy, time))];

    private readonly Dictionary<string, (int Count, DateTimeOffset Last)> _escalations = new(StringComparer.Ordinal);

    public IReadOnlyList<ChannelState> States => [.. _loops.Select(static loop => loop.State)];

    /// <summary>False where the same was told within the window, or no channel wants it.</summary>
    public bool Raise(Alert alert)
    {
        lock (_gate)
        {
            if (outbox.LastRaised(alert.DedupeKey) is { } last && alert.At - last < policy.DedupeWindow)
            {
                return false;
            }

            string[] wanted = [.. channels.Where(channel => alert.Severity >= channel.Least).Select(static channel => channel.Name)];
            if (wanted.Length == 0 && alert.Severity != AlertSeverity.Critical)
            {
                return false;
            }

            outbox.Add(
                alert.WantsAcknowledging
                    ? alert with { Fields = [.. alert.Fields, new("acknowledge", $"dutchbook alert ack {alert.Id}")] }
                    : alert,
                wanted);
        }

        _loops.ForEach(static loop => loop.Wake());
        return true;
    }

    /// <summary>A person has seen a critical alert: it is not told again.</summary>
    public bool Acknowledge(string alertId) => outbox.Acknowledge(alertId, time.GetUtcNow());

    /// <summary>Delivers until cancelled, and tells again what is critical and not acknowledged.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using CancellationTokenSource all = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task[] parts = [.. _loops.Select(loop => loop.RunAsync(all.Token)), EscalateAsync(all.Token)];

        // A part that breaks, as on a full disk, must not go unnoticed because the others go on.
        await Task.WhenAny(parts);
        await all.CancelAsync();
        await Task.WhenAll(parts);
    }

    /// <summary>Tries once, now, to deliver everything that is due; for a command that ends.</summary>
    public Task DeliverAsync(CancellationToken cancellation)
    {
        Expire();
        return Task.WhenAll(_loops.Select(loop => loop.DeliverDueAsync(cancellation)));
    }

    /// <summary>Puts down again what has waited too long for somebody to see it.</summary>
    internal void Escalate()
    {
        DateTimeOffset now = time.GetUtcNow();
        foreach (Alert alert in outbox.Unacknowledged())
        {
            (int count, DateTimeOffset last) = _escalations.GetValueOrDefault(alert.Id, (0, alert.At));
            if (count >= policy.MostEscalations || now - last < policy.EscalateAfter)
            {
                continue;
            }

            _escalations[alert.Id] = (count + 1, now);
            Alert again = alert with
            {
                Id = $"{alert.Id}+{now.ToUnixTimeSeconds()}",
                RepeatOf = alert.Id,
                DedupeKey = $"{alert.DedupeKey}/reminder",
                Title = $"NOT ACKNOWLEDGED: {alert.Title}",
                At = now,
            };
            outbox.Add(again, [.. channels.Select(static channel => channel.Name)]);
            _loops.ForEach(static loop => loop.Wake());
        }
    }

    /// <summary>Gives up what has waited so long that it no longer matters.</summary>
    private void Expire()
    {
        DateTimeOffset now = time.GetUtcNow();
        foreach (Pending pending in outbox.Waiting().Where(item => now - item.Alert.At > policy.MostAge))
        {
            outbox.GaveUp(pending.Alert.Id, pending.Channel, now, "too old to matter");
        }
    }

    private async Task EscalateAsync(CancellationToken cancellation)
    {
        TimeSpan step = policy.EscalateAfter < TimeSpan.FromMinutes(1) ? policy.EscalateAfter : TimeSpan.FromMinutes(1);
        using PeriodicTimer timer = new(step, time);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            Expire();
            Escalate();
        }
    }
}
