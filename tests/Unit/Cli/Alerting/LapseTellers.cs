using Dutchbook.Alerts;
using Dutchbook.Cli;
using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Dutchbook.Pipeline;
using Xunit;

namespace Dutchbook.Unit.Cli;

public sealed class LapseTellers
{
    private static readonly DateTimeOffset noon = new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);
    private readonly LapseTeller teller = new();

    [Theory]
    [InlineData(4_499_999, 5, false)]
    [InlineData(4_500_000, 5, true)]
    [InlineData(5_000_000, 5, true)]
    [InlineData(0, 0, false)]
    public void A_budget_is_spent_when_hardly_a_question_fits_in(long spent, int limit, bool isTold)
    {
        Alert? alert = teller.OfBudget("on 2026-11-02", Money.FromMicros(spent), Money.FromDollars(limit), noon);
        Assert.Equal(isTold, alert is { Kind: AlertKind.BudgetSpent, Severity: AlertSeverity.Warning });
        Assert.Null(teller.OfBudget("on 2026-11-02", Money.FromMicros(spent), Money.FromDollars(limit), noon));
    }

    [Fact]
    public void An_attestation_that_ends_is_told_a_week_a_day_and_an_hour_before_and_when_it_has()
    {
        DateTimeOffset until = noon.AddDays(8);
        List<string> told = [];
        for (DateTimeOffset now = noon; now <= until.AddHours(1); now += TimeSpan.FromMinutes(10))
        {
            told.AddRange(teller.OfKeys(new ApiKeys([new ApiKey("k", ["read"], null)], until), "k", now).Select(static alert => alert.Title));
        }

        Assert.Equal(
            [
                "the location attestation of the account lapses within a week", "the location attestation of the account lapses within a day",
                "the location attestation of the account lapses within the hour", "the location attestation of the account has lapsed",
            ],
            told);
        Assert.Single(teller.OfKeys(new ApiKeys([new ApiKey("k", ["read"], null)], until.AddDays(1)), "k", until));
    }

    [Fact]
    public void A_key_that_is_gone_is_critical_and_one_that_is_there_is_nothing()
    {
        Assert.Empty(teller.OfKeys(new ApiKeys([new ApiKey("k", ["read"], null)], null), "k", noon));
        Alert gone = Assert.Single(teller.OfKeys(new ApiKeys([new ApiKey("other", ["read"], null)], null), "k", noon));
        Assert.Equal((AlertKind.KeyLapsing, AlertSeverity.Critical), (gone.Kind, gone.Severity));
    }

    [Fact]
    public async Task A_run_asks_about_its_key_and_shows_what_it_heard()
    {
        using Trial trial = new();
        trial.Config("kalshi:\n  environment: demo\n  key_id: k\n  private_key_path: key.pem\n");
        trial.Clock.SetUtcNow(noon);
        using CommandScope scope = trial.Open();
        LayerWatch layers = new(trial.Clock);
        List<Alert> raised = [];
        int asked = 0;
        LapseWatch watch = new(
            scope,
            trial.Load().Configuration!,
            _ =>
            {
                asked++;
                return Task.FromResult(new ApiKeys([new ApiKey("k", ["read"], null)], noon.AddHours(20)));
            },
            isLive: false,
            raised.Add,
            layers);
        await watch.LookAsync(CancellationToken.None);
        await watch.LookAsync(CancellationToken.None);
        Assert.Equal(1, asked);
        Assert.Equal("the location attestation of the account lapses within a day", Assert.Single(raised).Title);
        Assert.Equal(
            "no model was ever asked; the key is listed, the location attested until 2026-11-03 08:00 UTC", Assert.Single(layers.States).Text);
    }

    [Fact]
    public async Task An_exchange_that_does_not_say_is_asked_again_and_stops_nothing()
    {
        using Trial trial = new();
        using CommandScope scope = trial.Open();
        LayerWatch layers = new(trial.Clock);
        LapseWatch watch = new(
            scope, new Configuration(), static _ => throw new KalshiException(KalshiErrorKind.Network, "no route"), isLive: false, static _ => { }, layers);
        await watch.LookAsync(CancellationToken.None);
        Assert.Equal(LayerHealth.Well, Assert.Single(layers.States).Health);
        Assert.Contains("does not say how the key is: ", layers.States[0].Text, StringComparison.Ordinal);
    }
}
