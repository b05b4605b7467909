using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Dutchbook.Unit.Detection;
using Xunit;
using static Dutchbook.Unit.Detection.World;

namespace Dutchbook.Unit.Pipeline;

/// <summary>A live pass looks again at statistical baskets too: none is shown whose books were not fetched together.</summary>
public sealed class StatisticalSecondLook
{
    [Fact]
    public async Task What_fresh_books_confirm_is_validated_and_the_rest_counted()
    {
        World world = Venue();
        Detector detector = new(new DetectionOptions());
        DetectionReport detected = detector.Detect(world.Snapshot(), world.Map(), TestContext.Current.CancellationToken);
        Assert.Equal(2, detected.Statistical.Count);
        FakeBooks books = new()
        {
            Answer =
            {
                ["A"] = Book([("0.60", "9")], [], Now),
                ["B"] = Book([], [("0.40", "50")], Now),
                ["C"] = Book([], [("0.58", "50")], Now),
            },
        };

        DetectionReport confirmed = await new Dutchbook.Pipeline.SecondLook(books, detector, new StillTime())
            .ConfirmAsync(detected, world.Snapshot(), TestContext.Current.CancellationToken);

        StatisticalBasket left = Assert.Single(confirmed.Statistical);
        Assert.Equal(("YES B", OpportunityStatus.Validated), (left.Legs[0].Claim.ToString(), left.Status));
        FunnelStage stage = confirmed.Funnel.Single(
            static one => one.Stage == Dutchbook.Pipeline.Scan.StatisticalLookStage);
        Assert.Equal((2, 1, 1), (stage.In, stage.Out, stage.Reasons["gone on second look: no expected edge after fees"]));
        Assert.Equal(DetectionReport.ListingStage, confirmed.Funnel[^1].Stage);
    }

    [Fact]
    public async Task What_cannot_be_looked_at_again_is_not_shown()
    {
        World world = Venue();
        Detector detector = new(new DetectionOptions());
        DetectionReport detected = detector.Detect(world.Snapshot(), world.Map(), TestContext.Current.CancellationToken);

        DetectionReport confirmed = await new Dutchbook.Pipeline.SecondLook(new FakeBooks { IsAway = true }, detector, new StillTime())
            .ConfirmAsync(detected, world.Snapshot(), TestContext.Current.CancellationToken);

        Assert.Empty(confirmed.Statistical);
    }

    private static World Venue()
    {
        World world = new();
        Market given = world.Quoted("A", "0.60", "36", "0.64", "9");
        foreach (string ticker in (string[])["B", "C"])
        {
            Market likely = world.Quoted(ticker, "0.30", "9", "0.40", "50");
            world.Relate(new Relation(RelationType.Implication, [Claim.Yes(given), Claim.Yes(likely)])
            {
                Rule = "test",
                Strength = Strength.Soft,
                Confidence = R("0.8"),
                ConditionalAtLeast = R("0.9"),
            });
        }

        return world;
    }

    private sealed class FakeBooks : IBookSource
    {
        public Dictionary<string, OrderBook> Answer { get; } = new(StringComparer.Ordinal);

        public bool IsAway { get; init; }

        public Task<IReadOnlyDictionary<string, OrderBook>> ReadBooksAsync(
            IReadOnlyCollection<string> tickers, CancellationToken cancellation) => IsAway
            ? throw new VenueUnavailableException("away")
            : Task.FromResult<IReadOnlyDictionary<string, OrderBook>>(Answer);
    }

    private sealed class StillTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
