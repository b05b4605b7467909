using System.Net;

namespace Dutchbook.Kalshi;

/// <summary>One try at one request, a read or a write: signed when there is a key, bounded in time and size, its failures named.</summary>
internal sealed class HttpExchange : IDisposable
{
    private const int LargestBody = 64 * 1024 * 1024;

    private readonly HttpClient _http;
    private readonly RequestSigner? _signer;
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly TimeSpan _writeTimeout;

    public HttpExchange(RequestSigner? signer, TimeProvider time, RetryPolicy policy, HttpMessageHandler? handler)
    {
        (_signer, _time, _timeout, _writeTimeout) = (signer, time, policy.AttemptTimeout, policy.WriteTimeout);

        // A redirect would carry the signed headers to another place.
        handler ??= new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All };
        _http = new HttpClient(handler)
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestBody,
        };

        // Titles and rules are translated for other languages.
        _http.DefaultRequestHeaders.Add("Accept-Language", "en");
        _http.DefaultRequestHeaders.Add("User-Agent", "dutchbook");
    }

    /// <param name="isAnswer">Says of a body that came with an error status whether it answers the question nevertheless.</param>
    public async Task<Attempt> TryAsync(Uri uri, Predicate<RawPage>? isAnswer, CancellationToken stop)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, uri);
        _signer?.Sign(request);
        using CancellationTokenSource late = new(_timeout, _time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        string path = uri.AbsolutePath;
        try
        {
            using HttpResponseMessage answer = await _http.SendAsync(request, either.Token);
            byte[] body = await answer.Content.ReadAsByteArrayAsync(either.Token);
            RawPage page = new(path, body, _time.GetUtcNow());
            return answer.StatusCode == HttpStatusCode.OK || isAnswer?.Invoke(page) == true
                ? Taken(page)
                : new Attempt(
                    Page: null,
                    KalshiException.FromAnswer(answer.StatusCode, path, body, RequestSigner.Secrets(request)),
                    RetryPolicy.Asked(answer.Headers.RetryAfter, page.ReceivedAt));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return Failed(KalshiErrorKind.Timeout, $"{path} did not answer in {_timeout.TotalSeconds:0.#} seconds.");
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return Failed(KalshiErrorKind.TooLarge, $"{path} answered more than {LargestBody} bytes.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            // Damaged compression is no HttpRequestException; like a cut connection it may pass.
            return Failed(KalshiErrorKind.Network, e is InvalidDataException
                ? $"{path} answered bytes that cannot be decompressed: check the network and its proxies."
                : $"{path} cannot be reached: check the network.");
        }
    }

    /// <summary>The one try at a write. Whatever happens after its first byte, it is told and not repeated.</summary>
    /// <exception cref="AlteredBodyException">The body is not the one that was sealed.</exception>
    public async Task<WriteReply> WriteAsync(Uri uri, WriteRequest write, CancellationToken stop)
    {
        using HttpRequestMessage request = new(write.Method, uri) { Content = new SealedContent(write) };
        _signer?.Sign(request);
        using CancellationTokenSource late = new(_writeTimeout, _time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        string path = uri.AbsolutePath;
        try
        {
            using HttpResponseMessage answer = await _http.SendAsync(request, either.Token);
            byte[] body = await answer.Content.ReadAsByteArrayAsync(either.Token);
            return new WriteReply.Answered((int)answer.StatusCode, path, body, RequestSigner.Secrets(request), _time.GetUtcNow());
        }
        catch (HeldBackException held)
        {
            return new WriteReply.NotSent(held.Message, _time.GetUtcNow());
        }
        catch (OperationCanceledException)
        {
            return stop.IsCancellationRequested
                ? Lost(DoubtKind.Abandoned, $"{path}: we stopped waiting for the answer.")
                : Lost(DoubtKind.Timeout, $"{path} did not answer in {_writeTimeout.TotalSeconds:0.#} seconds.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            return Lost(DoubtKind.Network, e is HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded }
                ? $"{path} answered more than {LargestBody} bytes."
                : $"The connection for {path} was not made or broke.");
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _signer?.Dispose();
    }

    private static Attempt Taken(RawPage page) => ErrorBody.ShapeOf(page.Body.Span) is { } what
        ? new Attempt(Page: null, KalshiException.NotJson(page.Path, what), Asked: null)
        : new Attempt(page, Error: null, Asked: null);

    private WriteReply.Lost Lost(DoubtKind kind, string message) => new(kind, KalshiException.Clean(message), _time.GetUtcNow());

    private static Attempt Failed(KalshiErrorKind kind, string message) => new(Page: null, new KalshiException(kind, message), Asked: null);
}

/// <summary>What one try brought: a page or an error, and the wait the venue asked for.</summary>
internal readonly record struct Attempt(RawPage? Page, KalshiException? Error, TimeSpan? Asked);
