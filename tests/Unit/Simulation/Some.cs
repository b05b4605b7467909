using Dutchbook.Domain;
using Dutchbook.Simulation;

namespace Dutchbook.Unit.Simulation;

/// <summary>An exchange with one market, and orders in few words.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);

    public static MarketListing Market(string ticker = "M-1-A", string multiplier = "1", bool isExclusive = false, int shard = 0) => new()
    {
        Ticker = ticker,
        EventTicker = ticker[..ticker.LastIndexOf('-')],
        Shard = shard,
        Fees = new FeeTerms(FeeType.QuadraticWithMakerFees, Parse(multiplier), "test"),
        OpenTime = Start,
        CloseTime = Start.AddDays(1),
        IsExclusive = isExclusive,
    };

    /// <summary>A free market, so that the arithmetic of a test is that of prices alone.</summary>
    public static (Exchange Exchange, Account A, Account B) Free(params string[] tickers)
    {
        Exchange exchange = new();
        foreach (string ticker in tickers.Length == 0 ? ["M-1-A"] : tickers)
        {
            exchange.List(Market(ticker, "0"), Start);
        }

        return (exchange, Funded(exchange, "a"), Funded(exchange, "b"));
    }

    public static Account Funded(Exchange exchange, string id, long dollars = 1_000, bool returns = false)
    {
        Account account = exchange.OpenAccount(id, returnsCollateral: returns);
        Exchange.Deposit(account, 0, Money.FromDollars(dollars));
        return account;
    }

    public static OrderRequest Buy(
        Side side, int cents, long contracts, TimeInForce time = TimeInForce.GoodTillCanceled, string ticker = "M-1-A") => new()
        {
            Ticker = ticker,
            Side = side,
            Price = Price.FromTicks(cents * 100),
            Quantity = Quantity.FromContracts(contracts),
            TimeInForce = time,
        };

    public static Order Take(this Exchange exchange, Account account, OrderRequest request, int seconds = 0) =>
        exchange.Place(account, request, Start.AddSeconds(seconds)) switch
        {
            OrderAnswer.Taken taken => taken.Order,
            OrderAnswer.Refused refused => throw new Xunit.Sdk.XunitException($"refused: {refused.Code} {refused.Message}"),
            _ => throw new Xunit.Sdk.XunitException("no answer"),
        };

    public static RefusalCode Refuses(this Exchange exchange, Account account, OrderRequest request, int seconds = 0) =>
        exchange.Place(account, request, Start.AddSeconds(seconds)) is OrderAnswer.Refused refused
            ? refused.Code : throw new Xunit.Sdk.XunitException("the order was taken");

    private static Ratio Parse(string text) => Ratio.TryParse(text, out Ratio ratio) ? ratio : throw new FormatException(text);
}
