using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Dutchbook.Pipeline;
using Dutchbook.Unit.Enrichment;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dutchbook.Unit.Pipeline;

public sealed class OutsideWatches
{
    private static readonly TimeSpan timeOut = TimeSpan.FromSeconds(8);
    private readonly FakeTimeProvider clock = new(SomeBasket.At);
    private readonly VenueSnapshot pass = new() { At = SomeBasket.At };

    [Fact]
    public async Task A_slow_source_holds_up_only_the_basket_whose_market_it_covers()
    {
        OutsideWatch watch = new(
            new Enricher([new Silent("Y"), new Fixed("X")], EnrichmentLimits.Default, timeOut, clock), clock);
        Opportunity free = SomeBasket.Ladder();
        Opportunity held = Of("held", "Y-1", "Y-2");
        Task all = watch.AskAsync([free, held], pass, CancellationToken.None);
        await Until(() => watch.ViewOf(free.Id) is not null);
        Assert.Null(watch.ViewOf(held.Id));

        // What appears while the slow one is waited for is asked about at once.
        Opportunity late = Of("late", "X-3", "X-4");
        _ = watch.AskAsync([free, held, late], pass, CancellationToken.None);
        await Until(() => watch.ViewOf(late.Id) is not null);
        Assert.Null(watch.ViewOf(held.Id));
        clock.Advance(timeOut - TimeSpan.FromMilliseconds(1));
        await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.Null(watch.ViewOf(held.Id));
        clock.Advance(TimeSpan.FromMilliseconds(1));
        await all;
        Assert.Equal(FailureKind.TimedOut, Assert.Single(watch.ViewOf(held.Id)!.Failures).Kind);
    }

    [Fact]
    public async Task A_source_that_was_given_up_on_costs_the_next_basket_nothing()
    {
        OutsideWatch watch = new(new Enricher([new Silent("Y")], EnrichmentLimits.Default, timeOut, clock), clock);
        Task first = watch.AskAsync([Of("first", "Y-1", "Y-2")], pass, CancellationToken.None);
        await Task.Delay(20, TestContext.Current.CancellationToken);
        clock.Advance(timeOut);
        await first;
        await watch.AskAsync([Of("second", "Y-3", "Y-4")], pass, CancellationToken.None);
        Assert.Contains("left alone until", Assert.Single(watch.ViewOf("second")!.Failures).Detail, StringComparison.Ordinal);
        Assert.NotNull(Assert.Single(watch.Health).RestingUntil);
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(Assert.Single(watch.Health).RestingUntil);
    }

    [Fact]
    public async Task What_was_said_stands_until_it_is_said_anew()
    {
        Fixed source = new("X");
        OutsideWatch watch = new(new Enricher([source], EnrichmentLimits.Default, timeOut, clock), clock);
        Opportunity basket = SomeBasket.Ladder();
        await watch.AskAsync([basket], pass, CancellationToken.None);
        clock.Advance(TimeSpan.FromMinutes(11));
        OutsideView before = watch.ViewOf(basket.Id)!;
        await watch.AskAsync([basket], pass, CancellationToken.None);
        Assert.NotSame(before, watch.ViewOf(basket.Id));
        Assert.Equal(4, source.Asked);
    }

    [Fact]
    public async Task An_answer_that_was_public_stays_so_when_its_source_is_gone()
    {
        Fixed source = new("X") { Decided = Side.Yes };
        OutsideWatch watch = new(new Enricher([source], EnrichmentLimits.Default, timeOut, clock), clock);
        Opportunity basket = SomeBasket.Ladder();
        await watch.AskAsync([basket], pass, CancellationToken.None);
        source.IsGone = true;
        clock.Advance(TimeSpan.FromMinutes(11));
        await watch.AskAsync([basket], pass, CancellationToken.None);
        Assert.False(watch.ViewOf(basket.Id)!.Apply(basket).Executable);
    }

    private static Opportunity Of(string id, string one, string other)
    {
        Opportunity ladder = SomeBasket.Ladder();
        return ladder with
        {
            Id = id,
            Legs =
            [
                ladder.Legs[0] with { Claim = Claim.Yes(new Market { Ticker = one }) },
                ladder.Legs[1] with { Claim = Claim.No(new Market { Ticker = other }) },
            ],
        };
    }

    private static async Task Until(Func<bool> isSo)
    {
        for (int i = 0; i < 2_000 && !isSo(); i++)
        {
            await Task.Delay(2, TestContext.Current.CancellationToken);
        }

        Assert.True(isSo());
    }

    private sealed class Silent(string prefix) : IEvidenceSource
    {
        public string Name => "silent";

        public bool Covers(MarketQuestion question) => question.Market.Ticker.StartsWith(prefix, StringComparison.Ordinal);

        public Task<MarketEvidence?> AskAsync(MarketQuestion question, CancellationToken cancellation) =>
            new TaskCompletionSource<MarketEvidence?>().Task;
    }

    private sealed class Fixed(string prefix) : IEvidenceSource
    {
        private int asked;

        public Side? Decided { get; set; }

        public bool IsGone { get; set; }

        public int Asked => asked;

        public string Name => "fixed";

        public bool Covers(MarketQuestion question) => question.Market.Ticker.StartsWith(prefix, StringComparison.Ordinal);

        public Task<MarketEvidence?> AskAsync(MarketQuestion question, CancellationToken cancellation)
        {
            Interlocked.Increment(ref asked);
            return IsGone
                ? throw new SourceException(Name, FailureKind.Unreachable, "gone")
                : Task.FromResult<MarketEvidence?>(SomeBasket.Evidence(question.Market.Ticker, "0.4", "0.6", Decided, Name));
        }
    }
}
