using Dutchbook.Kalshi;

namespace Dutchbook.Unit.Kalshi;

/// <summary>One read of a client against bodies served in order; the last one for ever.</summary>
internal static class Reading
{
    private static readonly KalshiOptions local = new(new Uri("http://127.0.0.1:1/trade-api/v2"));

    /// <summary>What the read brought, and the targets it asked for.</summary>
    public static async Task<(T Result, string[] Targets)> Of<T>(Func<KalshiRestClient, Task<T>> read, params (int Status, string Body)[] answers)
    {
        VirtualTime time = new();
        FakeVenue venue = new(time, [.. answers.Select(static answer => FakeVenue.Says(answer.Status, answer.Body))]);
        using KalshiRestClient client = new(local, time.Clock, new Draws(0), venue);
        T result = await time.Finish(read(client));
        return (result, [.. venue.Targets]);
    }

    public static Task<(T Result, string[] Targets)> Of<T>(Func<KalshiRestClient, Task<T>> read, string body) => Of(read, (200, body));

    public static async Task<List<T>> All<T>(IAsyncEnumerable<T> pages)
    {
        List<T> all = [];
        await foreach (T page in pages)
        {
            all.Add(page);
        }

        return all;
    }
}
