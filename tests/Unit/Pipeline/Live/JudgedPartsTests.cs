using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Dutchbook.Unit.Detection;
using Xunit;

namespace Dutchbook.Unit.Pipeline;

/// <summary>What one price stirred does not have everything else sized again.</summary>
public sealed class JudgedPartsTests
{
    private readonly World world = new();
    private readonly Detector detector = new(new DetectionOptions());
    private readonly JudgedParts parts;
    private readonly Dictionary<string, OrderBook> books = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LiveCandidate> candidates = new(StringComparer.Ordinal);
    private readonly List<string> known = [];
    private SortedDictionary<string, int> gone = [];

    public JudgedPartsTests()
    {
        parts = new JudgedParts(detector);
        foreach (string name in new[] { "X", "Y" })
        {
            Market[] both = [.. new[] { "1", "2" }.Select(end => world.Quoted($"{name}-{end}", "0.6000", "100.00", "0.6500", "100.00"))];
            world.Relate(RelationType.Exclusive, both);
            foreach (Market market in both)
            {
                books[market.Ticker] = Book("0.6000", World.Now);
            }
        }
    }

    [Fact]
    public void Books_that_stay_as_they_are_are_judged_one_after_another_each_twice_a_minute()
    {
        LiveModel model = LiveModel.Of(world.Snapshot(), world.Map(), []);
        string[] first = Ids(Judge(model, World.Now));
        Assert.Equal(2, first.Length);
        foreach ((int second, long judged) in new[] { (0, 2L), (14, 2), (15, 3), (29, 3), (30, 4), (44, 4), (45, 5), (60, 6), (600, 8) })
        {
            Refresh(World.Now.AddSeconds(second));
            Assert.Equal(first, Ids(Judge(model, World.Now.AddSeconds(second))));
            Assert.Equal(judged, parts.Judged);
        }
    }

    [Fact]
    public void What_was_away_and_comes_back_is_shown_as_it_is_now()
    {
        LiveModel model = LiveModel.Of(world.Snapshot(), world.Map(), []);
        Judge(model, World.Now);
        foreach (int second in new[] { 20, 40 })
        {
            Refresh(World.Now.AddSeconds(second));
            Judge(model, World.Now.AddSeconds(second), relations: 1);
        }

        Refresh(World.Now.AddSeconds(61));
        Assert.All(
            Judge(model, World.Now.AddSeconds(61)),
            static found => Assert.True(found.DetectedAt > World.Now, $"{found} is as it was at {found.DetectedAt:O}"));
    }

    [Fact]
    public void A_market_that_closes_is_judged_at_that_instant()
    {
        DateTimeOffset close = World.Now.AddSeconds(5);
        Market[] both = [.. new[] { "Z-1", "Z-2" }.Select(name => world.Quoted(
            name, "0.6000", "100.00", "0.6500", "100.00", spec => spec.CloseTime = close))];
        world.Relate(RelationType.Exclusive, both);
        books["Z-1"] = books["Z-2"] = Book("0.6000", World.Now);
        LiveModel model = LiveModel.Of(world.Snapshot(), world.Map(), []);
        Assert.Equal(3, Judge(model, World.Now).Count);
        Refresh(close.AddTicks(-1));
        Assert.Equal(3, Judge(model, close.AddTicks(-1)).Count);
        Assert.Equal(3, parts.Judged);
        Refresh(close);
        Assert.Equal(2, Judge(model, close).Count);
        Assert.Equal(4, parts.Judged);
    }

