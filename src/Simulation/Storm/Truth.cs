using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Simulation;

/// <summary>
/// What really happened, by the exchange alone: what each trade holds and paid, reckoned anew with none of the code under test,
/// and held against the bound that was shown before its first order.
/// </summary>
internal sealed class Truth(StormVenue venue, FaultPlan plan, RiskLimits limits, List<string> violations)
{
    private readonly Dictionary<string, TrueTrade> _trades = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _orderOfId = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, TrueTrade> Trades => _trades;

    public void Begin(TradePlan trade, Scenario scenario) => _trades.Add(trade.TradeId, new TrueTrade(trade, scenario));

    public void Take(VenueEvent what)
    {
        if (what is not VenueEvent.Filled filled || !ReferenceEquals(filled.Order.Account, venue.Account)
            || TradeOf(filled.Order.Request.ClientOrderId) is not { } trade)
        {
            return;
        }

        trade.Take(filled);
        Check(trade, filled.Order);
    }

    private void Check(TrueTrade trade, Order order)
    {
        string id = order.Request.ClientOrderId!;
        if (_orderOfId.TryGetValue(id, out string? other) && other != order.Id && plan.Rate(FaultKind.NoDedupe) == 0)
        {
            violations.Add($"I7: {id} was executed twice, as {other} and {order.Id}");
        }

        _orderOfId[id] = order.Id;
        if (!plan.IsHonest())
        {
            return;
        }

        Money loss = trade.Loss();
        if (loss > trade.Bound)
        {
            violations.Add($"I2: {trade.Plan.TradeId} may lose {loss}, its bound is {trade.Bound}");
        }

        if (trade.Held.Any(held => held > limits.MaxContracts.Hundredths))
        {
            violations.Add($"I3: {trade.Plan.TradeId} holds {trade.Held.Max()} hundredths of a leg");
        }

        if (order.Filled > order.Initial)
        {
            violations.Add($"I7: {order} filled more than was asked for");
        }
    }

    private TrueTrade? TradeOf(string? clientOrderId)
    {
        int end = clientOrderId?.LastIndexOf('-') ?? -1;
        return end < 0 ? null : _trades.GetValueOrDefault(clientOrderId![..end]);
    }
}

/// <summary>One trade as the exchange knows it.</summary>
internal sealed class TrueTrade(TradePlan plan, Scenario scenario)
{
    private readonly long[] _held = new long[scenario.Quoted.Count];

    public TradePlan Plan { get; } = plan;

    public Scenario Scenario { get; } = scenario;

    /// <summary>What was shown before the first order, or more that was agreed to since.</summary>
    public Money Bound { get; private set; } = plan.Losses.ExecutionBound;

    /// <summary>Hundredths of each claim of the scenario.</summary>
    public IReadOnlyList<long> Held => _held;

    public Money Spent { get; private set; }

    public void Allow(Money bound) => Bound = Money.Max(Bound, bound);

    public Money Loss() => Spent - Scenario.LeastPayoff(_held);

    public void Take(VenueEvent.Filled filled)
    {
        int leg = Scenario.LegOf(filled.Order.Market.Ticker);
        bool isSale = filled.Order.Side != Scenario.Quoted[leg].Side;
        _held[leg] += isSale ? -filled.Quantity.Hundredths : filled.Quantity.Hundredths;
        Spent += (filled.Price * filled.Quantity) + filled.Fee - (isSale ? Price.One * filled.Quantity : Money.Zero);
    }
}
