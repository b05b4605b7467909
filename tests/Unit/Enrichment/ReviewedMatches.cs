using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Xunit;

namespace Dutchbook.Unit.Enrichment;

/// <summary>What becomes of evidence and gaps when people decide about the matches they rest on.</summary>
public sealed class ReviewedMatches
{
    private const string Question = "Will the Fed cut rates in March 2027?";

    private static readonly Market Ours = new() { Ticker = "KXA-B", Title = Utf8Text.From(Question) };

    [Fact]
    public async Task A_rejected_match_is_no_evidence_and_no_gap()
    {
        await using Loopback server = await Start(Listed("1", Question));
        Assert.NotNull(await Evidence(server, new Reviewer()));
        Assert.NotNull(await Gap(server, new Reviewer()));
        Reviewer reviewer = new() { ["1"] = new MatchStanding(MatchDecision.Rejected, "rejected by ada") };
        Assert.Null(await Evidence(server, reviewer));
        Assert.Null(await Gap(server, reviewer));
        Assert.Empty(reviewer.Taken);
    }

    [Fact]
    public async Task Where_one_is_rejected_the_next_best_stands_in_and_waits_in_its_turn()
    {
        await using Loopback server = await Start($"{Listed("1", Question)},{Listed("2", Question)}");
        Reviewer reviewer = new() { ["1"] = new MatchStanding(MatchDecision.Rejected, "rejected by ada") };
        Assert.Equal("Polymarket 2", (await Evidence(server, reviewer))?.Provenance);
        Assert.Equal("2", Assert.Single(reviewer.Taken).TheirId);
    }

    [Fact]
    public async Task What_a_person_approved_goes_before_what_rules_find_closer()
    {
        await using Loopback server = await Start(
            $"{Listed("1", "Will Bitcoin be above $150k on March 1?")},{Listed("2", "Will Bitcoin be above $140k on March 1?")}");
        Market market = new() { Ticker = "KXB-C", Title = Utf8Text.From("Will Bitcoin be above $150k on March 1?") };
        Assert.Equal("Polymarket 1", (await Evidence(server, new Reviewer(), market))?.Provenance);
        Reviewer reviewer = new() { ["2"] = new MatchStanding(MatchDecision.Approved, "approved by ada") };
        Assert.Equal("Polymarket 2", (await Evidence(server, reviewer, market))?.Provenance);
    }

    [Fact]
    public async Task Approved_evidence_says_so_and_unreviewed_evidence_too()
    {
        await using Loopback server = await Start(Listed("1", Question));
        MarketEvidence? approved = await Evidence(server, new Reviewer
        {
            ["1"] = new MatchStanding(MatchDecision.Approved, "approved by ada on 2026-11-20"),
        });
        Assert.Equal($"Equivalent: \"{Question}\", approved by ada on 2026-11-20", approved?.Applies);
        Assert.Equal((false, 1), (approved!.IsUnreviewed, approved.Reservations.Count));
        MarketEvidence? waiting = await Evidence(server, new Reviewer());
        Assert.Equal((true, "nobody yet", $"Equivalent: \"{Question}\""), (waiting!.IsUnreviewed, waiting.Reservations[0], waiting.Applies));
        Assert.Equal(approved.Yes, waiting.Yes);
    }

    [Fact]
    public async Task What_is_found_waits_with_both_texts_and_the_typed_differences()
    {
        await using Loopback server = await Start(Listed("1", "Will Bitcoin be above $140k on March 1?", "The rules.", "https://www.binance.com"));
        Reviewer reviewer = new();
        Market market = new() { Ticker = "KXB-C", Title = Utf8Text.From("Will Bitcoin be above $150k on March 1?") };
        await Evidence(server, reviewer, market);
        FoundMatch found = Assert.Single(reviewer.Taken);
        Assert.Equal(("KXB-C", "1", MatchGrade.Subset), (found.Ticker, found.TheirId, found.Grade));
        Assert.Equal(new RuleDifference(RuleAspect.Strike, "150000", "140000"), Assert.Single(found.Differences));
        Assert.Equal(
            ("Will Bitcoin be above $150k on March 1?", "Will Bitcoin be above $140k on March 1?", "The rules. Source: https://www.binance.com"),
            (found.Question, found.TheirQuestion, found.TheirRules));
    }

