using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Pipeline;
using Dutchbook.Sandbox;

namespace Dutchbook.Cli;

/// <summary>
/// The worst moment of a trade, on purpose: its first leg is filled, and then everybody who offered the second is gone. The trade has
/// to come out of it by its own rules, within the bound that it showed before.
/// </summary>
internal sealed class StagedUnwind(CommandScope scope, SandboxServer exchange, StagedMarkets markets, TradingDesk desk, Configuration configuration)
{
    /// <summary>Trades one of the opportunities; null where none of them lends itself to it.</summary>
    public async Task<TradeRecord?> RunAsync(ScanResult found, VenueConnection venue, CancellationToken stop)
    {
        foreach (Opportunity opportunity in found.Report.Opportunities.Where(static item =>
            item is { Executable: true, Grade: Grade.A, Legs.Count: 2 } && item.Signal != Signal.Joint))
        {
            string[] tickers = [.. opportunity.Legs.Select(static leg => leg.Claim.Market.Ticker)];
            IReadOnlyDictionary<string, OrderBook> books = await venue.Books!.ReadBooksAsync(tickers, stop);
            PlanRequest request = desk.Request(opportunity, books, configuration);
            string id = desk.NextTradeId();
            TradePlan? plan = await desk.Host.AskAsync(loop => loop.Preview(request, id, isApproved: true, out _));
            if (plan is not null)
            {
                return await TradeAsync(request, plan, id, stop);
            }
        }

        return null;
    }

    private async Task<TradeRecord> TradeAsync(PlanRequest request, TradePlan plan, string id, CancellationToken stop)
    {
        bool isGone = false;
        PlanLeg second = plan.Legs[1];
        markets.BeforeReading = async tickers =>
        {
            bool isFilled = !isGone && tickers.Contains(second.Ticker, StringComparer.Ordinal)
                && await desk.Host.AskAsync(loop => loop.Trades.ContainsKey(id) && loop.AccountOf(id).Spent.IsPositive);
            if (isFilled)
            {
                isGone = true;

                // Who sells one side of a market bids for the other.
                exchange.Control.Withdraw(second.Ticker, second.Side.Opposite());
            }
        };
        desk.Host.Post(new LoopInput.Propose(scope.Clock.GetUtcNow(), request, id, IsApproved: true));
        await desk.Host.WhenAsync(loop => loop.Trades.TryGetValue(id, out TradeState? trade) && trade.Phase.IsFinal(), stop);
        markets.BeforeReading = null;
        return await desk.RecordAsync(id);
    }
}
