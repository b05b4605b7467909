using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>Puts a run's proposals before the trading loop, and shows what it has.</summary>
/// <remarks>On paper nobody need approve the first trades of a relation.</remarks>
internal sealed class DeskOfRun(TradingDesk desk, Configuration configuration, TimeProvider clock) : ITradeDesk
{
    /// <summary>Ended trades that are shown although nothing is held of them; the journal has them all.</summary>
    private const int Shown = 200;

    public async Task<ProposalAnswer> ProposeAsync(
        Opportunity opportunity, IReadOnlyDictionary<string, OrderBook> books, CancellationToken stop)
    {
        PlanRequest request = desk.Request(opportunity, books, configuration);
        string tradeId = desk.NextTradeId();
        string refusal = await desk.Host.AskAsync(loop =>
        {
            TradePlan? plan = loop.Preview(request, tradeId, !desk.IsLive, out string reason);
            return plan is not null && configuration.Trading.MinWaitApr.PartsPerMillion > 0
                ? Waiting.TooLong(plan, clock.GetUtcNow(), configuration.Trading.MinWaitApr) ?? reason
                : reason;
        });
        if (refusal.Length > 0)
        {
            return new ProposalAnswer(null, refusal);
        }

        // Begun before the next is sized, so that the limits count it.
        desk.Host.Post(new LoopInput.Propose(clock.GetUtcNow(), request, tradeId, !desk.IsLive));
        return await desk.Host.AskAsync(loop => loop.Trades.ContainsKey(tradeId))
            ? new ProposalAnswer(tradeId, "")
            : new ProposalAnswer(null, "meanwhile the limits left no room for it");
    }

    public Task<DeskView> ReadAsync(CancellationToken stop) => desk.Host.AskAsync(loop => new DeskView
    {
        Mode = desk.Mode,
        IsReconciled = loop.IsReconciled,
        Cash = [.. loop.Ledger.Shards.Select(shard => KeyValuePair.Create(shard, loop.Ledger.CashOn(shard)))],
        Trades = Trades(loop),
        Orders = [.. loop.Orders.Values.Where(static order => !order.IsSettled())],
        Holdings = new Dictionary<string, Holding>(loop.Ledger.Holdings, StringComparer.Ordinal),
    });

    private static List<DeskTrade> Trades(ExecutionLoop loop)
    {
        List<DeskTrade> trades = [];
        int ended = 0;
        foreach (TradeState trade in loop.Trades.Values.OrderByDescending(static trade => trade.Plan.CreatedAt)
            .ThenByDescending(static trade => trade.Plan.TradeId, StringComparer.Ordinal))
        {
            string id = trade.Plan.TradeId;
            if (!trade.Phase.IsFinal() || ended++ < Shown || loop.Ledger.CostOf(id).IsPositive)
            {
                trades.Add(new DeskTrade(trade, loop.AccountOf(id), loop.Ledger.CashOf(id), loop.Ledger.CostOf(id)));
            }
        }

        return trades;
    }
}
