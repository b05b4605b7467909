using Dutchbook.Domain;

namespace Dutchbook.Simulation;

/// <content>Taking, changing and cancelling orders.</content>
public sealed partial class Exchange
{
    /// <summary>Takes an order, matches it, and lets what is left rest if it may.</summary>
    public OrderAnswer Place(Account account, OrderRequest request, DateTimeOffset at)
    {
        Tick(at);
        if (Refuse(account, request) is { } refused)
        {
            return refused;
        }

        LiveMarket market = _markets[request.Ticker];
        Order order = new(NextId("order"), account, request, market.Listing, at);
        if (!CanPay(account, market, order))
        {
            return Insufficient(account, market);
        }

        if (request.ClientOrderId is { } id)
        {
            account.ClientOrderIds.Add(id);
        }

        if (request.TimeInForce == TimeInForce.FillOrKill && !CanFill(market, order))
        {
            return No(RefusalCode.FillOrKillInsufficientVolume, "not enough rests at this price or better");
        }

        _orders.Add(order.Id, order);
        if (request.OrderGroupId is { } group)
        {
            _groups[group].Orders.Add(order);
        }

        Enter(market, order);
        if (order.IsInBook && request.ExpiresAt is { } due)
        {
            _expiries.Enqueue(order, (due, ++_lastDate));
        }

        return new OrderAnswer.Taken(order);
    }

    /// <summary>Ends a resting order. After the market's close every operation is refused, cancels too.</summary>
    public OrderAnswer Cancel(Account account, string orderId, DateTimeOffset at)
    {
        Tick(at);
        if (Resting(account, orderId, out Order order) is { } refused)
        {
            return refused;
        }

        End(order, ChangeReason.UserCancel);
        return new OrderAnswer.Taken(order);
    }

    /// <summary>Ends every resting order of an account, and returns them.</summary>
    public IReadOnlyList<Order> CancelAll(Account account, DateTimeOffset at)
    {
        Tick(at);
        Order[] all = [.. account.Resting.Values.SelectMany(static orders => orders)
            .Where(order => _markets[order.Market.Ticker].Phase is MarketPhase.Active or MarketPhase.Inactive)];
        foreach (Order order in all)
        {
            End(order, ChangeReason.UserCancel);
        }

        return all;
    }

    /// <summary>Takes contracts off a resting order; it keeps its place.</summary>
    /// <param name="to">What shall remain.</param>
    public OrderAnswer Decrease(Account account, string orderId, Quantity to, DateTimeOffset at)
    {
        Tick(at);
        if (Resting(account, orderId, out Order order) is { } refused)
        {
            return refused;
        }

        if (to < Quantity.Zero || to >= order.Remaining)
        {
            return No(RefusalCode.InvalidOrderSize, $"{to} is not less than the {order.Remaining} that remain");
        }

        if (to == Quantity.Zero)
        {
            End(order, ChangeReason.Decrease);
        }
        else
        {
            Shrink(order, to, ChangeReason.Decrease);
        }

        return new OrderAnswer.Taken(order);
    }

    /// <summary>
    /// Gives a resting order another price or size. Fewer contracts at the same price keep the place; anything else goes to
    /// the end of the queue, and may trade at once.
    /// </summary>
    /// <param name="quantity">The whole order, what is filled included.</param>
    /// <param name="clientOrderId">A new id of the client's; null keeps the old one. Neither can be used again.</param>
    public OrderAnswer Amend(
        Account account, string orderId, Price price, Quantity quantity, DateTimeOffset at, string? clientOrderId = null)
    {
        Tick(at);
        if (Resting(account, orderId, out Order order) is { } refused)
        {
            return refused;
        }

        if (clientOrderId is not null && account.ClientOrderIds.Contains(clientOrderId))
        {
            return No(RefusalCode.OrderAlreadyExists, $"{clientOrderId} was used before");
        }

        Quantity remaining = quantity - order.Filled;
        LiveMarket market = _markets[order.Market.Ticker];
        if (!remaining.IsPositive)
        {
            return No(RefusalCode.InvalidOrderSize, $"{order.Filled} are filled already");
        }

        if (!IsOnGrid(market.Listing, order.Side, price))
        {
            return No(RefusalCode.InvalidPrice, $"{price} is not on the grid {market.Listing.Grid}");
        }

        if (price == order.Price && remaining <= order.Remaining)
        {
            Rename(order, clientOrderId);
            Shrink(order, remaining, ChangeReason.Amend);
            return new OrderAnswer.Taken(order);
        }

        (Price Price, Quantity Remaining) before = (order.Price, order.Remaining);
        (order.Price, order.Remaining) = (price, remaining);
        bool canPay = CanPay(account, market, order);
        (order.Price, order.Remaining) = before;
        if (!canPay)
        {
            return Insufficient(account, market);
        }

        Leave(order);
        Rename(order, clientOrderId);
        (order.Price, order.Remaining) = (price, remaining);
        (order.Initial, order.ChangedAt) = (quantity, _now);
        Enter(market, order);
        return new OrderAnswer.Taken(order);
    }

    /// <summary>
    /// Drops an order that has ended from <see cref="Orders"/>, so that an exchange that runs for days does not keep all of
    /// them. False while it rests.
    /// </summary>
    public bool Forget(Order order)
    {
        if (order.IsInBook)
        {
            return false;
        }

        if (order.Request.OrderGroupId is { } id && _groups.TryGetValue(id, out OrderGroup? group))
        {
            group.Orders.Remove(order);
        }

        return _orders.Remove(order.Id);
    }

