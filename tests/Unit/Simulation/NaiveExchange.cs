namespace Dutchbook.Unit.Simulation;

/// <summary>
/// The exchange once more, as a list of orders that is searched from end to end, in decimals, with nothing kept that can be
/// computed: the oracle of the matching engine. Sides are 0 for YES and 1 for NO; prices are what a contract of the side costs.
/// </summary>
internal sealed class NaiveExchange(decimal multiplier, decimal unit)
{
    private readonly List<NaiveOrder> _orders = [];
    private readonly Dictionary<(int Account, int Market), (decimal Yes, decimal No)> _bought = [];
    private int _entries;

    public Dictionary<int, decimal> Cash { get; } = [];

    public decimal Fees { get; private set; }

    public IReadOnlyList<NaiveOrder> Orders => _orders;

    /// <summary>Positive for YES.</summary>
    public decimal Position(int account, int market)
    {
        (decimal yes, decimal no) = _bought.GetValueOrDefault((account, market));
        return yes - no;
    }

    public decimal Bid(int market, int side, decimal price) => _orders
        .Where(order => order.Rests && order.Market == market && order.Side == side && order.Price == price)
        .Sum(static order => order.Remaining);

    /// <summary>Null when it is refused; a killed order is refused too.</summary>
    public NaiveOrder? Place(NaiveOrder order)
    {
        if (Needed(order.Account, null) + Cost(order) > Cash[order.Account] || (order.Kind == "fok" && !CanFill(order)))
        {
            return null;
        }

        _orders.Add(order);
        Enter(order);
        return order;
    }

    public static void Cancel(NaiveOrder order) => order.End();

    public static void Decrease(NaiveOrder order, decimal to)
    {
        order.Remaining = to;
        if (to == 0)
        {
            order.End();
        }
    }

    public bool Amend(NaiveOrder order, decimal price, decimal remaining)
    {
        if (price == order.Price && remaining <= order.Remaining)
        {
            order.Remaining = remaining;
            return true;
        }

        (decimal oldPrice, decimal oldRemaining) = (order.Price, order.Remaining);
        order.Rests = false;
        (order.Price, order.Remaining) = (price, remaining);
        if (Needed(order.Account, null) + Cost(order) > Cash[order.Account])
        {
            (order.Price, order.Remaining, order.Rests) = (oldPrice, oldRemaining, true);
            return false;
        }

        Enter(order);
        return true;
    }

    private void Enter(NaiveOrder order)
    {
        order.Entry = ++_entries;
        if (order.Kind == "post" && Best(order) is not null)
        {
            order.End();
            return;
        }

        if (order.ReduceOnly)
        {
            order.Remaining = Math.Min(order.Remaining, Closable(order));
        }

        while (order.Remaining > 0 && Best(order) is { } maker)
        {
            if (maker.Account == order.Account)
            {
                if (!order.CancelsMaker)
                {
                    order.End();
                    return;
                }

                maker.End();
                continue;
            }

            decimal quantity = Math.Min(order.Remaining, maker.ReduceOnly ? Math.Min(maker.Remaining, Closable(maker)) : maker.Remaining);
            if (quantity == 0)
            {
                maker.End();
                continue;
            }

            Fill(order, 1 - maker.Price, quantity, 0.07m);
            Fill(maker, maker.Price, quantity, 0.0175m);
        }

        order.Rests = order.Remaining > 0 && order.Kind is "gtc" or "post" && order.Remaining > 0;
        if (!order.Rests)
        {
            order.Remaining = 0;
        }
    }

    private NaiveOrder? Best(NaiveOrder order) => _orders
        .Where(other => other.Rests && other.Market == order.Market && other.Side != order.Side && other.Price + order.Price >= 1)
        .OrderByDescending(static other => other.Price).ThenBy(static other => other.Entry).FirstOrDefault();

