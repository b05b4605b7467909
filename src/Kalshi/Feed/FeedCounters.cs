namespace Dutchbook.Kalshi;

/// <summary>The counters of a live feed: written by its one reader, read by anybody.</summary>
public sealed class FeedCounters
{
    private readonly long[] _counts = new long[Enum.GetValues<FeedCount>().Length];

    public long this[FeedCount count] => Volatile.Read(ref _counts[(int)count]);

    /// <summary>All that are above zero, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Read() =>
        [.. Enum.GetValues<FeedCount>().Select(count => KeyValuePair.Create(count.ToString(), this[count]))
            .Where(static pair => pair.Value > 0)];

    internal void Add(FeedCount count, long more = 1) => _counts[(int)count] += more;
}
