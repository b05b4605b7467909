using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Dutchbook.Kalshi;
using Dutchbook.Mapping;
using Dutchbook.Pipeline;
using Dutchbook.Sandbox;
using Dutchbook.Unit.Kalshi;
using Dutchbook.Unit.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Pipeline;

/// <summary>From a change at the exchange, over its sockets, to an opportunity on books that stood together.</summary>
public sealed class LiveDetectionOverSandbox
{
    private static readonly Detector detector = new(new DetectionOptions());

    [Fact]
    public async Task What_a_scan_confirms_by_REST_the_stream_validates_on_its_books()
    {
        await using SandboxDesk desk = await SandboxDesk.Start();
        LiveDetector live = await Begin(desk);
        LiveVenueSource source = new(desk.Client, "sandbox", desk.Time);
        ScanResult scan = await new Scan(source, source, new StructuralMapper(new MappingOptions()), detector, desk.Time)
            .RunAsync(null, TestContext.Current.CancellationToken);

        LiveLook look = await Look(desk, live);
        Assert.NotEmpty(look.Validated);
        Assert.Empty(look.Waiting);
        foreach (Opportunity confirmed in scan.Report.Opportunities.Concat(scan.Report.BelowThreshold))
        {
            // A pass sees the touch of its markets first and sizes the basket that it finds there; the stream sees the
            // whole depth, and
            // may find another basket of the same relations, that pays about as much or more.
            HashSet<string> own = [.. confirmed.Relations.Select(static use => use.Relation.Id)];
            Money best = look.Validated.Where(item => item.Relations.Any(use => own.Contains(use.Relation.Id)))
                .Select(static item => item.Edge).DefaultIfEmpty(Money.Zero).Max();
            Assert.True(best * 100 >= confirmed.Edge * 95, $"{confirmed.Id}: {best} for {confirmed.Edge} on {string.Join("; ", confirmed.Relations.Select(static use => use.Relation))}");
        }

        Assert.All(look.Validated, static item => Assert.Equal(OpportunityStatus.Validated, item.Status));
    }

    [Fact]
    public async Task A_mispricing_that_appears_is_found_and_one_that_is_gone_is_not_shown()
    {
        await using SandboxDesk desk = await SandboxDesk.Start();
        LiveDetector live = await Begin(desk);
        LiveLook before = await Look(desk, live);
        Opportunity first = before.Validated.First(static item => item.Signal != Signal.Joint && item.Legs.Count == 2);

        // Who offered its first leg goes away.
        Claim claim = first.Legs[0].Claim;
        long deltas = desk.Feed.Counters[FeedCount.Deltas];
        desk.Server.Control.Withdraw(claim.Market.Ticker, claim.Side.Opposite());
        await desk.Until(() => desk.Feed.Counters[FeedCount.Deltas] > deltas && desk.Markets.BestOf(desk.Markets.Add(claim.Market.Ticker)) is { } touch
            && (claim.Side == Side.Yes ? touch.YesAsk == Price.One : touch.YesBid == Price.Zero));
        LiveLook after = await Look(desk, live);
        Assert.DoesNotContain(first.Id, after.Validated.Select(static item => item.Id));
        Assert.Equal(before.Candidates - after.Candidates, before.Candidates - live.CandidateCount);

        // He comes back with the same offer; nothing was asked for by REST.
        int requests = desk.Server.Requests;
        BasketLeg leg = first.Legs[0];
        foreach (BookLevel level in leg.Levels)
        {
            desk.Server.Control.Bid(claim.Market.Ticker, claim.Side.Opposite(), level.Price.Complement(), level.Quantity);
        }

        await desk.Until(() => desk.Markets.BestOf(desk.Markets.Add(claim.Market.Ticker)) is { } touch
            && (claim.Side == Side.Yes ? touch.YesAsk == leg.Levels[0].Price : touch.YesBid == leg.Levels[0].Price.Complement()));
        LiveLook again = await Look(desk, live);
        Assert.Contains(first.Id, again.Validated.Select(static item => item.Id));
        Assert.Equal(requests, desk.Server.Requests);
    }

    [Fact]
    public async Task A_candidate_without_books_is_waiting_with_its_reason_and_its_markets_are_of_interest()
    {
        await using SandboxDesk desk = await SandboxDesk.Start();
        LiveDetector live = await Begin(desk);
        LiveWork work = desk.Feed.Read(_ => live.Gather(desk.Time.GetUtcNow()));
        Assert.True(work.Candidates > 0);
        Assert.Empty(work.Ready);
        LiveLook look = live.Validate(work, TestContext.Current.CancellationToken);
        Assert.Empty(look.Validated);
        Assert.Equal(work.Candidates, look.Waiting["a book is not watched yet"]);
        Assert.NotEmpty(work.Interest);
    }

    [Fact]
    public async Task A_market_that_pauses_is_on_offer_no_more_until_it_goes_on()
    {
        await using SandboxDesk desk = await SandboxDesk.Start();
        LiveDetector live = await Begin(desk);
        LiveLook before = await Look(desk, live);
        Opportunity first = before.Validated.First(static item => item.Signal != Signal.Joint);
        string ticker = first.Legs[0].Claim.Market.Ticker;
        desk.Server.Control.Pause(ticker);
        await desk.Until(() => desk.Feed.Counters[FeedCount.Lifecycles] >= 1);
        Apply(desk, live);
        Assert.DoesNotContain(first.Id, (await Look(desk, live)).Validated.Select(static item => item.Id));
        desk.Server.Control.MoveClose(ticker, Demo.At.AddHours(2));
        await desk.Until(() => desk.Feed.Counters[FeedCount.Lifecycles] >= 2);
        Assert.False(live.NeedsPass);
        Apply(desk, live);
        Assert.True(live.NeedsPass);
    }

    private static void Apply(SandboxDesk desk, LiveDetector live)
    {
        IReadOnlyList<VenueNotice> notices = desk.Feed.TakeNotices();
        desk.Feed.Write(_ =>
        {
            foreach (VenueNotice notice in notices)
            {
                live.Apply(notice);
            }

            return 0;
        });
    }

    /// <summary>A pass by REST, then the stream.</summary>
    private static async Task<LiveDetector> Begin(SandboxDesk desk)
    {
        LiveDetector live = new(desk.Markets, detector);
        VenueSnapshot pass = await new LiveVenueSource(desk.Client, "sandbox", desk.Time).ReadAsync(null, TestContext.Current.CancellationToken);
        RelationMap map = new StructuralMapper(new MappingOptions()).Map(pass);
        desk.Open();
        await desk.Until(() => desk.Feed.IsSettled && desk.Feed.Counters[FeedCount.Tickers] >= Demo.Universe.Markets.Count);
        desk.Feed.Write(_ =>
        {
            live.Load(LiveModel.Of(pass, map, []));
            return 0;
        });
        desk.Listen = () => live.Turn();
        return live;
    }

    /// <summary>Gathers, asks for the books of what was found until all are there, and judges.</summary>
    private static async Task<LiveLook> Look(SandboxDesk desk, LiveDetector live)
    {
        LiveWork work = desk.Feed.Read(_ => live.Gather(desk.Time.GetUtcNow()));
        desk.Feed.Want(work.Interest);
        await desk.Until(() => desk.Feed.IsSettled);
        work = desk.Feed.Read(_ => live.Gather(desk.Time.GetUtcNow()));
        return live.Validate(work, TestContext.Current.CancellationToken);
    }
}
