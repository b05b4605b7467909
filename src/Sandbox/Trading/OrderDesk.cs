using Dutchbook.Domain;
using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <summary>Takes orders to the engine and brings back what became of them, with the venue's rules of routing between shards.</summary>
internal sealed class OrderDesk(TradingFloor floor)
{
    private readonly QuirkDesk _quirks = new(floor.Quirks);

    public Placement Place(Customer customer, Account account, OrderDraft draft) => floor.Do((exchange, now) =>
    {
        LiveMarket? market = exchange.Find(draft.Request.Ticker);
        if (market is not null && draft.Shard is >= 0 and int shard && shard != market.Listing.Shard)
        {
            return Placement.Refused(Refusals.MarketNotFound);
        }

        if (market is not null && floor.IsShardDown(market.Listing.Shard))
        {
            return Placement.Refused((409, new Failure("trading_is_paused", "trading is paused")));
        }

        if (draft.Request.OrderGroupId is { } group && market is not null
            && !customer.Groups.Contains((group, market.Listing.Shard)))
        {
            return Placement.Refused((404, new Failure("order_group_not_found", "order group not found")));
        }

        OrderAnswer answer = _quirks.Place(exchange, account, draft.Request, now);
        return answer is OrderAnswer.Refused { Code: RefusalCode.InsufficientShardBalance } && draft.Shard == -1
            ? Placement.Refused((404, new Failure("user_not_found", "user not found")))
            : Told(answer, market, now);
    });

    public Placement Cancel(Account account, OrderAddress address) => floor.Do((exchange, now) =>
    {
        if (Find(exchange, account, address) is not { } order)
        {
            return Placement.Refused(Refusals.OrderNotFound);
        }

        Quantity before = order.Remaining;
        return exchange.Cancel(account, order.Id, now) is OrderAnswer.Refused refused
            ? Placement.Refused(Refusals.Of(refused, exchange.Find(order.Market.Ticker)?.Phase))
            : new Placement
            {
                OrderId = PublicIds.Of(order.Id),
                ClientOrderId = order.Request.ClientOrderId,
                ReducedBy = before,
                At = now,
            };
    });

    public void CancelAll(IEnumerable<Account> accounts) => floor.Do((exchange, now) =>
    {
        foreach (Account account in accounts)
        {
            exchange.CancelAll(account, now);
            _quirks.AllCancelled(account, now);
        }

        return true;
    });

    /// <summary>Takes contracts off: by a number of them, or to what shall remain.</summary>
    public Placement Decrease(Account account, OrderAddress address, Quantity? by, Quantity? to) => floor.Do((exchange, now) =>
    {
        if (Find(exchange, account, address) is not { } order)
        {
            return Placement.Refused(Refusals.OrderNotFound);
        }

        Quantity target = to ?? order.Remaining - Quantity.Min(by!.Value, order.Remaining);
        return exchange.Decrease(account, order.Id, target, now) is OrderAnswer.Refused refused
            ? Placement.Refused(Refusals.Of(refused, exchange.Find(order.Market.Ticker)?.Phase))
            : new Placement
            {
                OrderId = PublicIds.Of(order.Id),
                ClientOrderId = order.Request.ClientOrderId,
                Remaining = order.Remaining,
                At = now,
            };
    });

    public Placement Amend(Account account, OrderAddress address, Amendment change) => floor.Do((exchange, now) =>
    {
        if (Find(exchange, account, address) is not { } order)
        {
            return Placement.Refused(Refusals.OrderNotFound);
        }

        if (Contradiction(order, change) is { } code)
        {
            return Placement.Refused((400, new Failure(code, code.Replace('_', ' '))));
        }

        Price own = order.Side == Side.Yes ? change.YesPrice : change.YesPrice.Complement();
        OrderAnswer answer = exchange.Amend(account, order.Id, own, change.Count, now, change.NewClientOrderId);
        return Told(answer, exchange.Find(order.Market.Ticker), now);
    });

    private static Placement Told(OrderAnswer answer, LiveMarket? market, DateTimeOffset now) => answer switch
    {
        OrderAnswer.Taken taken => Placement.Of(taken.Order, now),
        OrderAnswer.Refused refused => Placement.Refused(Refusals.Of(refused, market?.Phase)),
        _ => throw new InvalidOperationException("The engine gave no answer."),
    };

    private static string? Contradiction(Order order, Amendment change) =>
        change.Ticker != order.Market.Ticker ? "order_ticker_mismatch"
        : change.Side != order.Side ? "order_side_mismatch"
        : change.ClientOrderId is { } id && id != order.Request.ClientOrderId ? "order_id_and_client_order_id_mismatch"
        : null;

    /// <summary>
    /// The order that is meant. Without a shard and without a ticker the first shard is looked at, and an order on another one
    /// is not found there.
    /// </summary>
    private static Order? Find(Exchange exchange, Account account, OrderAddress address)
    {
        if (!exchange.Orders.TryGetValue(PublicIds.Engine("order", address.OrderId), out Order? order)
            || !ReferenceEquals(order.Account, account))
        {
            return null;
        }

        int? shard = address.Shard is >= 0 ? address.Shard
            : address.MarketTicker is { } ticker ? exchange.Find(ticker)?.Listing.Shard
            : address.IsRouted ? order.Market.Shard : 0;
        return order.Market.Shard == shard
            && (address.MarketTicker is null || address.MarketTicker == order.Market.Ticker) ? order : null;
    }
}

/// <summary>How a client names an order it placed before.</summary>
/// <param name="IsRouted">Looked for on every shard, where none is named.</param>
internal sealed record OrderAddress(string OrderId, int? Shard, string? MarketTicker, bool IsRouted = false);

/// <summary>What an amend asks for; the count includes what is filled.</summary>
internal sealed record Amendment(
    string Ticker, Side Side, Price YesPrice, Quantity Count, string? ClientOrderId, string? NewClientOrderId);
