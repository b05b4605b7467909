using Dutchbook.Execution;
using Xunit;

namespace Dutchbook.Unit.Execution.Trades;

public sealed class RelationCounts
{
    [Fact]
    public void Each_trade_that_was_let_through_counts_once_for_each_of_its_relations()
    {
        TradePlan one = Some.Plan() with { RelationIds = ["a", "b"] };
        IReadOnlyDictionary<string, int> counts = RelationTrades.Of(
        [
            new TradeState { Plan = one, Phase = TradePhase.Complete },
            new TradeState { Plan = one with { RelationIds = ["b"] }, Phase = TradePhase.Flat },
            new TradeState { Plan = one, Phase = TradePhase.Declined },
            new TradeState { Plan = one with { RelationIds = [] }, Phase = TradePhase.Working },
        ]);
        Assert.Equal([("a", 1), ("b", 2)], counts.OrderBy(static pair => pair.Key, StringComparer.Ordinal)
            .Select(static pair => (pair.Key, pair.Value)));
    }
}