    [Fact]
    public async Task A_decision_that_its_texts_outlived_waits_again_even_where_another_match_is_closer()
    {
        await using Loopback server = await Start(
            $"{Listed("1", "Will Bitcoin be above $150k on March 1?")},{Listed("2", "Will Bitcoin be above $140k on March 1?")}");
        Reviewer reviewer = new() { ["2"] = new MatchStanding(MatchDecision.Pending, "lapsed", HasLapsed: true) };
        Market market = new() { Ticker = "KXB-C", Title = Utf8Text.From("Will Bitcoin be above $150k on March 1?") };
        Assert.Equal("Polymarket 1", (await Evidence(server, reviewer, market))?.Provenance);
        Assert.Equal(["1", "2"], reviewer.Taken.Select(static match => match.TheirId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Either_text_changes_the_hash_and_a_later_close_does_not()
    {
        PolymarketMarket theirs = new() { Id = "1", Question = Question, YesToken = "11", NoToken = "12", Text = QuestionText.Of(Question) };
        Match match = new(MatchGrade.Equivalent, [], 1_000);
        string hash = MarketMatcher.Describe(Ours, theirs, match).TextsHash;
        Market closing = new() { Ticker = Ours.Ticker, Title = Ours.Title, CloseTime = Sources.Now };
        Market ruled = new() { Ticker = Ours.Ticker, Title = Ours.Title, RulesSecondary = Utf8Text.From("Or the next business day.") };
        Assert.Equal(hash, MarketMatcher.Describe(closing, theirs with { EndsAt = Sources.Now }, match).TextsHash);
        FoundMatch[] others =
        [
            MarketMatcher.Describe(ruled, theirs, match),
            MarketMatcher.Describe(Ours, theirs with { Description = "By the close." }, match),
            MarketMatcher.Describe(Ours, theirs with { ResolutionSource = "https://example.org" }, match),
            MarketMatcher.Describe(Ours, theirs with { Question = Question + "!" }, match),
        ];
        Assert.Equal(5, others.Select(static other => other.TextsHash).Append(hash).Distinct().Count());
        Assert.Single(others.Select(static other => other.Id).Distinct());
    }

    private static async Task<MarketEvidence?> Evidence(Loopback server, IMatchReview review, Market? market = null) =>
        await Source(server, review).AskAsync(new MarketQuestion(market ?? Ours, null, null, Sources.Now), CancellationToken.None);

    private static async Task<CrossGap?> Gap(Loopback server, IMatchReview review) => await Source(server, review).GapAsync(
        SomeBasket.Ladder().Legs[1] with { Claim = Claim.No(Ours) }, MemberKind.Direct, CancellationToken.None);

    private static PolymarketSource Source(Loopback server, IMatchReview review) => new(
        new GammaMarkets(Sources.Reader(name: "polymarket"), server.Address, 5),
        new ClobBooks(Sources.Reader(name: "polymarket"), server.Address), review, new RunningClock(Sources.Now));

    private static Task<Loopback> Start(string markets) => Loopback.StartAsync((target, _) => (200,
        target.StartsWith("/books", StringComparison.Ordinal) ? Book : $$"""{"markets":[{{markets}}]}"""));

    private static string Listed(string id, string question, string rules = "", string source = "") => $$"""
        {"id":"{{id}}","question":"{{question}}","description":"{{rules}}","resolutionSource":"{{source}}","endDate":"2027-03-17T00:00:00Z",
         "outcomes":"[\"Yes\", \"No\"]","clobTokenIds":"[\"11\", \"12\"]","active":true,"closed":false,"acceptingOrders":true,
         "feesEnabled":true,"feeSchedule":{"rate":"0.04","exponent":1} }
        """;

    private static string Book => string.Create(CultureInfo.InvariantCulture, $$"""
        [{"asset_id":"11","timestamp":"{{Sources.Now.ToUnixTimeMilliseconds()}}",
          "bids":[{"price":"0.40","size":"10"}],"asks":[{"price":"0.46","size":"10"}]}]
        """);

    /// <summary>Decisions by the id of the market there; what has none waits.</summary>
    private sealed class Reviewer : Dictionary<string, MatchStanding>, IMatchReview
    {
        public List<FoundMatch> Taken { get; } = [];

        public MatchStanding StandingOf(FoundMatch match) =>
            this.GetValueOrDefault(match.TheirId, new MatchStanding(MatchDecision.Pending, "nobody yet"));

        public void Take(FoundMatch match) => Taken.Add(match);
    }
}
