using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Dutchbook.Mapping;

namespace Dutchbook.Pipeline;

/// <summary>How often a live run looks and passes.</summary>
public sealed record LiveOptions
{
    /// <summary>From pass to pass: what is new is found, and what the stream missed corrected.</summary>
    public TimeSpan PassInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The least time between passes, whatever was told meanwhile.</summary>
    public TimeSpan LeastPassInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>From look to look at the candidates.</summary>
    public TimeSpan LookInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The most books followed at once; the most valuable are.</summary>
    public int MostBooks { get; init; } = 1_000;
}

/// <summary>
/// Runs detection on a stream: passes over the venue now and then and when something was told that only a pass can
/// tell, and between
/// them a look at the candidates several times a second.
/// </summary>
public sealed class LiveRunner(
    ILiveStream stream,
    IVenueSource source,
    StructuralMapper mapper,
    Detector detector,
    LiveDetector live,
    LiveOptions options,
    TimeProvider time,
    ILiveTap? tap = null)
{
    private readonly LiveSteps _steps = new(stream, mapper, detector, live, options.MostBooks, tap);

    /// <summary>Told of each look; on the runner's own turn.</summary>
    public Action<LiveLook>? Looked { get; set; }

    /// <summary>Told of each pass and what it corrected.</summary>
    public Action<VenueSnapshot, SweepReport>? Passed { get; set; }

    /// <summary>Why the last pass failed; null where it did not.</summary>
    public string? LastProblem { get; private set; }

    /// <summary>Until it is stopped. The first look waits for the first pass.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        long passedAt = 0;
        while (!stop.IsCancellationRequested)
        {
            if (passedAt == 0 || IsDue(time.GetElapsedTime(passedAt)))
            {
                passedAt = time.GetTimestamp();
                await PassAsync(stop);
            }

            Looked?.Invoke(_steps.Look(time, stop));
            await Task.Delay(options.LookInterval, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool IsDue(TimeSpan since) =>
        since >= options.PassInterval || (since >= options.LeastPassInterval && (live.NeedsPass || LastProblem is not null));

    private async Task PassAsync(CancellationToken stop)
    {
        VenueSnapshot pass;
        try
        {
            pass = await source.ReadAsync(progress: null, stop);
        }
        catch (VenueUnavailableException problem)
        {
            LastProblem = problem.Message;
            return;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }

        LastProblem = null;
        SweepReport sweep = _steps.Take(pass, stop);
        Passed?.Invoke(pass, sweep);
    }
}
