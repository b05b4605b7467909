namespace Dutchbook.Kalshi;

/// <summary>Sends a request when its turn comes, and again after failures that pass, within the bounds of the policy.</summary>
internal sealed class PatientSender : IDisposable
{
    private readonly string _root;
    private readonly RetryPolicy _policy;
    private readonly TimeProvider _time;
    private readonly Random _chance;
    private readonly HttpExchange _exchange;
    private readonly RequestPacer _pacer;
    private readonly RequestCounter _counter = new();

    public PatientSender(KalshiOptions options, RetryPolicy policy, TimeProvider time, Random chance, HttpMessageHandler? handler)
    {
        (_policy, _time, _chance) = (policy, time, chance);
        _root = options.BaseUrl.AbsoluteUri.TrimEnd('/');
        RequestSigner? signer = RequestSigner.Open(options, time);
        _exchange = new HttpExchange(signer, time, policy, handler);
        _pacer = new RequestPacer(
            RequestPacer.StartingRate(options),
            time,
            signer is null ? null : stop => AllowanceReader.AskAsync(OnceAsync, stop));
    }

    public RequestCounters Counters => _counter.Read();

    /// <summary>Writes over the same connections, with the same key.</summary>
    public WriteSender NewWriter() => new(_root, _time, _exchange, _pacer, TokenRate.LowestTierWrites);

    /// <summary>What the venue is taken to allow at present.</summary>
    public TokenRate Rate => _pacer.Bucket.Rate;

    /// <exception cref="KalshiException">The venue refused, or did not answer within the policy's bounds.</exception>
    public async Task<RawPage> GetAsync(string target, CancellationToken stop, Predicate<RawPage>? isAnswer = null)
    {
        Uri uri = new(_root + target);
        long? began = null;
        for (int failed = 0; ;)
        {
            _counter.Paced(await _pacer.WaitAsync(target, stop));
            began ??= _time.GetTimestamp();
            Attempt attempt = await Send(uri, isAnswer, stop);
            if (attempt.Page is not null)
            {
                return attempt.Page;
            }

            failed++;
            TimeSpan wait = _policy.Wait(failed, attempt.Asked, _chance);
            if (!attempt.Error!.MayPass || failed >= _policy.MostAttempts
                || _time.GetElapsedTime(began.Value) + wait > _policy.LongestTotal)
            {
                throw attempt.Error;
            }

            _counter.Retry(wait);
            await Task.Delay(wait, _time, stop);
        }
    }

    /// <summary>The pages of a listing up to its end.</summary>
    public IAsyncEnumerable<RawPage> Pages(string target, CancellationToken stop) =>
        CursorPages.Follow((next, token) => GetAsync(next, token), target, stop);

    public void Dispose()
    {
        _pacer.Dispose();
        _exchange.Dispose();
    }

    /// <summary>One try at the rate that holds before the allowance is known.</summary>
    private async Task<RawPage> OnceAsync(string target, CancellationToken stop)
    {
        _counter.Paced(await _pacer.Bucket.WaitAsync(TokenRate.DefaultCost, stop));
        Attempt attempt = await Send(new Uri(_root + target), isAnswer: null, stop);
        return attempt.Page ?? throw attempt.Error!;
    }

    private async Task<Attempt> Send(Uri uri, Predicate<RawPage>? isAnswer, CancellationToken stop)
    {
        _counter.Request();
        Attempt attempt = await _exchange.TryAsync(uri, isAnswer, stop);
        if (attempt.Error?.Kind == KalshiErrorKind.RateLimited)
        {
            _counter.Refused();
            _pacer.Bucket.Empty();
        }

        return attempt;
    }
}
