using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Simulation;

/// <summary>
/// One account as it was at any moment: what the venue's lagging lists are made of. It remembers each change with its time.
/// </summary>
internal sealed class AccountHistory(Account account)
{
    private readonly List<(DateTimeOffset At, VenueOrder Row)> _orders = [];
    private readonly List<VenueFill> _fills = [];
    private readonly List<(DateTimeOffset At, string Ticker, Quantity Signed)> _positions = [];
    private readonly List<VenueSettlement> _settlements = [];
    private readonly List<(DateTimeOffset At, Dictionary<int, Money> Cash)> _cash = [];

    public IReadOnlyList<VenueFill> Fills => _fills;

    /// <summary>The row as it is now, and what is told of it.</summary>
    public static VenueOrder RowOf(Order order) => new()
    {
        OrderId = order.Id,
        ClientOrderId = order.Request.ClientOrderId ?? "",
        Ticker = order.Market.Ticker,
        Side = order.Side,
        LimitPrice = order.Price,
        Status = order.Status switch
        {
            OrderStatus.Resting => VenueOrderStatus.Resting,
            OrderStatus.Canceled => VenueOrderStatus.Canceled,
            OrderStatus.Executed => VenueOrderStatus.Executed,
        },
        Initial = order.Initial,
        Filled = order.Filled,
        Remaining = order.Remaining,
        CreatedAt = order.CreatedAt,
        UpdatedAt = order.ChangedAt,
        Shard = order.Market.Shard,
    };

    public static VenueFill FillOf(VenueEvent.Filled filled) => new()
    {
        FillId = filled.TradeId,
        OrderId = filled.Order.Id,
        ClientOrderId = filled.Order.Request.ClientOrderId ?? "",
        Ticker = filled.Order.Market.Ticker,
        Side = filled.Order.Side,
        Price = filled.Price,
        Quantity = filled.Quantity,
        Fee = filled.Fee,
        IsTaker = filled.IsTaker,
        At = filled.At,
        Shard = filled.Order.Market.Shard,
    };

    public void Remember(VenueEvent what)
    {
        switch (what)
        {
            case VenueEvent.Filled filled when ReferenceEquals(filled.Order.Account, account):
                _fills.Add(FillOf(filled));
                _positions.Add((filled.At, filled.Order.Market.Ticker, filled.After.Signed()));
                break;
            case VenueEvent.OrderChanged changed when ReferenceEquals(changed.Order.Account, account):
                _orders.Add((changed.At, RowOf(changed.Order)));
                break;
            case VenueEvent.Settled settled when ReferenceEquals(settled.Account, account):
                _positions.Add((settled.At, settled.Ticker, Quantity.Zero));
                _settlements.Add(SettlementOf(settled));
                break;
            default:
                return;
        }

        RememberCash(what.At);
    }

    public void RememberCash(DateTimeOffset at) =>
        _cash.Add((at, account.Cash.ToDictionary(static pair => pair.Key, static pair => pair.Value)));

    public IReadOnlyList<VenueOrder> OrdersAt(DateTimeOffset at, OrderQuery query)
    {
        Dictionary<string, VenueOrder> rows = new(StringComparer.Ordinal);
        foreach ((DateTimeOffset when, VenueOrder row) in _orders)
        {
            if (when <= at && (query.Ticker is null || query.Ticker == row.Ticker) && !(row.CreatedAt < query.Since))
            {
                rows[row.OrderId] = row;
            }
        }

        return [.. rows.Values.Where(row => !query.RestingOnly || row.Status == VenueOrderStatus.Resting)
            .OrderBy(static row => row.OrderId, StringComparer.Ordinal)];
    }

    public IReadOnlyList<VenueFill> FillsAt(DateTimeOffset at, FillQuery query) =>
    [
        .. _fills.Where(fill => fill.At <= at && !(fill.At < query.Since)
            && (query.OrderId is null || query.OrderId == fill.OrderId)
            && (query.Ticker is null || query.Ticker == fill.Ticker)),
    ];

    public IReadOnlyList<VenuePosition> PositionsAt(DateTimeOffset at)
    {
        SortedDictionary<string, Quantity> positions = new(StringComparer.Ordinal);
        foreach ((DateTimeOffset when, string ticker, Quantity signed) in _positions)
        {
            if (when <= at)
            {
                positions[ticker] = signed;
            }
        }

        return [.. positions.Select(static pair => new VenuePosition(pair.Key, pair.Value, null))];
    }

    public IReadOnlyList<VenueSettlement> SettlementsAt(DateTimeOffset at) => [.. _settlements.Where(paid => paid.SettledAt <= at)];

    public VenueBalances BalancesAt(DateTimeOffset at)
    {
        Dictionary<int, Money> cash = _cash.FindLast(entry => entry.At <= at).Cash ?? _cash[0].Cash;
        Money total = Money.Zero;
        foreach (Money amount in cash.Values)
        {
            total += amount;
        }

        return new VenueBalances(total, cash);
    }

    private static VenueSettlement SettlementOf(VenueEvent.Settled settled) => new(
        settled.Ticker,
        settled.Resolution.Outcome switch
        {
            Outcome.Yes => MarketResult.Yes,
            Outcome.No => MarketResult.No,
            Outcome.Scalar => MarketResult.Scalar,
            Outcome.Void => MarketResult.Void,
        },
        settled.Resolution.Outcome == Outcome.Scalar ? settled.Resolution.Value : null,
        settled.Holding.Side == Side.Yes ? settled.Holding.Quantity : Quantity.Zero,
        settled.Holding.Side == Side.No ? settled.Holding.Quantity : Quantity.Zero,
        null,
        null,
        settled.At,
        null);
}
