using Dutchbook.Domain;

namespace Dutchbook.Sandbox;

/// <summary>What the owner of an account is shown. The floor lets changes in with a delay, as the venue's reads have one.</summary>
internal sealed class Statement
{
    private readonly List<string> _orderIds = [];
    private readonly Dictionary<string, OrderRecord> _orders = new(StringComparer.Ordinal);
    private readonly List<FillRecord> _fills = [];
    private readonly List<SettlementRecord> _settlements = [];
    private readonly SortedDictionary<string, PositionRecord> _positions = new(StringComparer.Ordinal);

    /// <summary>Cash on each shard that no resting order needs.</summary>
    public IReadOnlyDictionary<int, Money> Available { get; private set; } = new SortedDictionary<int, Money>();

    public IReadOnlyCollection<PositionRecord> Positions => _positions.Values;

    /// <summary>Newest first.</summary>
    public IEnumerable<OrderRecord> Orders => Enumerable.Reverse(_orderIds).Select(id => _orders[id]);

    /// <inheritdoc cref="Orders"/>
    public IEnumerable<FillRecord> Fills => Enumerable.Reverse(_fills);

    /// <inheritdoc cref="Orders"/>
    public IEnumerable<SettlementRecord> Settlements => Enumerable.Reverse(_settlements);

    public OrderRecord? Order(string engineId) => _orders.GetValueOrDefault(engineId);

    public void Apply(StatementChange change)
    {
        switch (change)
        {
            case StatementChange.OrderSeen(var order):
                if (_orders.TryAdd(order.EngineId, order))
                {
                    _orderIds.Add(order.EngineId);
                }

                _orders[order.EngineId] = order;
                break;
            case StatementChange.FillSeen(var fill, var position):
                _fills.Add(fill);
                _positions[position.Market.Ticker] = position;
                break;
            case StatementChange.Settled(var settlement):
                _settlements.Add(settlement);
                _positions.Remove(settlement.Market.Ticker);
                break;
            case StatementChange.CashSeen(var available):
                Available = available;
                break;
        }
    }
}

/// <summary>Something an account's owner learns from a read.</summary>
internal abstract record StatementChange
{
    private StatementChange()
    {
    }

    public sealed record OrderSeen(OrderRecord Order) : StatementChange;

    public sealed record FillSeen(FillRecord Fill, PositionRecord Position) : StatementChange;

    public sealed record Settled(SettlementRecord Settlement) : StatementChange;

    public sealed record CashSeen(IReadOnlyDictionary<int, Money> Available) : StatementChange;
}
