using System.Globalization;
using System.Net;

namespace Dutchbook.Llm;

/// <summary>
/// Sends a request again when the provider says that it did not do it: rate limits, overload, errors of its own. It
/// waits as long as it is told. A connection that died says nothing: the request may have been done and billed, and is
/// not sent again from here.
/// </summary>
public sealed class RetryHandler(HttpMessageHandler inner, RetryOptions options, TimeProvider time) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is not null)
        {
            // The same bytes go out each time.
            await request.Content.LoadIntoBufferAsync(cancellationToken);
        }

        for (int attempt = 1; ; attempt++)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            if (attempt >= options.Attempts || !await MayRetry(response, cancellationToken) || Wait(response, attempt) is not { } wait)
            {
                return response;
            }

            response.Dispose();
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private static async Task<bool> MayRetry(HttpResponseMessage response, CancellationToken cancellation)
    {
        bool passing = response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests
            or >= HttpStatusCode.InternalServerError;
        if (!passing)
        {
            return false;
        }

        await response.Content.LoadIntoBufferAsync(cancellation);
        string body = await response.Content.ReadAsStringAsync(cancellation);
        return ModelFailure.FromStatus(response.StatusCode, body).Kind != FailureKind.SpendLimit;
    }

    /// <summary>How long to wait; null when the provider asks for more patience than we have.</summary>
    private TimeSpan? Wait(HttpResponseMessage response, int attempt)
    {
        TimeSpan own = TimeSpan.FromTicks(Math.Min(options.First.Ticks << (attempt - 1), options.Longest.Ticks));
        TimeSpan? asked = response.Headers.RetryAfter?.Delta
            ?? (response.Headers.RetryAfter?.Date is { } date ? date - time.GetUtcNow() : (TimeSpan?)null)
            ?? Milliseconds(response);
        return asked is null || asked <= own ? own : asked <= options.MostPatience ? asked : null;
    }

    private static TimeSpan? Milliseconds(HttpResponseMessage response) =>
        response.Headers.TryGetValues("retry-after-ms", out IEnumerable<string>? values)
        && int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out int milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;
}

/// <summary>How often and how patiently a call is repeated.</summary>
public sealed record RetryOptions
{
    public int Attempts { get; init; } = 5;

    public TimeSpan First { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait of our own making.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait that the provider may ask for.</summary>
    public TimeSpan MostPatience { get; init; } = TimeSpan.FromMinutes(5);
}