    public OrderGroup OpenGroup(Account account, Quantity limit)
    {
        OrderGroup group = new(NextId("group"), account, limit);
        _groups.Add(group.Id, group);
        return group;
    }

    public OrderGroup? FindGroup(string id) => _groups.GetValueOrDefault(id);

    /// <summary>Lets a blocked group take orders again, and forgets what it matched.</summary>
    public static void Reset(OrderGroup group) => group.Reset();

    /// <summary>Gives a group another limit; what it matched within its window counts against the new one.</summary>
    public static void SetLimit(OrderGroup group, Quantity limit) => group.Limit = limit;

    /// <summary>Cancels all orders of a group and blocks it, as if it had met its limit.</summary>
    public void Trigger(OrderGroup group, DateTimeOffset at)
    {
        Tick(at);
        Block(group);
    }

    public void Close(OrderGroup group, DateTimeOffset at)
    {
        Tick(at);
        Block(group);
        _groups.Remove(group.Id);
    }

    private void Block(OrderGroup group)
    {
        group.IsBlocked = true;
        Order[] resting = [.. group.Orders.Where(static order => order.IsInBook)
            .OrderBy(static order => order.Id, StringComparer.Ordinal)];
        foreach (Order order in resting)
        {
            End(order, ChangeReason.OrderGroupCancel);
        }

        group.Orders.Clear();
        Tell(new VenueEvent.GroupTriggered(_now, group.Account, group.Id));
    }

    private static void Rename(Order order, string? clientOrderId)
    {
        if (clientOrderId is not null)
        {
            order.Account.ClientOrderIds.Add(clientOrderId);
            order.Request = order.Request with { ClientOrderId = clientOrderId };
        }
    }

    private OrderAnswer.Refused? Refuse(Account account, OrderRequest request)
    {
        if (!_markets.TryGetValue(request.Ticker, out LiveMarket? market))
        {
            return No(RefusalCode.MarketNotFound, $"there is no market {request.Ticker}");
        }

        if (market.Phase != MarketPhase.Active)
        {
            return market.Phase == MarketPhase.Inactive
                ? No(RefusalCode.TradingIsPaused, $"{request.Ticker} is paused")
                : No(RefusalCode.MarketNotActive, $"{request.Ticker} is {market.Phase}");
        }

        if (!IsTrading)
        {
            return No(RefusalCode.TradingIsPaused, "the exchange is paused");
        }

        if (!request.Quantity.IsPositive)
        {
            return No(RefusalCode.InvalidOrderSize, $"{request.Quantity} is no size");
        }

        if (!IsOnGrid(market.Listing, request.Side, request.Price))
        {
            return No(RefusalCode.InvalidPrice, $"{request.Price} is not on the grid {market.Listing.Grid}");
        }

        bool waits = request.TimeInForce == TimeInForce.GoodTillCanceled;
        if (request.ExpiresAt is { } due && (!waits || due <= _now))
        {
            return No(RefusalCode.InvalidOrder, waits ? "it has expired already" : "only an order that waits can expire");
        }

        if (request.PostOnly && !waits)
        {
            return No(RefusalCode.InvalidOrder, "an order that must not wait cannot be post-only");
        }

        if (request.OrderGroupId is { } id)
        {
            if (!_groups.TryGetValue(id, out OrderGroup? group) || !ReferenceEquals(group.Account, account))
            {
                return No(RefusalCode.OrderGroupNotFound, $"there is no group {id}");
            }

            if (group.IsBlocked)
            {
                return No(RefusalCode.OrderGroupBlocked, $"{id} has met its limit and was not reset");
            }
        }

        return RefusesUsedIds && request.ClientOrderId is { } used && account.ClientOrderIds.Contains(used)
            ? No(RefusalCode.OrderAlreadyExists, $"{used} was used before") : null;
    }

    private OrderAnswer.Refused? Resting(Account account, string orderId, out Order order)
    {
        if (!_orders.TryGetValue(orderId, out order!) || !ReferenceEquals(order.Account, account)
            || !order.IsInBook)
        {
            return No(RefusalCode.OrderNotFound, $"no order {orderId} rests");
        }

        return _markets[order.Market.Ticker].Phase is MarketPhase.Active or MarketPhase.Inactive
            ? null : No(RefusalCode.MarketNotActive, $"{order.Market.Ticker} is closed");
    }

    private static bool IsOnGrid(MarketListing listing, Side side, Price price) =>
        price > Price.Zero && price < Price.One && listing.Grid.Contains(side == Side.Yes ? price : price.Complement());

    /// <summary>
    /// What all orders in this market may cost, this one as it shall be, must not exceed what no other market's orders need.
    /// </summary>
    private static bool CanPay(Account account, LiveMarket market, Order order)
    {
        int shard = market.Listing.Shard;
        List<Order> resting = account.Resting.GetValueOrDefault(market.Listing.Ticker) ?? [];
        Money available = account.AvailableOn(shard) + account.NeededIn(market.Listing.Ticker);
        IEnumerable<Order> others = resting.Where(other => !ReferenceEquals(other, order));
        return available >= Collateral.Needed(account, market.Listing, others, order);
    }

    private static OrderAnswer.Refused Insufficient(Account account, LiveMarket market) =>
        account.IsFunded(market.Listing.Shard)
            ? No(RefusalCode.InsufficientBalance, "the account has not enough available")
            : No(RefusalCode.InsufficientShardBalance, $"the account was never funded on shard {market.Listing.Shard}");

    private static OrderAnswer.Refused No(RefusalCode code, string message) => new(code, message);
}
