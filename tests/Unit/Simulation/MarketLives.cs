using Dutchbook.Domain;
using Dutchbook.Simulation;
using Xunit;

namespace Dutchbook.Unit.Simulation;

/// <summary>Opening, pausing, closing, resolving and paying.</summary>
public sealed class MarketLives
{
    [Fact]
    public void Before_it_opens_and_from_its_close_on_a_market_takes_no_order_and_no_cancel()
    {
        Exchange exchange = new();
        exchange.List(Some.Market() with { OpenTime = Some.Start.AddHours(1) }, Some.Start);
        Account a = Some.Funded(exchange, "a");

        Assert.Equal(RefusalCode.MarketNotActive, exchange.Refuses(a, Some.Buy(Side.Yes, 40, 1)));
        exchange.Advance(Some.Start.AddHours(1));
        Order order = exchange.Take(a, Some.Buy(Side.Yes, 40, 1), 3_600);
        exchange.Advance(Some.Start.AddDays(1));

        Assert.Equal(ChangeReason.CloseCancel, order.LastChange);
        Assert.IsType<OrderAnswer.Refused>(exchange.Cancel(a, order.Id, Some.Start.AddDays(1)));
        Assert.Equal("1000.0000", a.AvailableOn(0).ToString());
    }

    [Fact]
    public void A_pause_cancels_who_asked_for_it_and_the_resumption_everyone()
    {
        (Exchange exchange, Account a, Account _) = Some.Free();
        Order cautious = exchange.Take(a, Some.Buy(Side.Yes, 40, 1) with { CancelOnPause = true });
        Order patient = exchange.Take(a, Some.Buy(Side.Yes, 40, 1));

        exchange.Pause("M-1-A", Some.Start);
        Assert.Equal(
            (OrderStatus.Canceled, OrderStatus.Resting), (cautious.Status, patient.Status));
        Assert.Equal(RefusalCode.TradingIsPaused, exchange.Refuses(a, Some.Buy(Side.Yes, 40, 1)));
        exchange.Resume("M-1-A", Some.Start);
        Assert.Equal(ChangeReason.HaltCancel, patient.LastChange);
        exchange.Take(a, Some.Buy(Side.Yes, 40, 1));
    }

    [Theory]
    [InlineData("yes", "10.0000", "0.0000")]
    [InlineData("no", "0.0000", "10.0000")]
    [InlineData("scalar", "2.5000", "7.5000")]
    [InlineData("void", "6.0000", "4.0000")]
    public void A_result_pays_both_sides_once_its_timer_has_run(string result, string yes, string no)
    {
        (Exchange exchange, Account a, Account b) = Some.Free();
        exchange.Take(a, Some.Buy(Side.No, 40, 10));
        exchange.Take(b, Some.Buy(Side.Yes, 60, 10));
        DateTimeOffset close = Some.Start.AddDays(1);
        exchange.Determine("M-1-A", Parse(result), close);

        exchange.Advance(close.AddMinutes(59));
        Assert.Equal("996.0000", a.CashOn(0).ToString());
        exchange.Advance(close.AddHours(1));

        Assert.Equal(MarketPhase.Finalized, exchange.Find("M-1-A")!.Phase);
        Assert.Equal(yes, (b.CashOn(0) - Money.FromDollars(994)).ToString());
        Assert.Equal(no, (a.CashOn(0) - Money.FromDollars(996)).ToString());
        Assert.Equal(0, a.HoldingOf("M-1-A").Quantity.Hundredths);
    }

    [Fact]
    public void A_dispute_holds_the_payment_and_an_amendment_pays_the_other_side()
    {
        (Exchange exchange, Account a, Account b) = Some.Free();
        exchange.Take(a, Some.Buy(Side.No, 40, 10));
        exchange.Take(b, Some.Buy(Side.Yes, 60, 10));
        DateTimeOffset close = Some.Start.AddDays(1);
        exchange.Determine("M-1-A", Resolution.Yes, close);
        exchange.Dispute("M-1-A", close.AddMinutes(30));
        exchange.Advance(close.AddHours(5));
        Assert.Equal("994.0000", b.CashOn(0).ToString());

        exchange.AmendResult("M-1-A", Resolution.No, close.AddHours(6));
        exchange.Advance(close.AddHours(7));

        Assert.Equal(("994.0000", "1006.0000"), (b.CashOn(0).ToString(), a.CashOn(0).ToString()));
    }

    [Fact]
    public void A_close_that_moves_earlier_closes_now()
    {
        (Exchange exchange, Account a, Account _) = Some.Free();
        exchange.Take(a, Some.Buy(Side.No, 40, 10));
        exchange.MoveClose("M-1-A", Some.Start.AddMinutes(-1), Some.Start);

        Assert.Equal(MarketPhase.Closed, exchange.Find("M-1-A")!.Phase);
        Assert.Throws<InvalidOperationException>(() => exchange.Pause("M-1-A", Some.Start));
    }

    private static Resolution Parse(string result) => result switch
    {
        "yes" => Resolution.Yes,
        "no" => Resolution.No,
        "scalar" => Resolution.Scalar(Price.FromTicks(2_500)),
        _ => Resolution.Void,
    };
}
