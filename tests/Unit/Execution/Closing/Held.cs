using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Unit.Execution.Closing;

/// <summary>Ten pairs that are held, bought for 8.70 without fees: NO A at 45 and YES B at 42, sure to be paid 10.</summary>
internal sealed class Held
{
    public Held(FeeTerms? fees = null)
    {
        Plan = Some.Plan(Some.Pair(fees: fees ?? Some.NoFees));
        Orders.Add(Some.Done(Some.Intent(Plan, 0), 1_000));
        Orders.Add(Some.Done(Some.Intent(Plan, 1), 1_000));
    }

    public TradePlan Plan { get; }

    public List<OrderState> Orders { get; } = [];

    public TradeAccount Account => TradeAccount.Of(Plan, Orders);

    public TradeState State => new()
    {
        Plan = Plan,
        Phase = TradePhase.Complete,
        OpenedAt = Some.Now.AddDays(-3),
        EndedAt = Some.Now.AddDays(-3),
        Placed = 2,
    };

    /// <summary>The books of A and B: what is bid for the claims that are held, and what they are offered at.</summary>
    public Dictionary<string, MarketView> Views((int, int)[] bidsA, (int, int)[] bidsB, int askA = 60, int askB = 60) =>
        new(StringComparer.Ordinal)
        {
            ["A"] = Some.View(Plan.Legs.First(static leg => leg.Ticker == "A"), [(askA, 50)], bidsA),
            ["B"] = Some.View(Plan.Legs.First(static leg => leg.Ticker == "B"), [(askB, 50)], bidsB),
        };

    public Dictionary<string, OrderBook> Books((int, int)[] bidsA, (int, int)[] bidsB) => Views(bidsA, bidsB)
        .ToDictionary(static pair => pair.Key, static pair => pair.Value.Book!, StringComparer.Ordinal);
}
