using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Dutchbook.Pipeline;
using Dutchbook.Unit.Enrichment;
using Xunit;

namespace Dutchbook.Unit.Pipeline;

public sealed class OutsideEvidence
{
    [Fact]
    public async Task What_is_contradicted_falls_below_the_thresholds_and_is_counted_there()
    {
        (DetectionReport report, IReadOnlyList<OutsideView> views) = await Apply("0.1", "0.2", "0.8", "0.9");
        Assert.Empty(report.Opportunities);
        Opportunity below = Assert.Single(report.BelowThreshold);
        Assert.StartsWith("contradicted by outside evidence", Assert.Single(below.BelowThreshold), StringComparison.Ordinal);
        FunnelStage listing = report.Funnel[^1];
        Assert.Equal((DetectionReport.ListingStage, 1, 0), (listing.Stage, listing.In, listing.Out));
        Assert.Equal("contradicted by outside evidence", Assert.Single(listing.Reasons).Key);
        Assert.Equal(BasketVerdict.Contradicts, Assert.Single(views).Verdict);
    }

    [Fact]
    public async Task What_is_supported_stays_where_it_was()
    {
        (DetectionReport report, IReadOnlyList<OutsideView> views) = await Apply("0.55", "0.6", "0.5", "0.58");
        Assert.Equal(0.997m, Assert.Single(report.Opportunities).Confidence.PartsPerMillion / 1_000_000m);
        Assert.Equal(BasketVerdict.Supports, Assert.Single(views).Verdict);
        Assert.Equal(["found by the detector", DetectionReport.ListingStage], report.Funnel.Select(static stage => stage.Stage));
    }

    [Fact]
    public async Task A_source_that_fails_is_named_in_the_notes_and_the_rest_goes_on()
    {
        FixedSource failing = new(static _ => throw new SourceException("fred", FailureKind.RateLimited, "429 without end"));
        (DetectionReport report, _) = await new EnrichmentStage(Asking(failing)).ApplyAsync(Report(), Snapshot, CancellationToken.None);
        Assert.Single(report.Opportunities);
        Assert.Equal(
            ["a note of the detector", "outside evidence is missing: fixed: rate limited: 429 without end"], report.Notes);
    }

    [Fact]
    public async Task Nothing_is_asked_where_nothing_was_found()
    {
        FixedSource silent = new(static _ => throw new InvalidOperationException());
        DetectionReport empty = DetectionReport.Of([], [], []);
        (DetectionReport report, IReadOnlyList<OutsideView> views) =
            await new EnrichmentStage(Asking(silent)).ApplyAsync(empty, Snapshot, CancellationToken.None);
        Assert.Same(empty, report);
        Assert.Empty(views);
    }

    private static VenueSnapshot Snapshot => new() { At = SomeBasket.At };

    private static Task<(DetectionReport Report, IReadOnlyList<OutsideView> Views)> Apply(
        string lowOf60, string highOf60, string lowOf61, string highOf61) =>
        new EnrichmentStage(Asking(new FixedSource(question => question.Market.Ticker == "X-T60"
            ? SomeBasket.Evidence("X-T60", lowOf60, highOf60)
            : SomeBasket.Evidence("X-T61", lowOf61, highOf61)))).ApplyAsync(Report(), Snapshot, CancellationToken.None);

    private static Enricher Asking(IEvidenceSource source) =>
        new([source], EnrichmentLimits.Default, TimeSpan.FromMinutes(1), new RunningClock(SomeBasket.At));

    private static DetectionReport Report() => DetectionReport.Of(
        [SomeBasket.Ladder()],
        [new FunnelStage("found by the detector", 1, 1, new Dictionary<string, int>(StringComparer.Ordinal))],
        []) with
    { Notes = ["a note of the detector"] };

    private sealed class FixedSource(Func<MarketQuestion, MarketEvidence?> answer) : IEvidenceSource
    {
        public string Name => "fixed";

        public bool Covers(MarketQuestion question) => true;

        public Task<MarketEvidence?> AskAsync(MarketQuestion question, CancellationToken cancellation) =>
            Task.FromResult(answer(question));
    }
}
