using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <summary>
/// Hears the floor and writes to every subscription what it asked for. It only puts frames into queues; a client that reads slowly
/// delays nobody. All of it runs while the floor is held.
/// </summary>
internal sealed class FeedHub(FrameFaults faults) : IFloorListener, IDisposable
{
    private readonly FeedWriter _writer = new();
    private readonly Dictionary<string, List<Subscription>> _byChannel =
        Channels.All.ToDictionary(static channel => channel, static _ => new List<Subscription>(), StringComparer.Ordinal);

    private readonly Dictionary<Pit, List<Subscription>> _books = [];
    private readonly Dictionary<Pit, TickerState> _tickers = [];
    private readonly Dictionary<Pit, Quantity> _lastSizes = [];

    public FeedWriter Writer => _writer;

    /// <summary>Told of a subscription whose channel failed.</summary>
    public Action<Subscription>? Failed { get; set; }

    public void Add(Subscription subscription)
    {
        _byChannel[subscription.Channel].Add(subscription);
        foreach (Pit pit in subscription.Channel == Channels.OrderBook ? subscription.Markets ?? [] : [])
        {
            Watch(subscription, pit);
        }
    }

    public void Remove(Subscription subscription)
    {
        _byChannel[subscription.Channel].Remove(subscription);
        foreach (Pit pit in subscription.Channel == Channels.OrderBook ? subscription.Markets ?? [] : [])
        {
            Unwatch(subscription, pit);
        }
    }

    public void Watch(Subscription subscription, Pit pit)
    {
        if (!_books.TryGetValue(pit, out List<Subscription>? watchers))
        {
            _books.Add(pit, watchers = []);
        }

        watchers.Add(subscription);
    }

    public void Unwatch(Subscription subscription, Pit pit) => _books[pit].Remove(subscription);

    public void Snapshot(Subscription subscription, Pit pit) => Send(
        subscription, "orderbook_snapshot", json => FeedMessages.Snapshot(json, pit, subscription.UsesYesPrice));

    public void Ticker(Subscription subscription, Pit pit, DateTimeOffset at)
    {
        TickerState state = TickerState.Of(pit, _lastSizes.GetValueOrDefault(pit));
        Send(subscription, "ticker", json => FeedMessages.Ticker(json, pit, state, at));
    }

    public void BookChanged(Pit pit, VenueEvent.BookChanged change)
    {
        if (!_books.TryGetValue(pit, out List<Subscription>? watchers))
        {
            return;
        }

        foreach (Subscription watcher in watchers.ToArray())
        {
            int? own = watcher.Connection.Customer.NumberOf(change.Cause.Account);
            Send(watcher, "orderbook_delta", json => FeedMessages.Delta(json, pit, change, watcher.UsesYesPrice, own));
            if (faults.Poison(watcher, pit, change) is { } poison)
            {
                Send(watcher, "orderbook_delta", poison);
            }
        }
    }

    public void Traded(Pit pit, TradeRecord trade)
    {
        _lastSizes[pit] = trade.Quantity;
        Tell(Channels.Trade, "trade", subscription => subscription.Wants(pit), json => FeedMessages.Trade(json, trade));
    }

    public void OrderChanged(Account account, OrderRecord order) => Private(
        Channels.UserOrders, "user_order", account, order.Market.Ticker,
        (json, customer) => FeedMessages.Order(json, order, customer.UserId));

    public void Filled(Account account, FillRecord fill, PositionRecord position)
    {
        Private(Channels.Fill, "fill", account, fill.Market.Ticker, (json, _) => FeedMessages.Fill(json, fill, position));
        Private(
            Channels.Positions, "market_position", account, fill.Market.Ticker,
            (json, customer) => FeedMessages.Position(json, position, customer.UserId));
    }

