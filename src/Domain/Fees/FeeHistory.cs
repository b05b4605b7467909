namespace Dutchbook.Domain;

/// <summary>
/// Past and scheduled fee changes, by series and by event; the latest that has come into force at an instant
/// counts.
/// </summary>
public sealed class FeeHistory
{
    private readonly Dictionary<string, FeeChange[]> _series;
    private readonly Dictionary<string, FeeChange[]> _events;

    public FeeHistory(IEnumerable<FeeChange> seriesChanges, IEnumerable<FeeChange> eventChanges) =>
        (_series, _events) = (ByTicker(seriesChanges), ByTicker(eventChanges));

    public static FeeHistory Empty { get; } = new([], []);

    /// <summary>The change of a series in force, or null when its own fields stand.</summary>
    public FeeChange? OfSeries(string ticker, DateTimeOffset at) => Latest(_series, ticker, at);

    /// <summary>The change of an event's overrides in force, or null when its own fields stand.</summary>
    public FeeChange? OfEvent(string ticker, DateTimeOffset at) => Latest(_events, ticker, at);

    private static FeeChange? Latest(Dictionary<string, FeeChange[]> changes, string ticker, DateTimeOffset at) =>
        changes.TryGetValue(ticker, out FeeChange[]? own)
            ? Array.FindLast(own, change => change.ScheduledAt <= at)
            : null;

    // OrderBy is stable: of two changes at one instant the later in the venue's list wins.
    private static Dictionary<string, FeeChange[]> ByTicker(IEnumerable<FeeChange> changes) => changes
        .GroupBy(static change => change.Ticker, StringComparer.Ordinal)
        .ToDictionary(
            static group => group.Key,
            static group => group.OrderBy(static change => change.ScheduledAt).ToArray(),
            StringComparer.Ordinal);
}
