using System.Net;
using System.Runtime.CompilerServices;

namespace Dutchbook.Kalshi;

/// <summary>Reads the venue over HTTP: paced, retried, signed when a key is configured. Answers stay bytes.</summary>
public sealed class KalshiRestClient : IDisposable
{
    private const int MostAttempts = 5;
    private const int MostPages = 10_000;
    private const int LargestBody = 64 * 1024 * 1024;
    private static readonly TimeSpan longestWait = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan requestTimeout = TimeSpan.FromSeconds(30);

    // Two requests a second is what a reader without a key may take.
    private static readonly TimeSpan spacing = TimeSpan.FromMilliseconds(500);

    private readonly string root;
    private readonly TimeProvider time;
    private readonly Random chance;
    private readonly RequestSigner? signer;
    private readonly HttpClient http;
    private readonly Lock gate = new();
    private DateTimeOffset nextSlot = DateTimeOffset.MinValue;

    public KalshiRestClient(KalshiOptions options, TimeProvider time, Random chance, HttpMessageHandler? handler = null)
    {
        root = options.BaseUrl.AbsoluteUri.TrimEnd('/');
        this.time = time;
        this.chance = chance;
        signer = RequestSigner.Open(options, time);

        // A redirect would carry the signed headers to another place.
        handler ??= new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All };
        http = new HttpClient(handler)
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestBody,
        };
        http.DefaultRequestHeaders.Add("Accept-Language", "en");
        http.DefaultRequestHeaders.Add("User-Agent", "dutchbook");
    }

    /// <summary>Every event page with its markets; combos are not listed there.</summary>
    public IAsyncEnumerable<RawPage> GetEvents(string? status, CancellationToken stop) =>
        Pages("/events?limit=200&with_nested_markets=true" + Filter("status", status), stop);

    /// <summary>Every market page without combos.</summary>
    public IAsyncEnumerable<RawPage> GetMarkets(string? status, CancellationToken stop) =>
        Pages("/markets?limit=1000&mve_filter=exclude" + Filter("status", status), stop);

    public IAsyncEnumerable<RawPage> GetHistoricalMarkets(CancellationToken stop) =>
        Pages("/historical/markets?limit=1000", stop);

    public Task<RawPage> GetSeriesList(CancellationToken stop) => Get("/series", stop);

    public Task<RawPage> GetSeries(string ticker, CancellationToken stop) => Get("/series/" + Escape(ticker), stop);

    public Task<RawPage> GetEvent(string ticker, CancellationToken stop) =>
        Get($"/events/{Escape(ticker)}?with_nested_markets=true", stop);

    public Task<RawPage> GetMarket(string ticker, CancellationToken stop) => Get("/markets/" + Escape(ticker), stop);

    public Task<RawPage> GetOrderbook(string ticker, CancellationToken stop) =>
        Get($"/markets/{Escape(ticker)}/orderbook?depth=0", stop);

    /// <summary>Books of 1 to 100 markets in one answer.</summary>
    public Task<RawPage> GetOrderbooks(IReadOnlyList<string> tickers, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfZero(tickers.Count, nameof(tickers));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tickers.Count, 100, nameof(tickers));
        return Get("/markets/orderbooks?" + string.Join('&', tickers.Select(t => "tickers=" + Escape(t))), stop);
    }

    public void Dispose()
    {
        http.Dispose();
        signer?.Dispose();
    }

    private static string Escape(string text) => Uri.EscapeDataString(text);

    private static string Filter(string name, string? value) => value is null ? "" : $"&{name}={Escape(value)}";

    private async IAsyncEnumerable<RawPage> Pages(string target, [EnumeratorCancellation] CancellationToken stop)
    {
        HashSet<string> seen = [];
        string next = target;
        for (int page = 0; page < MostPages; page++)
        {
            RawPage answer = await Get(next, stop);
            string? cursor = PageCursor.Read(answer);
            if (cursor is not null && !seen.Add(cursor))
            {
                throw new KalshiException(
                    KalshiErrorKind.WrongShape,
                    KalshiException.Clean($"{answer.Path} repeats the cursor {cursor}: the listing loops."));
            }

            yield return answer;
            if (cursor is null)
            {
                yield break;
            }

            next = $"{target}&cursor={Escape(cursor)}";
        }

        throw new KalshiException(KalshiErrorKind.WrongShape, $"The listing did not end within {MostPages} pages.");
    }

    private async Task<RawPage> Get(string target, CancellationToken stop)
    {
        Uri uri = new(root + target);
        for (int attempt = 1; ; attempt++)
        {
            await TakeSlot(stop);
            (RawPage? page, KalshiException? error, TimeSpan? asked) = await Try(uri, stop);
            if (page is not null)
            {
                return page;
            }

            bool passing = error!.Kind is KalshiErrorKind.RateLimited or KalshiErrorKind.Unavailable
                or KalshiErrorKind.Network or KalshiErrorKind.Timeout;
            if (!passing || attempt == MostAttempts)
            {
                throw error;
            }

            // Full jitter keeps readers that failed together from returning together.
            TimeSpan wait = asked ?? TimeSpan.FromMilliseconds(chance.Next(1, 500 << attempt));
            await Task.Delay(wait < longestWait ? wait : longestWait, time, stop);
        }
    }

    private async Task<(RawPage? Page, KalshiException? Error, TimeSpan? Asked)> Try(Uri uri, CancellationToken stop)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, uri);
        signer?.Sign(request);
        using CancellationTokenSource late = new(requestTimeout, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        string path = uri.AbsolutePath;
        try
        {
            using HttpResponseMessage answer = await http.SendAsync(request, either.Token);
            byte[] body = await answer.Content.ReadAsByteArrayAsync(either.Token);
            DateTimeOffset now = time.GetUtcNow();
            return answer.StatusCode == HttpStatusCode.OK
                ? (new RawPage(path, body, now), null, null)
                : (null, KalshiException.FromAnswer(answer.StatusCode, path, body), RetryAfter(answer, now));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return (null, new KalshiException(KalshiErrorKind.Timeout, $"{path} did not answer in 30 seconds."), null);
        }
        catch (HttpRequestException e)
        {
            bool large = e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded;
            return (null, new KalshiException(
                large ? KalshiErrorKind.TooLarge : KalshiErrorKind.Network,
                large ? $"{path} answered more than {LargestBody} bytes." : $"{path} cannot be reached: check the network."), null);
        }
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage answer, DateTimeOffset now)
    {
        TimeSpan? asked = answer.Headers.RetryAfter?.Delta ?? (answer.Headers.RetryAfter?.Date - now);
        return asked < TimeSpan.Zero ? TimeSpan.Zero : asked;
    }

    private async Task TakeSlot(CancellationToken stop)
    {
        TimeSpan wait;
        lock (gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            DateTimeOffset slot = nextSlot > now ? nextSlot : now;
            nextSlot = slot + spacing;
            wait = slot - now;
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, stop);
        }
    }
}
