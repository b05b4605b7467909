using Dutchbook.Alerts;
using Dutchbook.Cli;
using Dutchbook.Enrichment;
using Dutchbook.Execution;
using Dutchbook.Pipeline;
using Dutchbook.Unit.Enrichment;
using Xunit;

namespace Dutchbook.Unit.Cli;

public sealed class HealthTellers
{
    private static readonly DateTimeOffset noon = new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);
    private readonly HealthTeller teller = new();

    [Fact]
    public void A_source_that_fails_is_told_once_and_once_more_when_it_is_back()
    {
        SourceHealth failing = new("fred", null, new SourceFailure("fred", FailureKind.NotData, "a web page"), noon, null);
        Assert.Empty(teller.Take(View(noon, new SourceHealth("fred", noon, null, null, null))));
        Alert down = Assert.Single(teller.Take(View(noon, failing)));
        Assert.Equal(
            (AlertKind.SourceDown, AlertSeverity.Info, "outside source fred: not data", "a web page"), (down.Kind, down.Severity, down.Title, down.Text));
        Assert.Empty(teller.Take(View(noon.AddMinutes(5), failing)));
        Alert other = Assert.Single(teller.Take(View(noon, failing with { LastFailure = new SourceFailure("fred", FailureKind.TimedOut, "8 s") })));
        Assert.Equal("outside source fred: timed out", other.Title);
        Assert.Equal("outside source fred answers again", Assert.Single(teller.Take(View(noon, failing with { LastAnswer = noon.AddHours(1) }))).Title);
    }

    [Fact]
    public void A_part_that_stays_broken_is_told_after_a_minute_and_when_it_is_well()
    {
        LayerState broken = new("stream", LayerHealth.Degraded, "not connected", noon);
        Assert.Empty(teller.Take(View(noon.AddSeconds(59)) with { Layers = [broken] }));
        Alert alert = Assert.Single(teller.Take(View(noon.AddSeconds(60)) with { Layers = [broken] }));
        Assert.Equal((AlertSeverity.Warning, "stream: Degraded since 12:00 UTC", "not connected"), (alert.Severity, alert.Title, alert.Text));
        Assert.Empty(teller.Take(View(noon.AddMinutes(9)) with { Layers = [broken] }));
        Assert.Equal("stream is well again", Assert.Single(
            teller.Take(View(noon.AddMinutes(10)) with { Layers = [broken with { Health = LayerHealth.Well, Since = noon.AddMinutes(10) }] })).Title);
    }

    [Fact]
    public void What_may_well_be_degraded_is_told_only_when_it_stands_still()
    {
        LayerState model = new("model", LayerHealth.Degraded, "unanswered", noon);
        Assert.Empty(teller.Take(View(noon.AddHours(1)) with { Layers = [model] }));
        Assert.Single(teller.Take(View(noon.AddHours(1)) with { Layers = [model with { Health = LayerHealth.Stalled }] }));
    }

    [Fact]
    public void What_people_turn_is_a_notice_and_what_halts_itself_is_told_elsewhere()
    {
        Assert.Empty(teller.Take(View(noon) with { Desk = Desk(TradingMode.Active) }));
        Alert halted = Assert.Single(teller.Take(View(noon) with { Desk = Desk(TradingMode.Halted) }));
        Assert.Equal((AlertKind.Halt, AlertSeverity.Notice, "by hand"), (halted.Kind, halted.Severity, halted.Text));
        Assert.Equal("trading goes on again", Assert.Single(teller.Take(View(noon) with { Desk = Desk(TradingMode.Active) })).Title);
        Assert.Empty(teller.Take(View(noon) with { Desk = Desk(TradingMode.Halted, needsPerson: true) }));
    }

    [Fact]
    public void A_model_that_is_not_asked_for_want_of_budget_is_told_once_a_day()
    {
        RunView view = View(noon) with { Opportunities = [Unasked()] };
        Assert.Equal(AlertKind.BudgetSpent, Assert.Single(teller.Take(view)).Kind);
        Assert.Empty(teller.Take(view));
        Assert.Single(teller.Take(view with { At = noon.AddDays(1) }));
    }

    private static ShownOpportunity Unasked() => new()
    {
        Opportunity = SomeBasket.Ladder(),
        Episode = null!,
        Proof = null!,
        Opinion = new ModelOpinion { OpportunityId = "basket", Outcome = Dutchbook.Enrichment.ReviewOutcome.Unanswered, Words = "the budget is spent: day", IsOverBudget = true },
    };

    private static DeskView Desk(TradingMode mode, bool needsPerson = false) => new()
    {
        Mode = new TradingModeState(mode, "by hand", noon, needsPerson),
        IsReconciled = true,
        Cash = [],
        Trades = [],
        Orders = [],
        Holdings = new Dictionary<string, Holding>(StringComparer.Ordinal),
    };

    private static RunView View(DateTimeOffset at, params SourceHealth[] sources) => new()
    {
        At = at,
        StartedAt = noon,
        IsDryRun = true,
        Sources = sources,
    };
}
