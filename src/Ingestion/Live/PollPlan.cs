namespace Dutchbook.Ingestion;

/// <summary>
/// How often to ask where there is no stream: books of flagged markets every 10 to 15 seconds, the most valuable first,
/// and passes over the whole venue as often as asked for or as the rate allows. A fifth of the rate is left for second
/// looks.
/// </summary>
/// <param name="Books">How many flagged books are asked for in each round.</param>
/// <param name="BookInterval">From round to round.</param>
/// <param name="PassInterval">From the beginning of a pass to that of the next.</param>
public readonly record struct PollPlan(int Books, TimeSpan BookInterval, TimeSpan PassInterval)
{
    /// <summary>The venue gives so many books in one answer.</summary>
    public const int BooksPerRequest = 100;

    private const int ShortestMilliseconds = 10_000;
    private const int LongestMilliseconds = 15_000;

    /// <param name="requestsPerMinute">What the venue allows, in whole requests.</param>
    /// <param name="flagged">How many markets are flagged.</param>
    /// <param name="requestsPerPass">What a pass takes.</param>
    /// <param name="passInterval">How often a pass is asked for.</param>
    public static PollPlan Make(int requestsPerMinute, int flagged, int requestsPerPass, TimeSpan passInterval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(requestsPerMinute, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(flagged);
        ArgumentOutOfRangeException.ThrowIfLessThan(requestsPerPass, 1);
        long perMinute = Math.Max(1, requestsPerMinute * 4L / 5);

        // Books take half of it at most: a pass that never ends finds nothing new.
        long perLongRound = Math.Max(1, perMinute * LongestMilliseconds / 60_000 / 2);
        long rounds = Math.Min((flagged + BooksPerRequest - 1L) / BooksPerRequest, perLongRound);
        long bookMilliseconds = Math.Clamp(rounds * 2 * 60_000 / perMinute, ShortestMilliseconds, LongestMilliseconds);
        long leftPerHour = Math.Max(1, (60 * perMinute) - (rounds * 3_600_000 / bookMilliseconds));
        TimeSpan stretched = TimeSpan.FromMilliseconds(((requestsPerPass * 3_600_000L) + leftPerHour - 1) / leftPerHour);
        return new PollPlan(
            (int)Math.Min(flagged, rounds * BooksPerRequest),
            TimeSpan.FromMilliseconds(bookMilliseconds),
            stretched > passInterval ? stretched : passInterval);
    }
}