    [Fact]
    public void What_is_found_in_books_seen_together_needs_no_second_look()
    {
        LiveModel model = LiveModel.Of(world.Snapshot(), world.Map(), []);
        VenueSnapshot now = model.At(World.Now, books);
        foreach (Opportunity found in detector.DetectTogether(now, world.Map(), TestContext.Current.CancellationToken).Opportunities)
        {
            Assert.Equal(OpportunityStatus.Validated, found.Status);
            Opportunity again = detector.Resize(found, books, now, World.Now, out _)!;
            Assert.Equal((again.Id, again.Edge, again.Units, again.Score), (found.Id, found.Edge, found.Units, found.Score));
        }

        books["X-1"] = Book("0.6000", World.Now.AddTicks(-1));
        Assert.Throws<ArgumentException>(
            () => detector.DetectTogether(model.At(World.Now, books), world.Map(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_book_that_changed_has_its_part_judged_and_no_other()
    {
        LiveModel model = LiveModel.Of(world.Snapshot(), world.Map(), []);
        Judge(model, World.Now);
        DateTimeOffset later = World.Now.AddMilliseconds(50);
        Refresh(later);
        books["Y-2"] = Book("0.3000", later);
        Assert.All(Judge(model, later), static found => Assert.All(
            found.Legs, static leg => Assert.StartsWith("X-", leg.Claim.Market.Ticker, StringComparison.Ordinal)));
        Assert.Equal(3, parts.Judged);
    }

    [Fact]
    public void A_candidate_that_comes_has_only_those_judged_that_it_shares_a_market_with()
    {
        LiveModel model = LiveModel.Of(world.Snapshot(), world.Map(), []);
        Judge(model, World.Now, relations: 1);
        Assert.Equal(1, parts.Judged);
        Assert.Equal(2, Judge(model, World.Now).Count);
        Assert.Equal(2, parts.Judged);
        world.Relate(RelationType.Exclusive, [.. world.Snapshot().Markets.Where(static market => market.Ticker is "Y-1" or "X-2")]);
        Judge(model, World.Now);
        Assert.Equal(3, parts.Judged);
    }

    [Fact]
    public void A_new_pass_has_everything_judged_anew()
    {
        Judge(LiveModel.Of(world.Snapshot(), world.Map(), []), World.Now);
        Judge(LiveModel.Of(world.Snapshot(), world.Map(), []), World.Now);
        Assert.Equal(4, parts.Judged);
    }

    [Fact]
    public void Parts_together_are_what_the_detector_finds_in_all_of_it()
    {
        LiveModel model = LiveModel.Of(world.Snapshot(), world.Map(), []);
        DetectionReport whole = detector.Detect(model.At(World.Now, books), world.Map(), TestContext.Current.CancellationToken);
        Assert.Equal(
            whole.Opportunities.Concat(whole.BelowThreshold).Select(static item => (item.Id, item.Edge, item.Units)),
            Judge(model, World.Now).Select(static item => (item.Id, item.Edge, item.Units)));
    }

    [Fact]
    public void What_comes_to_nothing_says_why()
    {
        VenueSnapshot listed = world.Snapshot();
        VenueSnapshot halted = new()
        {
            At = listed.At,
            Markets = listed.Markets,
            Events = listed.Events,
            Series = listed.Series,
            Halt = new TradingHalt("whether the exchange trades is not known: no answer"),
        };
        Assert.Empty(Judge(LiveModel.Of(halted, world.Map(), []), World.Now));
        Assert.Equal(["guarantees priced: the exchange has halted trading, or does not say"], gone.Keys);
        Assert.Equal(2, gone.Values.Single());
        Judge(LiveModel.Of(listed, world.Map(), []), World.Now);
        Assert.Empty(gone);
    }

    private List<Opportunity> Judge(LiveModel model, DateTimeOffset at, int? relations = null) => parts.Judge(
        new LiveWork
        {
            At = at,
            Candidates = 2,
            Interest = [],
            Pending = [],
            Ready = [.. world.Map().Relations.Take(relations ?? int.MaxValue).Select(Ready)],
            Blind = [],
            Model = model,
        },
        model,
        gone = new SortedDictionary<string, int>(StringComparer.Ordinal),
        TestContext.Current.CancellationToken);

    private ReadyCandidate Ready(Relation relation)
    {
        if (!candidates.TryGetValue(relation.Id, out LiveCandidate? candidate))
        {
            string[] tickers = [.. relation.Tickers];
            int[] numbers = [.. tickers.Select(NumberOf)];
            candidates.Add(relation.Id, candidate = new LiveCandidate(relation.Id, [relation], tickers, numbers, Money.Zero));
        }

        return new ReadyCandidate(candidate, [.. candidate.Tickers.Select(ticker => books[ticker])]);
    }

    private int NumberOf(string ticker)
    {
        if (!known.Contains(ticker))
        {
            known.Add(ticker);
        }

        return known.IndexOf(ticker);
    }

    private void Refresh(DateTimeOffset at)
    {
        foreach (string ticker in books.Keys.ToArray())
        {
            books[ticker] = Book("0.6000", at);
        }
    }

    private static string[] Ids(List<Opportunity> found) => [.. found.Select(static item => item.Id).Order(StringComparer.Ordinal)];

    private static OrderBook Book(string bid, DateTimeOffset at) => World.Book([(bid, "100.00")], [("0.6500", "100.00")], at);
}
