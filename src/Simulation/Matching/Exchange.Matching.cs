using Dutchbook.Domain;

namespace Dutchbook.Simulation;

/// <content>Price-time priority. A bid for YES at p meets the bids for NO at 1 - p and more.</content>
public sealed partial class Exchange
{
    /// <summary>Matches an order and lets the rest wait or end, as its terms say.</summary>
    private void Enter(LiveMarket market, Order order)
    {
        BookSide other = market.SideOf(order.Side.Opposite());
        if (order.Request.PostOnly && Crosses(order, other))
        {
            Finish(order, ChangeReason.PostOnlyCrossCancel);
            return;
        }

        bool isCut = CapByPosition(order);
        bool met = Match(market, order, other);
        if (!met || !order.Remaining.IsPositive)
        {
            // Reduce-only orders end where the position does.
            if (!order.Remaining.IsPositive && order.Status == OrderStatus.Resting)
            {
                Finish(order, isCut ? ChangeReason.ReduceOnlyCancel : ChangeReason.Trade);
            }

            return;
        }

        if (order.Request.TimeInForce == TimeInForce.GoodTillCanceled && !IsBlocked(order))
        {
            Rest(market, order);
            Tell(new VenueEvent.OrderChanged(_now, order, ChangeReason.None, OrderStatus.Resting, order.Remaining));
        }
        else
        {
            Finish(order, IsBlocked(order) ? ChangeReason.OrderGroupCancel : ChangeReason.ImmediateCancel);
        }
    }

    /// <summary>False when the order met one of its own account and ended there.</summary>
    private bool Match(LiveMarket market, Order taker, BookSide other)
    {
        while (taker.Remaining.IsPositive && Crosses(taker, other) && !IsBlocked(taker))
        {
            Order maker = other.First;
            if (ReferenceEquals(maker.Account, taker.Account))
            {
                if (taker.Request.SelfTrade == SelfTradePrevention.TakerAtCross)
                {
                    Finish(taker, ChangeReason.SelfTradeCancel);
                    return false;
                }

                End(maker, ChangeReason.SelfTradeCancel);
                continue;
            }

            Quantity most = maker.Request.ReduceOnly
                ? maker.Account.HoldingOf(market.Listing.Ticker).ClosedBy(maker.Side) : maker.Remaining;
            if (!most.IsPositive)
            {
                End(maker, ChangeReason.ReduceOnlyCancel);
                continue;
            }

            Trade(market, taker, maker, Quantity.Min(taker.Remaining, Quantity.Min(most, maker.Remaining)));
        }

        return true;
    }

    private void Trade(LiveMarket market, Order taker, Order maker, Quantity quantity)
    {
        string id = NextId("trade");
        Price makerPays = maker.Price;
        Price takerPays = maker.Price.Complement();
        Price yes = taker.Side == Side.Yes ? takerPays : makerPays;
        Tell(new VenueEvent.BookChanged(_now, market.Listing.Ticker, maker.Side, maker.Price, -quantity, maker));
        Tell(new VenueEvent.Traded(_now, id, market.Listing.Ticker, taker.Side, yes, quantity));
        market.Volume += quantity;
        market.LastPrice = yes;
        Quantity before = Pairs(market, taker, maker);
        Fill(market, taker, id, takerPays, quantity, LiquidityRole.Taker);
        Fill(market, maker, id, makerPays, quantity, LiquidityRole.Maker);
        market.OpenInterest += Quantity.FromHundredths((Pairs(market, taker, maker) - before).Hundredths / 2);
        if (!maker.Remaining.IsPositive)
        {
            Leave(maker);
            maker.Status = OrderStatus.Executed;
        }

        Tell(new VenueEvent.OrderChanged(_now, maker, ChangeReason.Trade, maker.Status, maker.Remaining));
        CountInGroup(taker, quantity);
        CountInGroup(maker, quantity);
    }

