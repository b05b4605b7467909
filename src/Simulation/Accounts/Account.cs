using Dutchbook.Domain;

namespace Dutchbook.Simulation;

/// <summary>One subaccount: cash on each shard, positions, and what rests in the books.</summary>
public sealed class Account(string id, MemberKind member, bool returnsCollateral)
{
    private readonly SortedDictionary<int, Money> _cash = [];
    private readonly Dictionary<string, Money> _needed = new(StringComparer.Ordinal);
    private readonly Dictionary<int, Money> _neededOn = [];
    private readonly Dictionary<string, MarketListing> _changed = new(StringComparer.Ordinal);

    public string Id { get; } = id;

    public MemberKind Member { get; } = member;

    /// <summary>The venue's opt-in: NO positions in one exclusive event give back what they are sure to be paid.</summary>
    public bool ReturnsCollateral { get; } = returnsCollateral;

    /// <summary>Cash on each shard; what resting orders need is still in it.</summary>
    public IReadOnlyDictionary<int, Money> Cash => _cash;

    /// <summary>What it has in the books, market by market.</summary>
    public IEnumerable<Order> RestingOrders => Resting.Values.SelectMany(static orders => orders);

    internal Dictionary<string, Holding> Holdings { get; } = new(StringComparer.Ordinal);

    /// <summary>Collateral returned early, by event.</summary>
    internal Dictionary<string, Money> Returned { get; } = new(StringComparer.Ordinal);

    /// <summary>Resting orders by market.</summary>
    internal Dictionary<string, List<Order>> Resting { get; } = new(StringComparer.Ordinal);

    /// <summary>Every id this account has used, also of orders that were killed: the venue refuses it again.</summary>
    internal HashSet<string> ClientOrderIds { get; } = new(StringComparer.Ordinal);

    public Holding HoldingOf(string ticker) => Holdings.GetValueOrDefault(ticker);

    public Money CashOn(int shard) => _cash.GetValueOrDefault(shard);

    /// <summary>Cash on a shard that no resting order needs.</summary>
    public Money AvailableOn(int shard)
    {
        foreach ((string ticker, MarketListing market) in _changed)
        {
            Money now = Collateral.Needed(this, market, Resting.GetValueOrDefault(ticker) ?? [], incoming: null);
            _neededOn[market.Shard] = _neededOn.GetValueOrDefault(market.Shard) - _needed.GetValueOrDefault(ticker) + now;
            _needed[ticker] = now;
        }

        _changed.Clear();
        return CashOn(shard) - _neededOn.GetValueOrDefault(shard);
    }

    /// <summary>What the resting orders of one market need, as of the last call of <see cref="AvailableOn"/>.</summary>
    internal Money NeededIn(string ticker) => _needed.GetValueOrDefault(ticker);

    /// <summary>Orders or the position in a market changed: what they need is counted anew when it is asked for.</summary>
    internal void Touch(MarketListing market) => _changed[market.Ticker] = market;

    internal bool IsFunded(int shard) => _cash.ContainsKey(shard);

    internal void Add(int shard, Money amount) => _cash[shard] = CashOn(shard) + amount;

    internal void Keep(MarketListing market, Holding holding)
    {
        Touch(market);
        string ticker = market.Ticker;
        if (holding.Quantity.IsPositive)
        {
            Holdings[ticker] = holding;
        }
        else
        {
            Holdings.Remove(ticker);
        }
    }
}
