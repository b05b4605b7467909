namespace Dutchbook.Kalshi;

/// <summary>
/// Sends a write once, when its turn comes, and never again: whether to repeat one is a decision that needs evidence.
/// Knows only what
/// happened on the wire; what it means is for the <see cref="WriteJudge"/>.
/// </summary>
internal sealed class WriteSender
{
    private readonly string _root;
    private readonly TimeProvider _time;
    private readonly HttpExchange _exchange;
    private readonly RequestPacer _pacer;
    private readonly WriteBuckets _buckets;
    private readonly WriteCounter _counter = new();

    public WriteSender(string root, TimeProvider time, HttpExchange exchange, RequestPacer pacer, TokenRate rate)
    {
        (_root, _time, _exchange, _pacer) = (root, time, exchange, pacer);
        _buckets = new WriteBuckets(rate, time);
    }

    public WriteCounters Counters => _counter.Read();

    /// <summary>What the venue is taken to allow for writes at present.</summary>
    public TokenRate Rate => _buckets.Rate;

    /// <param name="stop">Before the first byte it takes the write back; after it, it only ends the waiting.</param>
    /// <exception cref="AlteredBodyException">The body is not the one that was sealed; nothing was sent.</exception>
    public async Task<WriteReply> SendAsync(WriteRequest request, CancellationToken stop)
    {
        request.Body.Check();
        if (_pacer.WriteRate is { } allowed)
        {
            _buckets.Resize(allowed);
        }

        try
        {
            int cost = _pacer.CostOf(request.Method.Method, request.Target) * request.Items;
            _counter.Paced(await _buckets.WaitAsync(cost, request.Cancels, stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            _counter.Sent(false);
            return new WriteReply.NotSent("we gave up while it waited for its turn", _time.GetUtcNow());
        }

        WriteReply reply = request.WhyNot?.Invoke() is { } reason
            ? new WriteReply.NotSent(reason, _time.GetUtcNow())
            : await _exchange.WriteAsync(new Uri(_root + request.Target), request, stop);
        _counter.Sent(reply is not WriteReply.NotSent);
        if (reply is WriteReply.Answered { Status: 429 })
        {
            _counter.Refused();
            _buckets.Empty(request.Cancels);
        }

        return reply;
    }

    /// <summary>Counts what became of a write, and passes it on.</summary>
    public WriteOutcome<T> Note<T>(WriteOutcome<T> outcome)
    {
        _counter.Judged(outcome is WriteOutcome<T>.Accepted, outcome is WriteOutcome<T>.Rejected);
        return outcome;
    }
}
