using Dutchbook.Domain;
using Dutchbook.Simulation;
using Xunit;

namespace Dutchbook.Unit.Simulation;

/// <summary>Everything is paid for before it is bought, on the shard where it is bought.</summary>
public sealed class CollateralTests
{
    [Fact]
    public void Resting_orders_hold_their_cost_and_nothing_can_be_bought_with_it_twice()
    {
        Exchange exchange = new();
        exchange.List(Some.Market(multiplier: "0"), Some.Start);
        Account a = Some.Funded(exchange, "a", dollars: 10);

        // Ten dollars hold twenty-four contracts at 40 cents, and the unit that rounding may take.
        Order order = exchange.Take(a, Some.Buy(Side.Yes, 40, 24));
        Assert.Equal("0.3999", a.AvailableOn(0).ToString());
        Assert.Equal(RefusalCode.InsufficientBalance, exchange.Refuses(a, Some.Buy(Side.No, 40, 1)));
        exchange.Cancel(a, order.Id, Some.Start);
        Assert.Equal("10.0000", a.AvailableOn(0).ToString());
    }

    [Fact]
    public void Cash_on_another_shard_pays_for_nothing()
    {
        Exchange exchange = new();
        exchange.List(Some.Market(shard: 2), Some.Start);
        Account a = Some.Funded(exchange, "a");

        Assert.Equal(RefusalCode.InsufficientShardBalance, exchange.Refuses(a, Some.Buy(Side.Yes, 40, 1)));
        Exchange.Deposit(a, 2, Money.FromDollars(1));
        exchange.Take(a, Some.Buy(Side.Yes, 40, 1));
        Assert.Equal(RefusalCode.InsufficientBalance, exchange.Refuses(a, Some.Buy(Side.Yes, 60, 1)));
    }

    [Fact]
    public void Closing_a_position_needs_no_cash_and_returns_a_dollar_a_pair()
    {
        Exchange exchange = new();
        exchange.List(Some.Market(multiplier: "0"), Some.Start);
        Account a = Some.Funded(exchange, "a", dollars: 7);
        Account b = Some.Funded(exchange, "b");
        exchange.Take(b, Some.Buy(Side.No, 40, 11));
        exchange.Take(a, Some.Buy(Side.Yes, 60, 11));
        Assert.Equal("0.4000", a.CashOn(0).ToString());
        exchange.Take(b, Some.Buy(Side.Yes, 30, 11));

        exchange.Take(a, Some.Buy(Side.No, 70, 11));

        // Eleven pairs at a dollar, less eleven NO at 70 cents.
        Assert.Equal("3.7000", a.CashOn(0).ToString());
        Assert.Equal(0, a.HoldingOf("M-1-A").Quantity.Hundredths);
    }

    [Fact]
    public void No_positions_of_an_exclusive_event_give_back_all_but_one_dollar_where_that_is_switched_on()
    {
        Exchange exchange = new();
        string[] tickers = ["M-1-A", "M-1-B", "M-1-C"];
        foreach (string ticker in tickers)
        {
            exchange.List(Some.Market(ticker, "0", isExclusive: true), Some.Start);
        }

        Account a = Some.Funded(exchange, "a", dollars: 100, returns: true);
        Account plain = Some.Funded(exchange, "plain", dollars: 100);
        Account b = Some.Funded(exchange, "b");
        foreach (string ticker in tickers)
        {
            exchange.Take(b, Some.Buy(Side.Yes, 40, 20, ticker: ticker));
            exchange.Take(a, Some.Buy(Side.No, 60, 10, ticker: ticker));
            exchange.Take(plain, Some.Buy(Side.No, 60, 10, ticker: ticker));
        }

        // Three times $6.00 paid; two of the three are sure to win, which is $20.00 back at once.
        Assert.Equal("102.0000", a.CashOn(0).ToString());
        Assert.Equal("82.0000", plain.CashOn(0).ToString());

        DateTimeOffset close = Some.Start.AddDays(1);
        exchange.Determine("M-1-A", Resolution.Yes, close);
        exchange.Determine("M-1-B", Resolution.No, close);
        exchange.Determine("M-1-C", Resolution.No, close);
        exchange.Advance(close.AddHours(1));
        Assert.Equal(("102.0000", "102.0000"), (a.CashOn(0).ToString(), plain.CashOn(0).ToString()));
    }
}
