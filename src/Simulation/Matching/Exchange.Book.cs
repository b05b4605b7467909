using Dutchbook.Domain;

namespace Dutchbook.Simulation;

/// <content>How orders come into the books and leave them.</content>
public sealed partial class Exchange
{
    private void Rest(LiveMarket market, Order order)
    {
        market.SideOf(order.Side).Add(order);
        order.IsInBook = true;
        if (!order.Account.Resting.TryGetValue(order.Market.Ticker, out List<Order>? resting))
        {
            order.Account.Resting.Add(order.Market.Ticker, resting = []);
        }

        resting.Add(order);
        order.Account.Touch(market.Listing);
        Tell(new VenueEvent.BookChanged(_now, order.Market.Ticker, order.Side, order.Price, order.Remaining, order));
    }

    /// <summary>Takes an order out of its book. What it had left there is told by whoever calls, if there was any.</summary>
    private void Leave(Order order)
    {
        if (order.Remaining.IsPositive)
        {
            Tell(new VenueEvent.BookChanged(_now, order.Market.Ticker, order.Side, order.Price, -order.Remaining, order));
        }

        _markets[order.Market.Ticker].SideOf(order.Side).Remove(order);
        order.IsInBook = false;
        order.Account.Resting[order.Market.Ticker].Remove(order);
        order.Account.Touch(order.Market);
    }

    /// <summary>Cancels an order that rests.</summary>
    private void End(Order order, ChangeReason reason)
    {
        Leave(order);
        Finish(order, reason);
    }

    /// <summary>Ends an order that is in no book; what remains of it is cancelled.</summary>
    private void Finish(Order order, ChangeReason reason)
    {
        bool isDone = reason == ChangeReason.Trade;
        order.Remaining = Quantity.Zero;
        order.Status = isDone ? OrderStatus.Executed : OrderStatus.Canceled;
        order.LastChange = reason;
        order.ChangedAt = _now;
        Tell(new VenueEvent.OrderChanged(_now, order, reason, order.Status, order.Remaining));
    }

    private void Shrink(Order order, Quantity to, ChangeReason reason)
    {
        Quantity delta = to - order.Remaining;
        order.Initial += delta;
        order.Remaining = to;
        order.LastChange = reason;
        order.ChangedAt = _now;
        order.Account.Touch(order.Market);
        if (delta != Quantity.Zero)
        {
            Tell(new VenueEvent.BookChanged(_now, order.Market.Ticker, order.Side, order.Price, delta, order));
        }

        Tell(new VenueEvent.OrderChanged(_now, order, reason, OrderStatus.Resting, to));
    }

    /// <summary>
    /// Of NO positions in one exclusive event all but the greatest are sure to be paid: the venue returns that much, and takes
    /// it back when the positions shrink (collateral return, MECNET).
    /// </summary>
    private void ReturnCollateral(Account account, LiveMarket market)
    {
        if (!account.ReturnsCollateral || !market.Listing.IsExclusive)
        {
            return;
        }

        Quantity sum = Quantity.Zero;
        Quantity greatest = Quantity.Zero;
        foreach (LiveMarket member in _events[market.Listing.EventTicker])
        {
            Holding holding = account.HoldingOf(member.Listing.Ticker);
            if (holding.Side == Side.No && holding.Quantity.IsPositive)
            {
                sum += holding.Quantity;
                greatest = holding.Quantity > greatest ? holding.Quantity : greatest;
            }
        }

        Money due = Price.One * (sum - greatest);
        Money given = account.Returned.GetValueOrDefault(market.Listing.EventTicker);
        account.Add(market.Listing.Shard, due - given);
        account.Returned[market.Listing.EventTicker] = due;
    }
}
