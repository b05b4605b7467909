using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Cli;

/// <summary>What a basket that is held would bring now, and what waiting for its settlement earns instead.</summary>
/// <param name="Close">What selling it brings now, fees paid, and what is sure to be paid for the rest of it.</param>
/// <param name="IsWhole">The bids take all of it.</param>
/// <param name="Hold">What is sure to be paid if it is held.</param>
/// <param name="Until">When its last market closes; null where a market does not say.</param>
/// <param name="AnnualReturn">Of leaving in it what selling would bring; null where that or the date is not known, or it pays at once.</param>
internal sealed record Liquidation(Money Close, bool IsWhole, Money Hold, DateTimeOffset? Until, Ratio? AnnualReturn)
{
    private static readonly Int128 microsPerDay = 86_400L * 1_000_000;

    /// <summary>By trade, of everything that trades hold; books that cannot be had sell nothing.</summary>
    public static async Task<IReadOnlyDictionary<string, Liquidation>> ReadAsync(
        IMarketReader markets, IReadOnlyList<TradeRecord> trades, DateTimeOffset now, CancellationToken stop)
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
            static trade => trade.State.Plan.TradeId, trade => Of(trade.State.Plan, trade.Account, books, now), StringComparer.Ordinal);
    }

    public static Liquidation Of(TradePlan plan, TradeAccount account, IReadOnlyDictionary<string, OrderBook> books, DateTimeOffset now)
    {
        FlattenQuote quote = FlattenQuote.Of(plan, account, books);
        Money close = quote.ResultIfSold + account.Spent;
        Money hold = plan.Payoff.Guaranteed(account.Held);
        DateTimeOffset? until = plan.Legs.All(static leg => leg.CloseTime is not null)
            ? plan.Legs.Max(static leg => leg.CloseTime)
            : null;
        return new Liquidation(
            close, quote.Sales.All(static sale => sale.Sold == sale.Held), hold, until, Yearly(close, hold, until - now));
    }

    private static Ratio? Yearly(Money close, Money hold, TimeSpan? wait)
    {
        if (!close.IsPositive || wait is not { } time || time <= TimeSpan.Zero)
        {
            return null;
        }

        Int128 gain = (Int128)(hold.Micros - close.Micros) * Ratio.Whole * 365 * microsPerDay;
        Int128 parts = gain / ((Int128)close.Micros * (time.Ticks / TimeSpan.TicksPerMicrosecond));
        return parts > long.MaxValue || parts < long.MinValue ? null : Ratio.FromPartsPerMillion((long)parts);
    }
}