    private static Quantity Pairs(LiveMarket market, Order taker, Order maker) =>
        taker.Account.HoldingOf(market.Listing.Ticker).Quantity + maker.Account.HoldingOf(market.Listing.Ticker).Quantity;

    private void Fill(LiveMarket market, Order order, string tradeId, Price price, Quantity quantity, LiquidityRole role)
    {
        Account account = order.Account;
        string ticker = market.Listing.Ticker;
        Holding after = account.HoldingOf(ticker).Buy(order.Side, price, quantity, out Money released, out _);
        Money flow = released - (price * quantity);
        Money fee = order.FeesTaken.Add(price, quantity, role, flow).Net();
        account.Add(market.Listing.Shard, flow - fee);
        account.Keep(market.Listing, after);
        FeesCollected += fee;
        ReturnCollateral(account, market);

        order.Filled += quantity;
        order.Remaining -= quantity;
        order.ChangedAt = _now;
        order.LastChange = ChangeReason.Trade;
        if (role == LiquidityRole.Taker)
        {
            order.TakerCost += price * quantity;
            order.TakerFees += fee;
        }
        else
        {
            order.MakerCost += price * quantity;
            order.MakerFees += fee;
        }

        Tell(new VenueEvent.Filled(_now, tradeId, order, role == LiquidityRole.Taker, price, quantity, fee, after));
    }

    /// <summary>A reduce-only order asks for no more than closes the position; true when that took something off it.</summary>
    private static bool CapByPosition(Order order)
    {
        if (!order.Request.ReduceOnly)
        {
            return false;
        }

        Quantity most = order.Account.HoldingOf(order.Market.Ticker).ClosedBy(order.Side);
        bool isCut = most < order.Remaining;
        order.Remaining = Quantity.Min(most, order.Remaining);
        return isCut;
    }

    /// <summary>Whether all of it can be filled now, its own account's orders left out as self-trade prevention would.</summary>
    private static bool CanFill(LiveMarket market, Order order)
    {
        string ticker = order.Market.Ticker;
        Quantity wanted = order.Remaining;
        if (order.Request.ReduceOnly && order.Account.HoldingOf(ticker).ClosedBy(order.Side) < wanted)
        {
            return false;
        }

        // Reduce-only orders of one account share one position.
        Dictionary<Account, Quantity> closable = [];
        foreach (Order maker in market.SideOf(order.Side.Opposite()).Orders)
        {
            if (!wanted.IsPositive || order.Price.Ticks + maker.Price.Ticks < Price.TicksPerDollar)
            {
                break;
            }

            if (ReferenceEquals(maker.Account, order.Account))
            {
                if (order.Request.SelfTrade == SelfTradePrevention.TakerAtCross)
                {
                    break;
                }

                continue;
            }

            Quantity left = closable.TryGetValue(maker.Account, out Quantity known)
                ? known : maker.Account.HoldingOf(ticker).ClosedBy(maker.Side);
            Quantity taken = maker.Request.ReduceOnly ? Quantity.Min(left, maker.Remaining) : maker.Remaining;
            taken = Quantity.Min(taken, wanted);
            closable[maker.Account] = left - Quantity.Min(left, taken);
            wanted -= taken;
        }

        return !wanted.IsPositive;
    }

    private static bool Crosses(Order order, BookSide other) =>
        !other.IsEmpty && order.Price.Ticks + other.Best.Ticks >= Price.TicksPerDollar;

    private bool IsBlocked(Order order) =>
        order.Request.OrderGroupId is { } id && (!_groups.TryGetValue(id, out OrderGroup? group) || group.IsBlocked);

    private void CountInGroup(Order order, Quantity quantity)
    {
        if (order.Request.OrderGroupId is { } id && _groups.TryGetValue(id, out OrderGroup? group) && !group.IsBlocked
            && group.Match(_now, quantity))
        {
            Block(group);
        }
    }
}
