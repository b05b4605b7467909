using System.Net;

namespace Dutchbook.Unit.Kalshi;

/// <summary>Answers from a list, one after the other; the last one for ever. Remembers what was asked and when.</summary>
internal sealed class FakeVenue(VirtualTime time, params Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>[] answers)
    : HttpMessageHandler
{
    private readonly Lock gate = new();
    private int served;

    public List<Asked> Asked { get; } = [];

    /// <summary>Answers by path; they do not use up the list.</summary>
    public Dictionary<string, Func<HttpResponseMessage>> Fixed { get; } = new(StringComparer.Ordinal);

    /// <summary>Off where a test reads the body itself.</summary>
    public bool ReadsBodies { get; set; } = true;

    public IEnumerable<string> Targets => Asked.Select(static asked => asked.Target);

    public IEnumerable<int> Moments => Asked.Select(static asked => asked.Millisecond);

    public static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Says(
        int status, string body, string? retryAfter = null) => (_, _) => Task.FromResult(Message(status, body, retryAfter));

    public static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Fails(Exception failure) =>
        (_, _) => Task.FromException<HttpResponseMessage>(failure);

    /// <summary>Never answers. A cancelled wait ends on the canceller's thread, so that the virtual clock does not run ahead of it.</summary>
    public static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Hangs() => (_, stop) =>
    {
        TaskCompletionSource<HttpResponseMessage> never = new();
        stop.Register(() => never.TrySetCanceled(stop));
        return never.Task;
    };

    public static HttpResponseMessage Message(int status, string body, string? retryAfter = null)
    {
        HttpResponseMessage answer = new((HttpStatusCode)status) { Content = new StringContent(body) };
        if (retryAfter is not null)
        {
            answer.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        }

        return answer;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer;
        lock (gate)
        {
            Asked.Add(new Asked(
                request.RequestUri!.PathAndQuery["/trade-api/v2".Length..],
                (int)time.Elapsed.TotalMilliseconds,
                request.Headers.ToDictionary(static h => h.Key, static h => string.Join(',', h.Value), StringComparer.Ordinal))
            {
                Method = request.Method.Method,
                Body = !ReadsBodies ? [] : request.Content?.ReadAsByteArrayAsync(stop).GetAwaiter().GetResult() ?? [],
            });
            if (Fixed.TryGetValue(request.RequestUri.AbsolutePath["/trade-api/v2".Length..], out Func<HttpResponseMessage>? always))
            {
                return Task.FromResult(always());
            }

            answer = answers[Math.Min(served++, answers.Length - 1)];
        }

        return answer(request, stop);
    }
}

internal sealed record Asked(string Target, int Millisecond, IReadOnlyDictionary<string, string> Headers)
{
    public string Method { get; init; } = "GET";

    public byte[] Body { get; init; } = [];
}
