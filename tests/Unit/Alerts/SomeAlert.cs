using Dutchbook.Alerts;

namespace Dutchbook.Unit.Alerts;

internal static class SomeAlert
{
    public static readonly DateTimeOffset At = new(2026, 11, 23, 20, 0, 0, TimeSpan.Zero);

    public static Alert Of(string id, AlertSeverity severity = AlertSeverity.Notice, string? key = null, DateTimeOffset? at = null) => new()
    {
        Id = id,
        Kind = AlertKind.Opportunity,
        Severity = severity,
        Title = "Edge <b>4.2</b> & more",
        Text = "Two prices that cannot both be right.",
        DedupeKey = key ?? id,
        At = at ?? At,
        Fields = [new("edge", "0.96"), new("grade", "A")],
    };
}

/// <summary>Keeps what it gets, and answers as a test says.</summary>
internal sealed class FakeChannel(string name, AlertSeverity least = AlertSeverity.Info, int perMinute = 1_000) : IAlertChannel
{
    private readonly Lock gate = new();
    private readonly List<Alert> got = [];

    public Func<int, Delivery> Answer { get; set; } = static _ => Delivery.Done;

    /// <summary>Holds every attempt until it ends.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    public string Name => name;

    public AlertSeverity Least => least;

    public int PerMinute => perMinute;

    public IReadOnlyList<Alert> Got
    {
        get
        {
            lock (gate)
            {
                return [.. got];
            }
        }
    }

    public async Task<Delivery> SendAsync(Alert alert, CancellationToken cancellation)
    {
        await Hold.WaitAsync(cancellation);
        lock (gate)
        {
            got.Add(alert);
            return Answer(got.Count);
        }
    }
}
