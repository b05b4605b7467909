using Dutchbook.Domain;
using Dutchbook.Mapping;
using Dutchbook.Pipeline;
using Xunit;

namespace Dutchbook.Unit.Pipeline;

/// <summary>How decisions enter a pass, and what the pass means for them.</summary>
public sealed class ReviewedRelationsTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static Market Market(string ticker, string rules = "rules", MarketStatus status = MarketStatus.Active, string result = "") => new()
    {
        Ticker = ticker,
        EventTicker = "E",
        RulesPrimary = Utf8Text.From(rules),
        Status = new Open<MarketStatus>(status, "status"),
        Result = result.Length == 0 ? default : new Open<MarketResult>(MarketResult.Yes, result),
    };

    private static VenueSnapshot Snapshot(params Market[] markets) => new()
    {
        At = At,
        Markets = markets,
        Events = [new Event { Ticker = "E", SettlementSources = [new SettlementSource("NASA", "https://www.nasa.gov")], Markets = markets }],
    };

    private static StoredReview Review(RelationStatus status = RelationStatus.Active, RelationType type = RelationType.Subset)
    {
        VenueSnapshot judged = Snapshot(Market("A"), Market("B"));
        return new StoredReview
        {
            Id = new Relation(type, [.. judged.Markets.Select(Claim.Yes)]) { Rule = "words" }.Id,
            Type = type,
            Status = status,
            Stage = ReviewStage.Checked,
            Rule = "words-subset",
            Claims = [("A", Side.Yes), ("B", Side.Yes)],
            StrikesAscend = true,
            Confidence = Ratio.FromPartsPerMillion(900_000),
            ConditionalAtLeast = null,
            RulesHash = RulesHash.Of(judged.Markets, new VenueIndex(judged)),
            Evidence = [new Evidence("why", "because")],
            Differences = [],
            JudgedBy = "models",
            ProposedAt = At,
            ConfirmedAt = At,
        };
    }

    private static ReviewOutcome Apply(VenueSnapshot snapshot, RelationMap? map = null, params string[] barred) =>
        ReviewedRelations.Apply(snapshot, map ?? RelationMap.Empty, [Review()], barred);

    [Fact]
    public void What_was_approved_joins_as_reviewed_with_its_evidence()
    {
        ReviewOutcome outcome = Apply(Snapshot(Market("A"), Market("B")));
        Relation relation = Assert.Single(outcome.Map.Relations);
        Assert.Equal((Tier.Reviewed, RelationStatus.Active, Strength.Hard), (relation.Tier, relation.Status, relation.Strength));
        Assert.Equal(["A", "B"], relation.Tickers);
        Assert.Contains(relation.Evidence, static item => item.Source == "judged by");
        Assert.Equal([Review().Id], outcome.Confirmed);
        Assert.Empty(outcome.Turns);
    }

    [Theory]
    [InlineData(RelationStatus.Pending)]
    [InlineData(RelationStatus.Rejected)]
    [InlineData(RelationStatus.Suspended)]
    [InlineData(RelationStatus.Retired)]
    public void Nothing_joins_that_was_not_approved(RelationStatus status) => Assert.Empty(
        ReviewedRelations.Apply(Snapshot(Market("A"), Market("B")), RelationMap.Empty, [Review(status)], []).Map.Relations);

    [Fact]
    public void Changed_words_suspend_the_approval()
    {
        ReviewOutcome outcome = Apply(Snapshot(Market("A"), Market("B", "other rules")));
        Assert.Empty(outcome.Map.Relations);
        ReviewTurn turn = Assert.Single(outcome.Turns);
        Assert.Equal((RelationStatus.Suspended, ReviewedRelations.Machine), (turn.To, turn.By));
        Assert.Contains(outcome.Map.Refusals, static refusal => refusal.Reason.Contains("changed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(MarketStatus.Closed, "")]
    [InlineData(MarketStatus.Active, "yes")]
    public void A_relation_ends_with_the_first_of_its_markets(MarketStatus status, string result)
    {
        ReviewOutcome outcome = Apply(Snapshot(Market("A", status: status, result: result), Market("B")));
        Assert.Empty(outcome.Map.Relations);
        Assert.Equal(RelationStatus.Retired, Assert.Single(outcome.Turns).To);
    }

    [Fact]
    public void An_amended_market_suspends_the_approval() => Assert.Equal(
        RelationStatus.Suspended, Assert.Single(Apply(Snapshot(Market("A"), Market("B", status: MarketStatus.Amended))).Turns).To);

    [Theory]
    [InlineData("1", "0.5", true)]
    [InlineData("1", "1", false)]
    [InlineData("1", null, false)]
    [InlineData(null, "0.5", false)]
    public void Fees_that_are_known_to_have_changed_suspend_the_approval(string? before, string? now, bool isSuspended)
    {
        VenueSnapshot judged = WithFees(before);
        StoredReview review = Review() with { Fees = FeeWords.Of(judged.Markets, new VenueIndex(judged)) };
        Assert.Equal(before is null, review.Fees is null);
        ReviewOutcome outcome = ReviewedRelations.Apply(WithFees(now), RelationMap.Empty, [review], []);
        Assert.Equal(isSuspended ? 0 : 1, outcome.Map.Relations.Count);
        Assert.Equal(isSuspended, outcome.Turns.Any(static turn =>
            turn.To == RelationStatus.Suspended && turn.Reason.Contains("fees", StringComparison.Ordinal)));
    }

    private static VenueSnapshot WithFees(string? multiplier)
    {
        Market[] markets = [Market("A"), Market("B")];
        return new VenueSnapshot
        {
            At = At,
            Markets = markets,
            Events =
            [
                new Event
                {
                    Ticker = "E",
                    SettlementSources = [new SettlementSource("NASA", "https://www.nasa.gov")],
                    Markets = markets,
                    FeeTypeOverride = new Open<FeeType>(FeeType.Quadratic, "quadratic"),
                    FeeMultiplierOverride = multiplier is null || !Ratio.TryParse(multiplier, out Ratio ratio) ? null : ratio,
                },
            ],
        };
    }

    [Fact]
    public void A_pass_that_did_not_read_who_settles_neither_uses_nor_suspends()
    {
        ReviewOutcome outcome = Apply(new VenueSnapshot { At = At, Markets = [Market("A"), Market("B")] });
        Assert.Empty(outcome.Map.Relations);
        Assert.Empty(outcome.Turns);
        Assert.Contains(outcome.Map.Refusals, static refusal => refusal.Reason.Contains("not read", StringComparison.Ordinal));
    }

    [Fact]
    public void A_pass_that_did_not_read_a_market_says_nothing_about_it()
    {
        ReviewOutcome outcome = Apply(Snapshot(Market("A")));
        Assert.Empty(outcome.Map.Relations);
        Assert.Empty(outcome.Turns);
        Assert.Empty(outcome.Confirmed);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(1, 0)]
    public void A_market_that_is_not_listed_any_more_after_its_close_ends_the_relation(int hoursToClose, int turns)
    {
        ReviewOutcome outcome = ReviewedRelations.Apply(
            Snapshot(Market("A")), RelationMap.Empty, [Review()], [],
            new Dictionary<string, DateTimeOffset> { ["B"] = At.AddHours(hoursToClose) });
        Assert.Equal(turns, outcome.Turns.Count);
        Assert.All(outcome.Turns, static turn => Assert.Equal(RelationStatus.Retired, turn.To));
    }

    [Fact]
    public void What_is_barred_leaves_even_when_a_rule_proves_it()
    {
        VenueSnapshot snapshot = Snapshot(Market("A"), Market("B"));
        Relation proven = new(RelationType.Exclusive, [.. snapshot.Markets.Select(Claim.Yes)]) { Rule = "exclusive-flag" };
        RelationMap map = new() { Relations = [proven], Refusals = [] };
        Assert.Contains(proven, Apply(snapshot, map).Map.Relations);
        ReviewOutcome outcome = Apply(snapshot, map, proven.Id);
        Assert.DoesNotContain(proven, outcome.Map.Relations);
        Assert.Contains(outcome.Map.Refusals, static refusal => refusal.Reason.Contains("a person", StringComparison.Ordinal));
    }

    [Fact]
    public void What_structure_proves_too_is_not_there_twice()
    {
        VenueSnapshot snapshot = Snapshot(Market("A"), Market("B"));
        Relation proven = new(RelationType.Subset, [.. snapshot.Markets.Select(Claim.Yes)]) { Rule = "deadline-ladder" };
        Assert.Equal(Tier.Proven, Assert.Single(Apply(snapshot, new RelationMap { Relations = [proven], Refusals = [] }).Map.Relations).Tier);
    }
}
