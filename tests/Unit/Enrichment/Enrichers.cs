using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Dutchbook.Unit.Domain;
using Xunit;

namespace Dutchbook.Unit.Enrichment;

public sealed class Enrichers
{
    [Fact]
    public async Task Every_leg_is_asked_once_however_many_baskets_hold_it()
    {
        FakeSource source = new("one", static question => Task.FromResult<MarketEvidence?>(Known(question)));
        IReadOnlyList<OutsideView> views = await View([source], SomeBasket.Ladder(), SomeBasket.Ladder() with { Id = "other" });
        Assert.Equal(["basket", "other"], views.Select(static view => view.OpportunityId));
        Assert.Equal(["X-T60", "X-T61"], source.Asked.Order(StringComparer.Ordinal));
        Assert.All(views, static view => Assert.True(view.HasEvidence));
    }

    [Fact]
    public async Task A_dead_source_costs_its_time_and_nothing_of_the_others()
    {
        FakeSource dead = new("dead", static _ => new TaskCompletionSource<MarketEvidence?>().Task);
        FakeSource alive = new("alive", static question => Task.FromResult<MarketEvidence?>(Known(question)));
        OutsideView view = Assert.Single(await View([dead, alive], SomeBasket.Ladder()));
        Assert.Equal(2, view.Legs.Count(static leg => leg.Value.Evidence.Count == 1));
        SourceFailure failure = Assert.Single(view.Failures);
        Assert.Equal((FailureKind.TimedOut, "dead"), (failure.Kind, failure.Source));
    }

    [Fact]
    public async Task Whatever_a_source_throws_is_contained_and_named()
    {
        FakeSource broken = new("broken", static _ => throw new InvalidOperationException("a bug of its author"));
        FakeSource failing = new("failing", static _ => throw new SourceException("inner", FailureKind.Stale, "old"));
        OutsideView view = Assert.Single(await View([broken, failing], SomeBasket.Ladder()));
        Assert.Equal(
            ["broken: malformed: InvalidOperationException: a bug of its author", "failing: stale: old"],
            view.Failures.Select(static failure => failure.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Evidence_of_another_market_or_of_a_time_to_come_is_refused()
    {
        FakeSource wrong = new("wrong", static question => Task.FromResult<MarketEvidence?>(Known(question) with { Ticker = "Y" }));
        FakeSource early = new("early", static question =>
            Task.FromResult<MarketEvidence?>(Known(question) with { ObservedAt = question.At.AddDays(1) }));
        OutsideView view = Assert.Single(await View([wrong, early], SomeBasket.Ladder()));
        Assert.False(view.HasEvidence);
        Assert.Contains(view.Failures, static failure => failure.Kind == FailureKind.FromTheFuture);
        Assert.Contains(view.Failures, static failure => failure.Kind == FailureKind.Malformed);
    }

    [Fact]
    public async Task Ctrl_C_ends_it()
    {
        FakeSource dead = new("dead", static _ => new TaskCompletionSource<MarketEvidence?>().Task);
        using CancellationTokenSource stop = new();
        Enricher enricher = new([dead], EnrichmentLimits.Default, TimeSpan.FromMinutes(1), TimeProvider.System);
        Task<IReadOnlyList<OutsideView>> view = enricher.ViewAsync([SomeBasket.Ladder()], Snapshot, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => view);
    }

    private static VenueSnapshot Snapshot => new() { At = SomeBasket.At };

    private static MarketEvidence Known(MarketQuestion question) =>
        SomeBasket.Evidence(question.Market.Ticker, "0.4", "0.6");

    private static Task<IReadOnlyList<OutsideView>> View(IReadOnlyList<IEvidenceSource> sources, params Opportunity[] baskets) =>
        new Enricher(sources, new EnrichmentLimits(Some.Ratio("0.003"), Some.Ratio("0.2")), TimeSpan.FromMilliseconds(300), new RunningClock(SomeBasket.At))
            .ViewAsync(baskets, Snapshot, CancellationToken.None);

    private sealed class FakeSource(string name, Func<MarketQuestion, Task<MarketEvidence?>> answer) : IEvidenceSource
    {
        private readonly Lock gate = new();

        public List<string> Asked { get; } = [];

        public string Name => name;

        public bool Covers(MarketQuestion question) => true;

        public Task<MarketEvidence?> AskAsync(MarketQuestion question, CancellationToken cancellation)
        {
            lock (gate)
            {
                Asked.Add(question.Market.Ticker);
            }

            return answer(question);
        }
    }
}
