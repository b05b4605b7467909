using Dutchbook.Enrichment;

namespace Dutchbook.Unit.Enrichment;

/// <summary>Clients of a loopback server, in no hurry to be polite.</summary>
internal static class Sources
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 20, 0, 0, TimeSpan.Zero);

    public static readonly SourceManners Hasty = new()
    {
        TimeOut = TimeSpan.FromSeconds(20),
        Pace = TimeSpan.Zero,
        Backoff = TimeSpan.FromMilliseconds(1),
    };

    private static readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };

    public static SourceReader Reader(SourceManners? manners = null, TimeProvider? clock = null, string name = "test") =>
        new(name, http, manners ?? Hasty, clock ?? new RunningClock(Now));

    public static FredClient Fred(Loopback server, string? key) =>
        new(Reader(name: "fred"), key, new Uri(server.Address, "fred/"), new Uri(server.Address, "graph/fredgraph.csv"));

    public static async Task<SourceFailure> Failure(Func<Task> reading) =>
        (await Xunit.Assert.ThrowsAsync<SourceException>(reading)).Failure;
}
