using System.Net.Http.Headers;

namespace Dutchbook.Kalshi;

/// <summary>When and how long to wait before a failed read is tried again. Reads change nothing, so every one may be repeated.</summary>
public sealed record RetryPolicy
{
    public static RetryPolicy Default { get; } = new();

    /// <summary>The first try included.</summary>
    public int MostAttempts { get; init; } = 5;

    /// <summary>The upper limit of the first wait; it doubles with each further one.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>No single wait is longer, whatever the venue asks for.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>No further try is begun so long after the first one began.</summary>
    public TimeSpan LongestTotal { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How long one try may take, from its first byte sent to its last byte read.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the one try at a write is waited for; what it became is unknown after that.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The wait after a number of failed tries: evenly spread from nothing to the limit (full jitter), so that readers that failed
    /// together do not return together; but not less than the venue asked for.
    /// </summary>
    /// <param name="failed">Tries that have failed, at least 1.</param>
    /// <param name="asked">What the venue's Retry-After said, if it said anything.</param>
    public TimeSpan Wait(int failed, TimeSpan? asked, Random chance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failed, 1);
        long doubled = FirstWait.Ticks;
        for (int i = 1; i < failed && doubled < LongestWait.Ticks; i++)
        {
            doubled *= 2;
        }

        TimeSpan drawn = new(Draw(chance, Math.Min(doubled, LongestWait.Ticks)));
        TimeSpan wait = asked > drawn ? asked.Value : drawn;
        return wait < LongestWait ? wait : LongestWait;
    }

    /// <summary>Retry-After as a wait from now: seconds, or a date, which is nothing when it has passed.</summary>
    public static TimeSpan? Asked(RetryConditionHeaderValue? header, DateTimeOffset now)
    {
        TimeSpan? asked = header?.Delta ?? (header?.Date - now);
        return asked < TimeSpan.Zero ? TimeSpan.Zero : asked;
    }

    // A seeded generator is not safe for two threads at once.
    private static long Draw(Random chance, long limit)
    {
        lock (chance)
        {
            return chance.NextInt64(limit + 1);
        }
    }
}
