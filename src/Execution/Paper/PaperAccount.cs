using System.Globalization;
using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>The account of a dry run: cash on each shard, orders, fills and netted positions, as the venue would keep them.</summary>
internal sealed class PaperAccount
{
    private readonly SortedDictionary<int, Money> _cash = [];
    private readonly SortedDictionary<string, Holding> _holdings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, VenueOrder> _orders = new(StringComparer.Ordinal);
    private readonly HashSet<string> _clientIds = new(StringComparer.Ordinal);
    private readonly List<VenueFill> _fills = [];
    private readonly List<VenueSettlement> _settlements = [];
    private int _last;

    public PaperAccount(IReadOnlyDictionary<int, Money> cash)
    {
        foreach ((int shard, Money amount) in cash)
        {
            _cash[shard] = amount;
        }
    }

    public Money CashOn(int shard) => _cash.GetValueOrDefault(shard);

    public bool WasUsed(string clientOrderId) => !_clientIds.Add(clientOrderId);

    public string NextId() => string.Create(CultureInfo.InvariantCulture, $"paper-{++_last}");

    public VenueBalances Balances()
    {
        Money total = Money.Zero;
        foreach (Money amount in _cash.Values)
        {
            total += amount;
        }

        return new VenueBalances(total, new Dictionary<int, Money>(_cash));
    }

    public IReadOnlyList<VenueOrder> Find(OrderQuery query) =>
    [
        .. _orders.Values.Where(order => (query.Ticker is null || string.Equals(order.Ticker, query.Ticker, StringComparison.Ordinal))
            && !(order.CreatedAt < query.Since)
            && (!query.RestingOnly || order.Status == VenueOrderStatus.Resting)),
    ];

    public IReadOnlyList<VenueFill> Find(FillQuery query) =>
    [
        .. _fills.Where(fill => (query.Ticker is null || string.Equals(fill.Ticker, query.Ticker, StringComparison.Ordinal))
            && (query.OrderId is null || string.Equals(fill.OrderId, query.OrderId, StringComparison.Ordinal))
            && !(fill.At < query.Since)),
    ];

    public IReadOnlyList<string> HeldTickers() => [.. _holdings.Keys];

    public IReadOnlyList<VenueSettlement> Settlements() => [.. _settlements];

    public IReadOnlyList<VenuePosition> Positions() =>
        [.. _holdings.Select(static pair => new VenuePosition(pair.Key, pair.Value.Signed(), null))];

    public void Keep(VenueOrder order) => _orders[order.OrderId] = order;

    public Quantity HeldAgainst(string ticker, Side bought) =>
        _holdings.TryGetValue(ticker, out Holding held) && held.Side != bought ? held.Quantity : Quantity.Zero;

    /// <summary>Books one fill; what closes pairs brings a dollar each.</summary>
    /// <returns>The fee.</returns>
    public Money Fill(VenueOrder order, int shard, Price price, Quantity quantity, OrderFees fees, bool isTaker, DateTimeOffset at)
    {
        Quantity closes = Quantity.Min(HeldAgainst(order.Ticker, order.Side), quantity);
        Money flow = (Price.One * closes) - (price * quantity);
        Money fee = fees.Add(price, quantity, isTaker ? LiquidityRole.Taker : LiquidityRole.Maker, flow).Net();
        _cash[shard] = CashOn(shard) + flow - fee;
        Hold(order, price, quantity, closes);
        _fills.Add(new VenueFill
        {
            FillId = NextId(),
            OrderId = order.OrderId,
            ClientOrderId = order.ClientOrderId,
            Ticker = order.Ticker,
            Side = order.Side,
            Price = price,
            Quantity = quantity,
            Fee = fee,
            IsTaker = isTaker,
            At = at,
            Shard = shard,
        });
        return fee;
    }

    /// <summary>Pays a market that the venue has settled, once it says how.</summary>
    public void SettleIfPaid(MarketView market, DateTimeOffset at)
    {
        Price? pays = market.Result switch
        {
            MarketResult.Yes => Price.One,
            MarketResult.No or MarketResult.Void => Price.Zero,
            MarketResult.Scalar => market.YesPays,
            MarketResult.None or MarketResult.Unknown => null,
        };
        if (market.Status != MarketStatus.Finalized || pays is not { } yes || !_holdings.Remove(market.Ticker, out Holding held))
        {
            return;
        }

        int shard = market.Shard ?? 0;
        Money paid = market.Result == MarketResult.Void
            ? held.Cost
            : (held.Side == Side.Yes ? yes : yes.Complement()) * held.Quantity;
        _cash[shard] = CashOn(shard) + paid;
        _settlements.Add(new VenueSettlement(
            market.Ticker, market.Result, market.YesPays,
            held.Side == Side.Yes ? held.Quantity : Quantity.Zero,
            held.Side == Side.No ? held.Quantity : Quantity.Zero,
            paid, null, at, shard));
    }

    /// <summary>Takes up what an earlier process had, from its journal.</summary>
    public void Restore(JournalContent content)
    {
        Ledger ledger = new();
        foreach (LedgerEntry entry in content.Entries)
        {
            ledger.Post(entry);
        }

        foreach (int shard in ledger.Shards)
        {
            _cash[shard] = ledger.CashOn(shard);
        }

        foreach ((string ticker, Holding holding) in ledger.Holdings)
        {
            _holdings[ticker] = holding;
        }

        foreach (OrderState order in content.Orders)
        {
            _clientIds.Add(order.Intent.ClientOrderId);
            _fills.AddRange(order.Fills);
        }

        _last = content.Orders.Count + content.Entries.Count + 1_000_000;
    }

    private void Hold(VenueOrder order, Price price, Quantity quantity, Quantity closes)
    {
        Holding held = _holdings.GetValueOrDefault(order.Ticker);
        Quantity opens = quantity - closes;
        if (closes.IsPositive)
        {
            Quantity left = held.Quantity - closes;
            held = left.IsPositive ? held with { Quantity = left, Cost = held.Cost - held.CostOfPart(closes) } : default;
        }

        if (opens.IsPositive)
        {
            held = new Holding("", order.Side, held.Quantity + opens, held.Cost + (price * opens));
        }

        if (held.Quantity.IsPositive)
        {
            _holdings[order.Ticker] = held;
        }
        else
        {
            _holdings.Remove(order.Ticker);
        }
    }
}
