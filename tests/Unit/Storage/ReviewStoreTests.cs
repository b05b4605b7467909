using Dutchbook.Domain;
using Dutchbook.Mapping;
using Dutchbook.Pipeline;
using Dutchbook.Storage;
using Xunit;

namespace Dutchbook.Unit.Storage;

public sealed class ReviewStoreTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ScratchFolder _folder = new();
    private readonly SqliteDatabase _database;

    public ReviewStoreTests() => _database = SqliteDatabase.OpenWriter(_folder.File("dutchbook.db"));

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    private static Relation Subset(Tier tier = Tier.Proposed, RelationStatus status = RelationStatus.Pending) => new(
        RelationType.Subset, [Claim.Yes(new Market { Ticker = "A" }), Claim.No(new Market { Ticker = "B" })])
    {
        Rule = "words-subset",
        Tier = tier,
        Status = status,
        Confidence = Ratio.FromPartsPerMillion(900_000),
        Evidence = [new Evidence("quoted from the rules", "before \"July\"")],
    };

    private static ProposedRelation Proposal(string hash = "h1", ReviewStage stage = ReviewStage.Checked) => new()
    {
        Relation = Subset(),
        Stage = stage,
        RulesHash = hash,
        Differences = [new RuleDifference(RuleAspect.Deadline, "June", "July")],
        JudgedBy = "scan, validate",
    };

    private void Propose(ProposedRelation proposal, int hour = 0) =>
        _database.Reviews.Propose([proposal], At.AddHours(hour), static relation => $"{{\"id\":\"{relation.Id}\"}}");

    private void Turn(RelationStatus to, string by = "ada") =>
        _database.Reviews.Turn([new ReviewTurn(Subset().Id, to, by, At, "read both")]);

    [Fact]
    public void What_was_proposed_comes_back_as_it_was()
    {
        Propose(Proposal());
        StoredReview read = Assert.Single(_database.Reviews.List(RelationStatus.Pending));
        Assert.Equal(Subset().Id, read.Id);
        Assert.Equal([("A", Side.Yes), ("B", Side.No)], read.Claims);
        Assert.Equal((ReviewStage.Checked, "h1", "scan, validate", At), (read.Stage, read.RulesHash, read.JudgedBy, read.ProposedAt));
        Assert.Equal(Subset().Evidence, read.Evidence);
        Assert.Equal(Proposal().Differences, read.Differences);
        Assert.Equal(Ratio.FromPartsPerMillion(900_000), read.Confidence);
        Assert.Null(read.ConditionalAtLeast);
        Assert.Equal(RelationStatus.Pending, Assert.Single(_database.Reviews.History(read.Id)).To);
        Assert.Equal(Tier.Proposed, _database.Relations.Find(read.Id)!.Tier);
    }

    [Fact]
    public void Judged_by_other_fees_it_waits_for_a_person_again()
    {
        Propose(Proposal() with { Fees = "A Quadratic 1; B Quadratic 1" });
        Turn(RelationStatus.Active);
        Propose(Proposal(), hour: 1);
        Assert.Equal(RelationStatus.Active, _database.Reviews.Find(Subset().Id)!.Status);
        Propose(Proposal() with { Fees = "A Quadratic 1; B Quadratic 1" }, hour: 2);
        Assert.Equal("A Quadratic 1; B Quadratic 1", _database.Reviews.Find(Subset().Id)!.Fees);
        Propose(Proposal() with { Fees = "A Quadratic 1; B Quadratic 0.5" }, hour: 3);
        Assert.Equal(RelationStatus.Pending, _database.Reviews.Find(Subset().Id)!.Status);
    }

    [Theory]
    [InlineData("dutchbook", RelationStatus.Pending)]
    [InlineData("claude-opus-5-5", RelationStatus.Suspended)]
    [InlineData("ada", RelationStatus.Suspended)]
    public void Words_that_changed_back_wait_for_a_person_again_and_other_suspensions_stand(string by, RelationStatus expected)
    {
        Propose(Proposal());
        Turn(RelationStatus.Active);
        Turn(RelationStatus.Suspended, by);
        Propose(Proposal(), hour: 1);
        Assert.Equal(expected, _database.Reviews.Find(Subset().Id)!.Status);
    }

    [Fact]
    public void A_decision_keeps_who_when_and_why_and_makes_the_tier()
    {
        Propose(Proposal());
        Turn(RelationStatus.Active);
        ReviewTurn last = _database.Reviews.History(Subset().Id)[^1];
        Assert.Equal(new ReviewTurn(Subset().Id, RelationStatus.Active, "ada", At, "read both"), last);
        Assert.Equal((Tier.Reviewed, RelationStatus.Active), (_database.Relations.Find(Subset().Id)!.Tier, _database.Relations.Find(Subset().Id)!.Status));
        Turn(RelationStatus.Rejected);
        Assert.Equal(Tier.Proposed, _database.Relations.Find(Subset().Id)!.Tier);
        Assert.Equal([Subset().Id], _database.Reviews.Barred());
    }

    [Fact]
    public void The_same_words_judged_again_change_no_decision()
    {
        Propose(Proposal());
        Turn(RelationStatus.Active);
        Propose(Proposal(), hour: 1);
        StoredReview read = _database.Reviews.Find(Subset().Id)!;
        Assert.Equal(RelationStatus.Active, read.Status);
        Assert.Equal((At, At.AddHours(1)), (read.ProposedAt, read.ConfirmedAt));
        Assert.Equal(Tier.Reviewed, _database.Relations.Find(read.Id)!.Tier);
        Assert.Equal(2, _database.Reviews.History(read.Id).Count);
    }

    [Theory]
    [InlineData(RelationStatus.Active)]
    [InlineData(RelationStatus.Rejected)]
    [InlineData(RelationStatus.Suspended)]
    public void Other_words_wait_for_a_person_whatever_was_decided_about_the_old_ones(RelationStatus decided)
    {
        Propose(Proposal());
        Turn(decided);
        Propose(Proposal("h2"), hour: 1);
        StoredReview read = _database.Reviews.Find(Subset().Id)!;
        Assert.Equal((RelationStatus.Pending, "h2"), (read.Status, read.RulesHash));
        Assert.Contains("other words", _database.Reviews.History(read.Id)[^1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_waits_for_a_person_need_not_once_a_rule_proves_it_and_a_proposal_takes_nothing_away()
    {
        Propose(Proposal());
        RelationMap proven = new() { Relations = [Subset(Tier.Proven, RelationStatus.Active)], Refusals = [] };
        _database.Relations.Save(proven, At.AddHours(1), static _ => "{}");
        StoredRelation read = _database.Relations.Find(Subset().Id)!;
        Assert.Equal((Tier.Proven, RelationStatus.Active), (read.Tier, read.Status));
        Propose(Proposal(), hour: 2);
        Assert.Equal(Tier.Proven, _database.Relations.Find(Subset().Id)!.Tier);
    }

    [Fact]
    public void What_a_person_rejected_is_not_proven_back()
    {
        Propose(Proposal());
        Turn(RelationStatus.Rejected);
        _database.Relations.Save(
            new RelationMap { Relations = [Subset(Tier.Proven, RelationStatus.Active)], Refusals = [] }, At.AddHours(1), static _ => "{}");
        Assert.Equal(RelationStatus.Rejected, _database.Relations.Find(Subset().Id)!.Status);
    }

    [Fact]
    public void A_turn_of_something_unknown_is_no_turn()
    {
        _database.Reviews.Turn([new ReviewTurn("unknown", RelationStatus.Active, "ada", At, "why")]);
        Assert.Empty(_database.Reviews.History("unknown"));
    }
}
