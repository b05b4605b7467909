namespace Dutchbook.Enrichment;

/// <summary>
/// Reads from one source: paced, cached, with an end to every wait. Questions for the same thing share one request. A source
/// that is down or sends us away is left alone for a while, so that it costs one time-out and not one for each question.
/// </summary>
internal sealed class SourceReader(string source, HttpClient http, SourceManners manners, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private readonly SourceCall _call = new(source, http, manners);
    private DateTimeOffset _next;
    private SourceFailure? _resting;
    private DateTimeOffset _restUntil;
    private DateTimeOffset? _lastAnswer;
    private SourceFailure? _lastFailure;
    private DateTimeOffset? _failedAt;

    public string Source => source;

    public DateTimeOffset Now => time.GetUtcNow();

    public SourceHealth Health
    {
        get
        {
            lock (_gate)
            {
                return new SourceHealth(
                    source, _lastAnswer, _lastFailure, _failedAt, _resting is not null && _restUntil > Now ? _restUntil : null);
            }
        }
    }

    /// <exception cref="SourceException">It could not be read; the failure is kept as long as an answer would be.</exception>
    public Task<SourceAnswer> ReadAsync(SourceRequest request, CancellationToken cancellation)
    {
        Task<SourceAnswer> reading;
        lock (_gate)
        {
            DateTimeOffset now = Now;
            if (_kept.TryGetValue(request.Key, out Kept? kept) && now - kept.Since < manners.Fresh)
            {
                reading = kept.Reading;
            }
            else if (_resting is { } failure && now < _restUntil)
            {
                throw new SourceException(source, failure.Kind, $"left alone until {_restUntil:HH:mm:ss} UTC after: {failure.Detail}");
            }
            else
            {
                Forget(now);
                reading = FetchAsync(request);
                _kept[request.Key] = new Kept(reading, now);
            }
        }

        return reading.WaitAsync(cancellation);
    }

    private async Task<SourceAnswer> FetchAsync(SourceRequest request)
    {
        // Away from the lock it is called under.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using CancellationTokenSource limit = new(manners.TimeOut, time);
        SourceFailure last = new(source, FailureKind.TimedOut, $"no answer within {manners.TimeOut.TotalSeconds:0.#} s");
        TimeSpan rest = manners.Rest;
        try
        {
            for (int attempt = 1; ; attempt++)
            {
                await Turn(limit.Token);
                CallResult result = await _call.SendAsync(request, Now, limit.Token);
                if (result.Body is { } body)
                {
                    return Succeed(body);
                }

                last = result.Failure!;
                TimeSpan wait = result.RetryAfter ?? manners.Backoff * (1 << (attempt - 1));
                if (!IsPassing(last.Kind) || attempt >= manners.Attempts || wait >= manners.TimeOut)
                {
                    rest = wait > rest ? wait : rest;
                    break;
                }

                await Task.Delay(wait, time, limit.Token);
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            // What it last said is more telling than that time ran out.
        }

        throw Fail(last, rest);
    }

    private Task Turn(CancellationToken cancellation)
    {
        TimeSpan wait;
        lock (_gate)
        {
            DateTimeOffset now = Now;
            DateTimeOffset turn = _next > now ? _next : now;
            _next = turn + manners.Pace;
            wait = turn - now;
        }

        return wait > TimeSpan.Zero ? Task.Delay(wait, time, cancellation) : Task.CompletedTask;
    }

    private SourceAnswer Succeed(ReadOnlyMemory<byte> body)
    {
        lock (_gate)
        {
            _lastAnswer = Now;
            _resting = null;
            return new SourceAnswer(body, Now);
        }
    }

    private SourceException Fail(SourceFailure failure, TimeSpan rest)
    {
        lock (_gate)
        {
            (_lastFailure, _failedAt) = (failure, Now);
            if (failure.Kind is FailureKind.Unreachable or FailureKind.TimedOut or FailureKind.RateLimited or FailureKind.Refused
                or FailureKind.ServerFault or FailureKind.NotData)
            {
                (_resting, _restUntil) = (failure, Now + rest);
            }
        }

        return new SourceException(failure);
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (string key in _kept.Where(pair => now - pair.Value.Since >= manners.Fresh).Select(static pair => pair.Key).ToArray())
        {
            _kept.Remove(key);
        }
    }

    /// <summary>Asking again may help.</summary>
    private static bool IsPassing(FailureKind kind) =>
        kind is FailureKind.Unreachable or FailureKind.RateLimited or FailureKind.ServerFault;

    private sealed record Kept(Task<SourceAnswer> Reading, DateTimeOffset Since);
}
