using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>
/// The venue of a dry run, behind the same ports: orders walk the live books with exact fees, what they took stays taken until
/// the venue's level changes, and what rests fills only when the book trades through its price.
/// </summary>
public sealed class PaperVenue : IOrderGateway, IPortfolioReader, IMarketReader, IDisposable
{
    private readonly IMarketReader _live;
    private readonly Func<string, FeeTerms?> _terms;
    private readonly TimeProvider _time;
    private readonly PaperAccount _account;
    private readonly PaperDepth _depth = new();
    private readonly PaperMatcher _matcher;
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <param name="live">The live books.</param>
    /// <param name="terms">The fee terms of a market; null where they are not known, and then nothing fills there.</param>
    /// <param name="member">How the account is held.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cash">What the account begins with, on each shard.</param>
    public PaperVenue(
        IMarketReader live, Func<string, FeeTerms?> terms, MemberKind member, TimeProvider time, IReadOnlyDictionary<int, Money> cash)
    {
        (_live, _terms, _time) = (live, terms, time);
        _account = new PaperAccount(cash);
        _matcher = new PaperMatcher(_account, _depth, member);
    }

    /// <summary>How long an order travels before it meets the book.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(80);

    /// <summary>Takes up what an earlier process of the same dry run had.</summary>
    public void Restore(JournalContent content) => _account.Restore(content);

    public async Task<SubmitAnswer> SubmitAsync(ApprovedOrder order, CancellationToken stop)
    {
        OrderIntent intent = order.Intent;
        if (!order.MayBeSent(_time.GetUtcNow(), out string reason))
        {
            return new SubmitAnswer.Rejected(RejectionKind.NotSent, "", reason);
        }

        await Task.Delay(Latency, _time, stop);
        IReadOnlyList<MarketView> views = await _live.ReadMarketsAsync([intent.Ticker], stop);
        MarketView? view = views.FirstOrDefault(seen => string.Equals(seen.Ticker, intent.Ticker, StringComparison.Ordinal));
        return await AloneAsync<SubmitAnswer>(() =>
        {
            if (_account.WasUsed(intent.ClientOrderId))
            {
                return new SubmitAnswer.Exists("order_already_exists");
            }

            if (view is not { Status: MarketStatus.Active, Book: { } book })
            {
                return new SubmitAnswer.Rejected(RejectionKind.NotTrading, "MARKET_NOT_ACTIVE", $"the market is {view?.Status}");
            }

            return _terms(intent.Ticker) is { } terms
                ? _matcher.Match(intent, book, terms, _time.GetUtcNow())
                : new SubmitAnswer.Rejected(RejectionKind.Other, "fees_unknown", "a paper order needs known fees");
        }, stop);
    }

    public Task<CancelAnswer> CancelAsync(CancelOrder order, CancellationToken stop) =>
        AloneAsync(() => _matcher.Cancel(order.OrderId, _time.GetUtcNow()), stop);

    public Task<CancelAnswer> CancelAllAsync(int subaccount, CancellationToken stop) =>
        AloneAsync(() => _matcher.CancelAll(_time.GetUtcNow()), stop);

    public async Task<Reading<IReadOnlyList<VenueOrder>>> ReadOrdersAsync(OrderQuery query, CancellationToken stop)
    {
        IReadOnlyList<string> resting = await AloneAsync(() => _matcher.RestingTickers, stop);
        IReadOnlyList<MarketView> views = resting.Count == 0 ? [] : await _live.ReadMarketsAsync(resting, stop);
        return await KnownAsync(() =>
        {
            _matcher.Touch(views, _time.GetUtcNow());
            return _account.Find(query);
        }, stop);
    }

    public Task<Reading<IReadOnlyList<VenueFill>>> ReadFillsAsync(FillQuery query, CancellationToken stop) =>
        KnownAsync(() => _account.Find(query), stop);

    public Task<Reading<IReadOnlyList<VenuePosition>>> ReadPositionsAsync(int subaccount, CancellationToken stop) =>
        KnownAsync(_account.Positions, stop);

    public async Task<Reading<IReadOnlyList<VenueSettlement>>> ReadSettlementsAsync(
        int subaccount, DateTimeOffset since, CancellationToken stop)
    {
        IReadOnlyList<string> held = await AloneAsync(_account.HeldTickers, stop);
        IReadOnlyList<MarketView> views = held.Count == 0 ? [] : await _live.ReadMarketsAsync(held, stop);
        return await KnownAsync(() =>
        {
            foreach (MarketView view in views)
            {
                _account.SettleIfPaid(view, _time.GetUtcNow());
            }

            return _account.Settlements();
        }, stop);
    }

    public Task<Reading<VenueBalances>> ReadBalancesAsync(int subaccount, CancellationToken stop) =>
        KnownAsync(_account.Balances, stop);

    /// <summary>The live books without what paper trades have taken.</summary>
    public async Task<IReadOnlyList<MarketView>> ReadMarketsAsync(IReadOnlyList<string> tickers, CancellationToken stop)
    {
        IReadOnlyList<MarketView> views = await _live.ReadMarketsAsync(tickers, stop);
        return await AloneAsync<IReadOnlyList<MarketView>>(
            () => [.. views.Select(view => view.Book is { } book ? view with { Book = _depth.Without(view.Ticker, book) } : view)], stop);
    }

    public void Dispose() => _one.Dispose();

    private async Task<Reading<T>> KnownAsync<T>(Func<T> read, CancellationToken stop)
    {
        T value = await AloneAsync(read, stop);
        DateTimeOffset now = _time.GetUtcNow();
        return new Reading<T>.Known(value, now, now);
    }

    /// <summary>The account is touched by one caller at a time.</summary>
    private async Task<T> AloneAsync<T>(Func<T> work, CancellationToken stop)
    {
        await _one.WaitAsync(stop);
        try
        {
            return work();
        }
        finally
        {
            _one.Release();
        }
    }
}
