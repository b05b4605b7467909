using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>Matches paper orders against live books: exact fees, taken depth remembered, and a pessimistic queue.</summary>
internal sealed class PaperMatcher(PaperAccount account, PaperDepth depth, MemberKind member)
{
    private readonly Dictionary<string, Resting> _resting = new(StringComparer.Ordinal);

    public IReadOnlyList<string> RestingTickers =>
        [.. _resting.Values.Select(static resting => resting.Row.Ticker).Distinct(StringComparer.Ordinal)];

    public SubmitAnswer Match(OrderIntent intent, OrderBook book, FeeTerms terms, DateTimeOffset now)
    {
        BookLevel[] asks = [.. depth.Left(intent.Ticker, intent.Side, book).Where(ask => ask.Price <= intent.LimitPrice)];
        Quantity wanted = intent.ReduceOnly
            ? Quantity.Min(intent.Quantity, account.HeldAgainst(intent.Ticker, intent.Side))
            : intent.Quantity;
        Quantity offered = Quantity.Zero;
        foreach (BookLevel ask in asks)
        {
            offered += ask.Quantity;
        }

        if (intent.TimeInForce == TimeInForce.FillOrKill && offered < wanted)
        {
            return new SubmitAnswer.Rejected(
                RejectionKind.Killed, "fill_or_kill_insufficient_resting_volume", $"{offered} are offered, {wanted} are wanted");
        }

        Money most = OrderCost.AtMost(intent, Quantity.Min(wanted, offered), terms, member);
        if (most > account.CashOn(intent.Shard))
        {
            return new SubmitAnswer.Rejected(RejectionKind.Funds, "insufficient_balance", $"it costs up to {most}");
        }

        Resting order = new(Row(intent, account.NextId(), now), intent.Shard, new OrderFees(terms, member), intent.ExpiresAt);
        foreach (BookLevel ask in asks)
        {
            Fill(order, book, ask.Price, Quantity.Min(ask.Quantity, wanted - order.Row.Filled), isTaker: true, ask.Price, now);
        }

        bool rests = intent.TimeInForce == TimeInForce.GoodTillCanceled && order.Row.Filled < wanted;
        if (rests)
        {
            _resting[order.Row.OrderId] = order;
            account.Keep(order.Row);
        }
        else
        {
            End(order, now);
        }

        return new SubmitAnswer.Accepted(order.Row.OrderId, order.Row.Filled, rests ? order.Row.Remaining : Quantity.Zero, now);
    }

    /// <summary>What rests fills only where the book now asks less than its price: everybody else at the price was before us.</summary>
    public void Touch(IReadOnlyList<MarketView> views, DateTimeOffset now)
    {
        foreach (Resting order in _resting.Values.ToArray())
        {
            MarketView? view = views.FirstOrDefault(seen => string.Equals(seen.Ticker, order.Row.Ticker, StringComparison.Ordinal));
            bool isOver = order.ExpiresAt <= now || view is { Status: not MarketStatus.Active };
            if (!isOver && view?.Book is { } book)
            {
                foreach (BookLevel ask in depth.Left(order.Row.Ticker, order.Row.Side, book))
                {
                    if (ask.Price < order.Row.LimitPrice)
                    {
                        Quantity most = Quantity.Min(ask.Quantity, order.Row.Remaining);
                        Fill(order, book, order.Row.LimitPrice, most, isTaker: false, ask.Price, now);
                    }
                }
            }

            if (isOver || !order.Row.Remaining.IsPositive)
            {
                _resting.Remove(order.Row.OrderId);
                End(order, now);
            }
        }
    }

    public CancelAnswer Cancel(string orderId, DateTimeOffset now) => _resting.Remove(orderId, out Resting? resting)
        ? new CancelAnswer.Acknowledged(End(resting, now), now)
        : new CancelAnswer.NotFound("no such order rests");

    public CancelAnswer CancelAll(DateTimeOffset now)
    {
        Quantity sum = Quantity.Zero;
        foreach (Resting resting in _resting.Values)
        {
            sum += End(resting, now);
        }

        _resting.Clear();
        return new CancelAnswer.Acknowledged(sum, now);
    }

    private void Fill(
        Resting order, OrderBook book, Price price, Quantity quantity, bool isTaker, Price level, DateTimeOffset now)
    {
        if (!quantity.IsPositive)
        {
            return;
        }

        account.Fill(order.Row, order.Shard, price, quantity, order.Fees, isTaker, now);
        depth.Take(order.Row.Ticker, order.Row.Side, book, level, quantity);
        order.Row = order.Row with
        {
            Filled = order.Row.Filled + quantity,
            Remaining = order.Row.Remaining - quantity,
            UpdatedAt = now,
        };
        account.Keep(order.Row);
    }

    private Quantity End(Resting order, DateTimeOffset now)
    {
        Quantity left = order.Row.Remaining;
        order.Row = order.Row with
        {
            Status = left.IsPositive ? VenueOrderStatus.Canceled : VenueOrderStatus.Executed,
            Remaining = Quantity.Zero,
            UpdatedAt = now,
        };
        account.Keep(order.Row);
        return left;
    }

    private static VenueOrder Row(OrderIntent intent, string id, DateTimeOffset now) => new()
    {
        OrderId = id,
        ClientOrderId = intent.ClientOrderId,
        Ticker = intent.Ticker,
        Side = intent.Side,
        LimitPrice = intent.LimitPrice,
        Status = VenueOrderStatus.Resting,
        Initial = intent.Quantity,
        Filled = Quantity.Zero,
        Remaining = intent.Quantity,
        CreatedAt = now,
        Shard = intent.Shard,
    };

    private sealed class Resting(VenueOrder row, int shard, OrderFees fees, DateTimeOffset? expiresAt)
    {
        public VenueOrder Row { get; set; } = row;

        public int Shard { get; } = shard;

        public OrderFees Fees { get; } = fees;

        public DateTimeOffset? ExpiresAt { get; } = expiresAt;
    }
}