    private bool CanFill(NaiveOrder order)
    {
        if (order.ReduceOnly && Closable(order) < order.Remaining)
        {
            return false;
        }

        Dictionary<int, decimal> closed = [];
        decimal found = 0;
        foreach (NaiveOrder other in _orders
            .Where(other => other.Rests && other.Market == order.Market && other.Side != order.Side && other.Price + order.Price >= 1)
            .OrderByDescending(static other => other.Price).ThenBy(static other => other.Entry))
        {
            if (other.Account == order.Account)
            {
                if (!order.CancelsMaker)
                {
                    break;
                }

                continue;
            }

            decimal room = Math.Max(0, Closable(other) - closed.GetValueOrDefault(other.Account));
            decimal quantity = Math.Min(other.ReduceOnly ? Math.Min(other.Remaining, room) : other.Remaining, order.Remaining - found);
            closed[other.Account] = closed.GetValueOrDefault(other.Account) + quantity;
            found += quantity;
        }

        return found >= order.Remaining;
    }

    private void Fill(NaiveOrder order, decimal price, decimal quantity, decimal rate)
    {
        decimal pairs = Math.Min(quantity, Closable(order));
        decimal flow = pairs - (price * quantity);
        decimal trade = Math.Ceiling(multiplier * rate * quantity * price * (1 - price) * 1_000_000) / 1_000_000;
        decimal aligned = Math.Floor((flow - trade) / unit) * unit;
        decimal rounding = flow - trade - aligned;
        order.Carried += rounding;
        decimal rebate = Math.Min(Math.Floor(order.Carried / unit) * unit, trade + rounding);
        order.Carried -= rebate;
        decimal fee = trade + rounding - rebate;
        Fees += fee;
        Cash[order.Account] += flow - fee;
        (decimal yes, decimal no) = _bought.GetValueOrDefault((order.Account, order.Market));
        _bought[(order.Account, order.Market)] = order.Side == 0 ? (yes + quantity, no) : (yes, no + quantity);
        order.Filled += quantity;
        order.Remaining -= quantity;
        if (order.Remaining == 0)
        {
            order.Rests = false;
        }
    }

    private decimal Closable(NaiveOrder order) =>
        Math.Max(0, Position(order.Account, order.Market) * (order.Side == 0 ? -1 : 1));

    /// <summary>What the order adds to what its account must keep.</summary>
    private decimal Cost(NaiveOrder order) => Needed(order.Account, order) - Needed(order.Account, null);

    private decimal Needed(int account, NaiveOrder? extra)
    {
        decimal needed = 0;
        foreach (IGrouping<(int, int), NaiveOrder> group in _orders.Where(order => order.Rests && order.Account == account)
            .Concat(extra is null ? [] : [extra]).GroupBy(static order => (order.Market, order.Side)))
        {
            decimal closable = Closable(group.First());
            foreach (NaiveOrder order in group.OrderBy(static order => order.Price))
            {
                decimal covered = Math.Min(closable, order.Remaining);
                closable -= covered;
                decimal model = multiplier * (order == extra ? 0.07m : 0.0175m) * order.Remaining * order.Price * (1 - order.Price);
                needed += (order.Price * (order.Remaining - covered)) + (Math.Ceiling(model * 1_000_000) / 1_000_000) + unit
                    + (model == 0 ? 0 : order.Remaining * 100 / 1_000_000);
            }
        }

        return needed;
    }
}

internal sealed class NaiveOrder(int account, int market, int side, decimal price, decimal quantity, string kind)
{
    public int Account { get; } = account;

    public int Market { get; } = market;

    public int Side { get; } = side;

    public decimal Price { get; set; } = price;

    public decimal Remaining { get; set; } = quantity;

    public decimal Filled { get; set; }

    public string Kind { get; } = kind;

    public bool ReduceOnly { get; init; }

    public bool CancelsMaker { get; init; }

    public bool Rests { get; set; }

    public int Entry { get; set; }

    public decimal Carried { get; set; }

    public void End()
    {
        Rests = false;
        Remaining = 0;
    }
}
