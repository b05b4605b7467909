using Dutchbook.Kalshi;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>Keeps the record of runs while one goes on: once a minute, and at its end.</summary>
internal sealed class RunDiary(CommandScope scope, KalshiRestClient? client, LayerWatch layers, bool isDryRun)
{
    public const string Layer = "diary";

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>Whoever was silent for longer did not run in between.</summary>
    private static readonly TimeSpan LongestGap = TimeSpan.FromMinutes(10);

    private long _requests;
    private long _throttled;

    /// <summary>The state of the passes, told by the run.</summary>
    public Func<(long Passes, string? Problem)> Passes { get; set; } = static () => (0, null);

    public async Task KeepAsync(CancellationToken stop)
    {
        DateTimeOffset since = scope.Clock.GetUtcNow();
        layers.Tell(Layer, LayerHealth.Well, "kept every minute");
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(Interval, scope.Clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            DateTimeOffset now = scope.Clock.GetUtcNow();
            Note(since, now);
            since = now;
            layers.Tell(Layer, LayerHealth.Well, "kept every minute");
        }
    }

    private void Note(DateTimeOffset since, DateTimeOffset now)
    {
        RunRecord before = RunRecord.Read(scope.Home);
        (long passes, string? problem) = Passes();
        bool isBroken = problem is not null;
        bool isGap = before.LastAt is not { } last || since - last > LongestGap;
        long requests = client?.Counters.Requests ?? 0;
        long throttled = client?.Counters.Refused ?? 0;
        RunRecord after = before with
        {
            DryRunHours = before.DryRunHours + (isDryRun && !isBroken ? (now - since).TotalHours : 0),
            UnbrokenSince = isBroken ? null : isGap || before.UnbrokenSince is null ? since : before.UnbrokenSince,
            LastAt = now,
            Passes = before.Passes + passes,
            FailedPasses = before.FailedPasses + (isBroken ? 1 : 0),
            LastBreak = problem ?? (isGap && before.LastAt is { } gone ? $"nothing ran between {gone:u} and {since:u}" : before.LastBreak),
            Requests = before.Requests + requests - _requests,
            Throttled = before.Throttled + throttled - _throttled,
        };
        (_requests, _throttled) = (requests, throttled);
        after.Write(scope.Home);
    }
}
