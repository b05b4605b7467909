using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Cli;

/// <summary>What a basket that is held would bring now, and what waiting for its settlement earns instead.</summary>
/// <param name="Close">What selling it brings now, fees paid, and what is sure to be paid for the rest of it.</param>
/// <param name="IsWhole">The bids take all of it.</param>
/// <param name="Hold">What is sure to be paid if it is held.</param>
/// <param name="Until">When its last market closes; null where a market does not say.</param>
/// <param name="Offer">The best closing of all or a part of it; null where it holds no whole baskets that can be sold.</param>
/// <param name="IsWorth">It is worth more than holding, by the settings.</param>
/// <param name="AnnualReturn">Of leaving in it what selling would bring; null where that or the date is not known, or it pays at once.</param>
internal sealed record Liquidation(
    Money Close, bool IsWhole, Money Hold, DateTimeOffset? Until, Ratio? AnnualReturn, ClosingOffer? Offer, bool IsWorth)
{
    /// <summary>By trade, of everything that trades hold; books that cannot be had sell nothing.</summary>
    public static async Task<IReadOnlyDictionary<string, Liquidation>> ReadAsync(
        IMarketReader markets, IReadOnlyList<TradeRecord> trades, ClosingRules rules, DateTimeOffset now, CancellationToken stop)
    {
        string[] tickers = [.. trades.SelectMany(static trade => trade.State.Plan.Legs).Select(static leg => leg.Ticker)
            .Distinct(StringComparer.Ordinal)];
        Dictionary<string, OrderBook> books = new(StringComparer.Ordinal);
        foreach (string[] some in tickers.Chunk(100))
        {
            foreach (MarketView view in await markets.ReadMarketsAsync(some, stop))
            {
                if (view is { Status: MarketStatus.Active, Book: { } book, Doubt: null })
                {
                    books[view.Ticker] = book;
                }
            }
        }

        return trades.ToDictionary(
            static trade => trade.State.Plan.TradeId, trade => Of(trade, books, rules, now), StringComparer.Ordinal);
    }

    public static Liquidation Of(
        TradeRecord trade, IReadOnlyDictionary<string, OrderBook> books, ClosingRules rules, DateTimeOffset now)
    {
        TradePlan plan = trade.State.Plan;
        TradeAccount account = trade.Account;
        FlattenQuote quote = FlattenQuote.Of(plan, account, books);
        Money close = quote.ResultIfSold + account.Spent;
        Money hold = plan.Payoff.Guaranteed(account.Held);
        DateTimeOffset? until = Waiting.Until(plan);
        ClosingOffer? offer = trade.State.Phase == TradePhase.Complete ? Closings.Best(plan, account, books, now, rules) : null;
        return new Liquidation(
            close,
            quote.Sales.All(static sale => sale.Sold == sale.Held),
            hold,
            until,
            Waiting.Return(close, hold, until - now),
            offer,
            offer?.IsWorth(rules) == true);
    }
}