    public void Settled(Account account, SettlementRecord settlement)
    {
        PositionRecord flat = new(
            settlement.Market, settlement.Subaccount, Holding.None, Money.Zero, Quantity.Zero,
            settlement.Paid - settlement.Holding.Cost, settlement.Fees, settlement.At);
        Private(
            Channels.Positions, "market_position", account, settlement.Market.Ticker,
            (json, customer) => FeedMessages.Position(json, flat, customer.UserId));
    }

    public void Moved(Pit pit, MarketPhase from, MarketPhase to, DateTimeOffset at)
    {
        if (LifecycleMessages.Of(pit, from, to, at) is { } message)
        {
            Tell(LifeOf(pit), LifeOf(pit), static _ => true, message);
        }
    }

    public void EventListed(ListedEvent listed)
    {
        string channel = listed.IsCombo ? Channels.ComboLifecycle : Channels.Lifecycle;
        Tell(channel, "event_lifecycle", static _ => true, json => LifecycleMessages.EventListed(json, listed));
    }

    public void MarketListed(Pit pit)
    {
        Tell(LifeOf(pit), LifeOf(pit), static _ => true, json => LifecycleMessages.Created(json, pit));
        if (pit.Live.Phase == MarketPhase.Active)
        {
            Tell(LifeOf(pit), LifeOf(pit), static _ => true, json => LifecycleMessages.Activated(json, pit));
        }
    }

    public void CloseMoved(Pit pit, DateTimeOffset at) =>
        Tell(LifeOf(pit), LifeOf(pit), static _ => true, json => LifecycleMessages.CloseMoved(json, pit));

    public void GroupChanged(Account account, string groupId, string what, Quantity? limit) => Tell(
        Channels.Groups, "order_group_updates",
        subscription => subscription.Connection.Customer.NumberOf(account) is not null,
        json => FeedMessages.Group(json, groupId, what, limit));

    public void Settle(IReadOnlyCollection<Pit> changed, DateTimeOffset at)
    {
        if (_byChannel[Channels.Ticker].Count == 0)
        {
            return;
        }

        foreach (Pit pit in changed)
        {
            TickerState state = TickerState.Of(pit, _lastSizes.GetValueOrDefault(pit));
            if (_tickers.TryGetValue(pit, out TickerState before) && before == state)
            {
                continue;
            }

            _tickers[pit] = state;
            Tell(Channels.Ticker, "ticker", subscription => subscription.Wants(pit), json => FeedMessages.Ticker(json, pit, state, at));
        }
    }

    /// <summary>Sends any message on a channel, as if the exchange had one.</summary>
    public void Announce(string channel, string type, Action<Utf8JsonWriter> message) =>
        Tell(channel, type, static _ => true, message);

    /// <summary>Ends every subscription of a channel.</summary>
    public void Fail(string channel)
    {
        foreach (Subscription subscription in _byChannel[channel].ToArray())
        {
            Failed?.Invoke(subscription);
        }
    }

    public void Send(
        Subscription subscription, string type, Action<Utf8JsonWriter> message, long? id = null, bool always = false) =>
        faults.Pass(subscription, type, _writer.Frame(type, subscription, message, id, always));

    public void Dispose() => _writer.Dispose();

    private static string LifeOf(Pit pit) => pit.Listed.IsCombo ? Channels.ComboLifecycle : Channels.Lifecycle;

    private void Private(
        string channel, string type, Account account, string ticker, Action<Utf8JsonWriter, Customer> message)
    {
        foreach (Subscription subscription in _byChannel[channel].ToArray())
        {
            Customer customer = subscription.Connection.Customer;
            if (customer.NumberOf(account) is not null
                && subscription.Markets?.Any(pit => pit.Listed.Ticker == ticker) != false)
            {
                Send(subscription, type, json => message(json, customer));
            }
        }
    }

    private void Tell(string channel, string type, Func<Subscription, bool> wanted, Action<Utf8JsonWriter> message)
    {
        List<Subscription> all = _byChannel[channel];
        if (all.Count == 0)
        {
            return;
        }

        foreach (Subscription subscription in all.ToArray())
        {
            if (wanted(subscription))
            {
                Send(subscription, type, message);
            }
        }
    }
}
