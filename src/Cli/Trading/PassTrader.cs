using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>Puts what one pass found before the loop: what may be traded without a person, each market in one trade at most.</summary>
internal sealed class PassTrader(CommandScope scope, VenueConnection venue, TradingDesk desk, Configuration configuration)
{
    /// <summary>Proposes up to so many trades, and returns their ids.</summary>
    public async Task<IReadOnlyList<string>> ProposeAsync(ScanResult result, int most, CancellationToken stop)
    {
        Opportunity[] tradable = [.. result.Report.Opportunities.Where(static opportunity =>
            opportunity is { Executable: true, Status: OpportunityStatus.Validated, Grade: Grade.A or Grade.B })];
        scope.Remark(string.Create(CultureInfo.InvariantCulture,
            $"{scope.Clock.GetUtcNow():HH:mm:ss} {result.Report.Opportunities.Count} opportunities, {tradable.Length} to be tried."));
        List<string> begun = [];
        HashSet<string> taken = new(StringComparer.Ordinal);
        foreach (Opportunity opportunity in tradable)
        {
            string[] tickers = [.. opportunity.Legs.Select(static leg => leg.Claim.Market.Ticker).Distinct(StringComparer.Ordinal)];
            if (begun.Count == most)
            {
                break;
            }

            if (tickers.Any(taken.Contains))
            {
                continue;
            }

            IReadOnlyDictionary<string, OrderBook> books = await venue.Books!.ReadBooksAsync(tickers, stop);
            PlanRequest request = desk.Request(opportunity, books, configuration);
            string tradeId = desk.NextTradeId();
            string refusal = await desk.Host.AskAsync(loop =>
            {
                loop.Preview(request, tradeId, isApproved: true, out string reason);
                return reason;
            });
            if (refusal.Length > 0)
            {
                scope.Remark($"{opportunity.Id} is not traded: {refusal}");
                continue;
            }

            // Begun before the next is sized, so that the limits count it.
            desk.Host.Post(new LoopInput.Propose(scope.Clock.GetUtcNow(), request, tradeId, IsApproved: true));
            if (!await desk.Host.AskAsync(loop => loop.Trades.ContainsKey(tradeId)))
            {
                continue;
            }

            taken.UnionWith(tickers);
            begun.Add(tradeId);
        }

        return begun;
    }

    /// <summary>Runs until all of these trades have ended, and the time has come.</summary>
    public Task WorkAsync(IReadOnlyList<string> trades, DateTimeOffset notBefore, CancellationToken stop) => desk.Host.WhenAsync(
        loop => trades.All(trade => loop.Trades.TryGetValue(trade, out TradeState? state) && state.Phase.IsFinal())
            && scope.Clock.GetUtcNow() >= notBefore,
        stop);
}
