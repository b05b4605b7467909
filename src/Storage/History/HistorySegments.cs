namespace Dutchbook.Storage;

/// <summary>How the history is divided: by time into segments, by market into buckets, by day into what is deleted together.</summary>
internal static class HistorySegments
{
    /// <summary>Ten minutes, in milliseconds: what a busy exchange tells in them can be held at once.</summary>
    public const long Length = 600_000;

    public const long Day = 86_400_000;

    /// <summary>Markets get their ids in the order in which they appear, so that those of one event are together.</summary>
    public const int BucketBits = 10;

    public static long Of(long millis) => millis / Length;

    public static long Start(long segment) => segment * Length;

    public static int BucketOf(int market) => market >> BucketBits;

    public static DateOnly DayOf(long millis) => DateOnly.FromDateTime(DateTime.UnixEpoch.AddMilliseconds(millis));

    public static long StartOf(DateOnly day) => (long)(day.ToDateTime(TimeOnly.MinValue) - DateTime.UnixEpoch).TotalMilliseconds;
}
