using System.Globalization;
using Dutchbook.Domain;

namespace Dutchbook.Simulation;

/// <summary>
/// A prediction exchange in one process: price-time priority, full collateral, exact fees, and the life of its markets. It has
/// no clock and no chance of its own: the same calls at the same times give the same events. Not safe for several threads.
/// </summary>
public sealed partial class Exchange
{
    private readonly Dictionary<string, LiveMarket> _markets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<LiveMarket>> _events = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Account> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Order> _orders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OrderGroup> _groups = new(StringComparer.Ordinal);
    private readonly PriorityQueue<Order, (DateTimeOffset, long)> _expiries = new();
    private readonly PriorityQueue<LiveMarket, (DateTimeOffset, long)> _dates = new();
    private readonly List<VenueEvent> _outbox = [];
    private long _lastId;
    private long _lastDate;
    private DateTimeOffset _now;

    /// <summary>The time of the last call; calls must not go back in time.</summary>
    public DateTimeOffset Now => _now;

    /// <summary>False while the whole exchange is paused: orders are refused, cancels are not.</summary>
    public bool IsTrading { get; set; } = true;

    /// <summary>False lets a client's order id be used again, as an exchange would that forgets.</summary>
    public bool RefusesUsedIds { get; set; } = true;

    public IReadOnlyCollection<LiveMarket> Markets => _markets.Values;

    public IReadOnlyCollection<Account> Accounts => _accounts.Values;

    /// <summary>All orders ever taken, by id.</summary>
    public IReadOnlyDictionary<string, Order> Orders => _orders;

    /// <summary>Fees charged so far.</summary>
    public Money FeesCollected { get; private set; }

    /// <summary>What happened since the last call, in order.</summary>
    public IReadOnlyList<VenueEvent> Drain()
    {
        VenueEvent[] events = [.. _outbox];
        _outbox.Clear();
        return events;
    }

    public LiveMarket? Find(string ticker) => _markets.GetValueOrDefault(ticker);

    /// <exception cref="ArgumentException">The ticker is listed already, or it closes before it opens.</exception>
    public LiveMarket List(MarketListing listing, DateTimeOffset at)
    {
        Tick(at);
        if (listing.CloseTime <= listing.OpenTime)
        {
            throw new ArgumentException($"{listing.Ticker} closes before it opens", nameof(listing));
        }

        LiveMarket market = new(listing);
        _markets.Add(listing.Ticker, market);
        if (!_events.TryGetValue(listing.EventTicker, out List<LiveMarket>? members))
        {
            _events.Add(listing.EventTicker, members = []);
        }

        members.Add(market);
        LookAgain(market, listing.OpenTime);
        LookAgain(market, listing.CloseTime);
        OpenAndClose(market);
        return market;
    }

    /// <summary>Charges orders of a market other fees from now on; those that rest keep theirs.</summary>
    /// <exception cref="KeyNotFoundException">There is no such market.</exception>
    public void ChangeFees(string ticker, FeeTerms fees) =>
        _markets[ticker].Listing = _markets[ticker].Listing with { Fees = fees };

    /// <exception cref="ArgumentException">The id is taken.</exception>
    public Account OpenAccount(string id, MemberKind member = MemberKind.Direct, bool returnsCollateral = false)
    {
        Account account = new(id, member, returnsCollateral);
        _accounts.Add(id, account);
        return account;
    }

    /// <summary>Adds cash from outside; a negative amount is a withdrawal.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More is withdrawn than no order needs.</exception>
    public static void Deposit(Account account, int shard, Money amount)
    {
        if (amount < Money.Zero && account.AvailableOn(shard) + amount < Money.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(amount), amount, "More than is available.");
        }

        account.Add(shard, amount);
    }

    /// <summary>Lets time pass: markets open and close, orders expire, determinations are paid.</summary>
    public void Advance(DateTimeOffset at) => Tick(at);

    /// <summary>Contracts that trade before a resting order.</summary>
    public Quantity QueuePosition(Order order) => _markets[order.Market.Ticker].SideOf(order.Side).Ahead(order);

    private void Tick(DateTimeOffset at)
    {
        if (at < _now)
        {
            throw new ArgumentOutOfRangeException(nameof(at), at, $"It is {_now:O} already.");
        }

        _now = at;
        while (_expiries.TryPeek(out Order? order, out (DateTimeOffset At, long) due) && due.At <= at)
        {
            _expiries.Dequeue();
            if (order.IsInBook)
            {
                End(order, ChangeReason.ExpiryCancel);
            }
        }

        while (_dates.TryPeek(out LiveMarket? market, out (DateTimeOffset At, long) date) && date.At <= at)
        {
            _dates.Dequeue();
            OpenAndClose(market);
            PayWhenDue(market);
        }
    }

    /// <summary>Looks at a market again at a time; equal times keep the order in which they were set.</summary>
    private void LookAgain(LiveMarket market, DateTimeOffset at) => _dates.Enqueue(market, (at, ++_lastDate));

    private string NextId(string kind) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}-{++_lastId:x8}");

    private void Tell(VenueEvent what) => _outbox.Add(what);
}
