using Dutchbook.Alerts;
using Dutchbook.Cli;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Pipeline;
using Xunit;
using Traded = Dutchbook.Unit.Execution.Some;

namespace Dutchbook.Unit.Cli;

/// <summary>A day of a run in one message, once, when the next day begins.</summary>
public sealed class DailySummaries
{
    private static readonly DateTimeOffset noon = new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_day_is_told_once_when_the_next_begins()
    {
        DailyTeller teller = new();
        Assert.Null(teller.Take(View(noon)));
        Assert.Null(teller.Take(View(noon.AddHours(11))));
        DailySummary day = teller.Take(View(noon.AddHours(12)))!;
        Assert.Equal(new DateOnly(2026, 11, 2), day.Day);
        Assert.Null(teller.Take(View(noon.AddHours(13))));
        Assert.Equal(new DateOnly(2026, 11, 3), teller.Take(View(noon.AddHours(36)))!.Day);
    }

    [Fact]
    public void It_holds_the_day_s_trades_with_their_worst_result_and_what_is_not_well()
    {
        DeskTrade trade = new(
            new TradeState { Plan = Traded.Plan(), Phase = TradePhase.Flat }, TradeAccount.Of(Traded.Plan(), []),
            Money.FromMicros(-1_250_000), Money.Zero);
        DailyTeller teller = new();
        teller.Take(View(noon, trade) with
        {
            Layers = [new LayerState("stream", LayerHealth.Degraded, "not connected", noon), new LayerState("store", LayerHealth.Well, "", noon)],
        });
        DailySummary day = teller.Take(View(noon.AddDays(1)))!;
        Assert.Equal(Money.FromMicros(-1_250_000), day.Realised);
        Assert.Equal(Money.FromMicros(-1_250_000), Assert.Single(day.Traded).Result);
        Assert.Equal("stream: Degraded since 2026-11-02 12:00:00Z, not connected", Assert.Single(day.Health));
        Assert.Equal(AlertSeverity.Warning, day.AsAlert(noon.AddDays(1)).Severity);
    }

    [Fact]
    public void What_an_earlier_day_began_counts_on_the_day_it_is_paid_and_on_no_other()
    {
        DeskTrade open = new(
            new TradeState { Plan = Traded.Plan(), Phase = TradePhase.Complete }, TradeAccount.Of(Traded.Plan(), []),
            Money.FromMicros(-9_000_000), Money.FromMicros(9_000_000));
        DeskTrade paid = open with { Cash = Money.FromMicros(1_000_000), HeldCost = Money.Zero };
        DailyTeller teller = new();
        DateTimeOffset later = noon.AddDays(5);
        teller.Take(View(later, open));
        teller.Take(View(later.AddHours(1), paid));
        Assert.Equal(Money.FromMicros(1_000_000), teller.Take(View(later.AddDays(1), paid))!.Realised);
        Assert.Equal(Money.Zero, teller.Take(View(later.AddDays(2), paid))!.Realised);

        // A run that begins when it was paid long ago claims nothing of it.
        DailyTeller fresh = new();
        fresh.Take(View(later, paid));
        Assert.Equal(Money.Zero, fresh.Take(View(later.AddDays(1), paid))!.Realised);
    }

    [Fact]
    public void A_day_that_an_earlier_process_saw_is_told_by_the_next_once_its_books_are_read()
    {
        DailyTeller first = new();
        first.Take(View(noon));
        DailyRecord left = first.Record()! with { Passes = 7, Found = [new DailyFind("a", "BUY_ALL X", 2_000_000)] };
        DailyTeller next = new(left);
        DateTimeOffset morning = noon.AddHours(20);
        Assert.Null(next.Take(View(morning) with { Desk = null }));
        DailySummary day = next.Take(View(morning.AddSeconds(1)))!;
        Assert.Equal((new DateOnly(2026, 11, 2), 7), (day.Day, day.Scans));
        Assert.Equal(new SummaryItem("BUY_ALL X", Money.FromDollars(2)), Assert.Single(day.Found));
        Assert.Null(new DailyTeller(next.Record()).Take(View(morning.AddSeconds(2))));
    }

    [Fact]
    public void Of_an_account_that_was_not_read_nothing_is_claimed()
    {
        DailyTeller teller = new();
        teller.Take(View(noon) with { Desk = null });
        DailySummary day = teller.Take(View(noon.AddDays(1)))!;
        Assert.Null(day.Realised);
        Assert.Null(day.AtRisk);
    }

    private static RunView View(DateTimeOffset at, params DeskTrade[] trades) => new()
    {
        At = at,
        StartedAt = noon,
        IsDryRun = true,
        Desk = new DeskView
        {
            Mode = new TradingModeState(TradingMode.Active, "", noon),
            IsReconciled = true,
            Cash = [],
            Trades = trades,
            Orders = [],
            Holdings = new Dictionary<string, Holding>(StringComparer.Ordinal),
        },
    };
}
