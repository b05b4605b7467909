using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Xunit;

namespace Dutchbook.Unit.Storage;

/// <content>Opportunities, and the times that each was there.</content>
public abstract partial class StoreCompliance
{
    [Fact]
    public void An_opportunity_reads_back_as_it_was_saved()
    {
        DocumentedOpportunity found = Stored.Found("o1", expiresAt: Stored.Noon.AddDays(1));
        Look(Stored.Noon, found);

        StoredOpportunity read = Opportunities.Find("o1")!;
        Assert.Equal(Signal.BuySupersetSellSubset, read.Signal);
        Assert.True(read.Executable);
        Assert.True(read.AboveThreshold);
        Assert.Equal(found.Opportunity.Edge, read.Edge);
        Assert.Equal(found.Opportunity.Units, read.Units);
        Assert.Null(read.AnnualReturn);
        Assert.Equal([Stored.Relation().Id], read.RelationIds);
        Assert.Equal(
            new StoredLeg("A", Side.No, 1, Quantity.FromContracts(10), Price.FromTicks(4_500), Money.FromMicros(4_500_000), Money.FromMicros(173_300)),
            Assert.Single(read.Legs));
        Assert.Equal(Stored.Noon.AddDays(1), read.ExpiresAt);
        Assert.Equal(found.Document, read.Document);
        Assert.Equal(Stored.Scan(Stored.Noon), Assert.Single(Opportunities.Scans(10)));
    }

    [Fact]
    public void An_episode_reads_back_as_it_was_saved()
    {
        Look(Stored.Noon, Stored.Found("o1", expiresAt: Stored.Noon.AddDays(1)));
        Look(Stored.Noon.AddMinutes(1), Stored.Found("o1", edgeMicros: 990_000, expiresAt: Stored.Noon.AddDays(1)));

        Episode read = Assert.Single(Opportunities.Episodes("o1", 10));

        Assert.Equal(("o1", OpportunityStatus.Detected, Grade.A), (read.OpportunityId, read.Status, read.Grade));
        Assert.Equal((Stored.Noon, Stored.Noon.AddMinutes(1), null), (read.FirstSeen, read.LastSeen, read.EndedAt));
        Assert.Equal((Money.FromMicros(990_000), Stored.Noon.AddMinutes(1)), (read.BestEdge, read.BestAt));
        Assert.Equal((Money.FromMicros(990_000), Money.FromMicros(10)), (read.Edge, read.Score));
        Assert.Equal((2, Stored.Noon.AddDays(1)), (read.TimesSeen, read.ExpiresAt));
        Assert.Equal(["A"], read.Tickers);
        Assert.Equivalent(read, Opportunities.Find("o1")!.Episode, strict: true);
        Assert.Empty(Opportunities.Episodes("o2", 10));
    }

    [Fact]
    public void A_joint_opportunity_keeps_its_relations_and_weights()
    {
        DocumentedOpportunity plain = Stored.Found("o1");
        DocumentedOpportunity joint = plain with
        {
            Opportunity = plain.Opportunity with
            {
                Signal = Signal.Joint,
                Basis = RelationBasis.Together,
                Relations =
                [
                    .. new[] { "B", "C", "D" }.Select(static wide => new RelationUse(Stored.Relation("A", wide), ["A", wide])),
                ],
                Legs = [plain.Opportunity.Legs[0] with { Weight = 108_075 }],
            },
        };
        Look(Stored.Noon, joint);

        StoredOpportunity read = Opportunities.Find("o1")!;
        Assert.Equal(Signal.Joint, read.Signal);
        Assert.Equal(joint.Opportunity.Relations.Select(static use => use.Relation.Id), read.RelationIds);
        Assert.Equal(108_075, Assert.Single(read.Legs).Weight);
    }

    [Fact]
    public void Opportunities_are_listed_by_grade_then_score()
    {
        Look(
            Stored.Noon,
            Stored.Found("c", Grade.C, 99), Stored.Found("low", Grade.A, 1), Stored.Found("high", Grade.A, 2));

        string[] listed = [.. Opportunities.List(new OpportunityFilter()).Select(static row => row.Id)];
        Assert.Equal(["high", "low", "c"], listed);
        Assert.Single(Opportunities.List(new OpportunityFilter { Limit = 1 }));
    }

    [Fact]
    public void An_opportunity_found_again_keeps_its_first_detection()
    {
        Look(Stored.Noon, Stored.Found("o1"), Stored.Found("gone"));
        Look(Stored.Noon.AddHours(1), Stored.Found("o1", status: OpportunityStatus.Validated));
        Look(Stored.Noon.AddHours(-1), Stored.Found("o1", Grade.D));

        StoredOpportunity read = Assert.Single(Opportunities.List(new OpportunityFilter { LatestOnly = true }));
        Assert.Equal(OpportunityStatus.Validated, read.Status);
        Assert.Equal(Grade.A, read.Grade);
        Assert.Equal((Stored.Noon, Stored.Noon.AddHours(1)), (read.DetectedAt, read.SeenAt));
        Assert.Equal(3, Opportunities.Scans(10).Count);
        Assert.Equal(Stored.Noon.AddHours(1), Assert.Single(Opportunities.Scans(1)).At);
    }

    [Fact]
    public void Half_life_size_and_end_of_an_episode_read_back_and_a_span_finds_what_was_there_in_it()
    {
        Look(Stored.Noon, Stored.Found("o1", edgeMicros: 900_000), Stored.Found("o2"));
        Look(Stored.Noon.AddHours(1), Stored.Found("o1", edgeMicros: 450_000), Stored.Found("o2"));
        Look(Stored.Noon.AddHours(2), Stored.Found("o2"));

        Episode read = Assert.Single(Opportunities.Episodes("o1", 10));
        Assert.Equal((Quantity.FromContracts(10), Stored.Noon.AddHours(1), EpisodeEnd.Moved), (read.BestUnits, read.HalvedAt, read.End));
        Assert.Null(Assert.Single(Opportunities.Episodes("o2", 10)).End);
        Assert.Equal(["o1", "o2"], Ids(Stored.Noon, Stored.Noon));
        Assert.Equal(["o1", "o2"], Ids(Stored.Noon.AddHours(2), Stored.Noon.AddHours(3)));
        Assert.Equal(["o2"], Ids(Stored.Noon.AddHours(2).AddTicks(10), Stored.Noon.AddHours(3)));
        Assert.Empty(Ids(Stored.Noon.AddHours(-2), Stored.Noon.AddHours(-1)));

        IEnumerable<string> Ids(DateTimeOffset from, DateTimeOffset to) =>
            Opportunities.EpisodesWithin(from, to).Select(static episode => episode.OpportunityId);
    }

    [Fact]
    public void What_a_scan_no_longer_sees_is_expired_and_comes_back_as_a_new_episode()
    {
        Look(Stored.Noon, Stored.Found("o1"));
        Look(Stored.Noon.AddHours(1));
        Assert.Equal("o1", Assert.Single(Opportunities.List(new OpportunityFilter { Status = OpportunityStatus.Expired })).Id);
        Assert.Equal(Stored.Noon.AddHours(1), Opportunities.Find("o1")!.Episode.EndedAt);

        Look(Stored.Noon.AddHours(2), Stored.Found("o1"));

        StoredOpportunity read = Opportunities.Find("o1")!;
        Assert.Equal(OpportunityStatus.Detected, read.Status);
        Assert.Equal((Stored.Noon, Stored.Noon.AddHours(2)), (read.DetectedAt, read.Episode.FirstSeen));
        Assert.Equal(
            [Stored.Noon.AddHours(2), Stored.Noon], Opportunities.Episodes("o1", 10).Select(static episode => episode.FirstSeen));
        Assert.Single(Opportunities.Episodes("o1", 1));
    }

    [Fact]
    public void The_open_episodes_and_the_newest_of_what_was_found_are_handed_over()
    {
        Look(Stored.Noon, Stored.Found("open"), Stored.Found("ended"), Stored.Found("asked"));
        Look(Stored.Noon.AddHours(1), Stored.Found("open"));
        Look(Stored.Noon.AddHours(2), Stored.Found("open"), Stored.Found("asked"));
        Look(Stored.Noon.AddHours(3), Stored.Found("open"));

        IReadOnlyList<Episode> handed = [];
        Opportunities.Save(Stored.Scan(Stored.Noon.AddHours(4)), [Stored.Found("asked"), Stored.Found("new")], known =>
        {
            handed = known;
            return [];
        });

        Assert.Equal(
            [("asked", Stored.Noon.AddHours(2)), ("open", Stored.Noon)],
            handed.Select(static episode => (episode.OpportunityId, episode.FirstSeen)).Order());
        Assert.Null(Opportunities.Find("new"));
    }

    [Fact]
    public void An_opportunity_expires_when_its_first_leg_closes_but_a_trade_does_not()
    {
        DateTimeOffset close = Stored.Noon.AddHours(1);
        Look(
            Stored.Noon,
            Stored.Found("closes", expiresAt: close),
            Stored.Found("open", expiresAt: close.AddHours(1)),
            Stored.Found("unknown"),
            Stored.Found("trade", status: OpportunityStatus.Validated, expiresAt: close));
        Opportunities.Save(
            Stored.Scan(Stored.Noon.AddMinutes(1)),
            [],
            static known => [known.Single(static episode => episode.OpportunityId == "trade") with { Status = OpportunityStatus.Executing }]);

        // Nothing was read, so that only the close of a leg can tell that one is gone.
        Look(close, judges: static _ => false);

        Assert.Equal("closes", Assert.Single(Opportunities.List(new OpportunityFilter { Status = OpportunityStatus.Expired })).Id);
        Assert.Equal(OpportunityStatus.Executing, Opportunities.Find("trade")!.Status);
    }

    [Fact]
    public void A_look_that_fails_half_way_leaves_nothing_behind()
    {
        Look(Stored.Noon, Stored.Found("o1"));

        Assert.Throws<InvalidOperationException>(() => Opportunities.Save(
            Stored.Scan(Stored.Noon.AddHours(1)), [Stored.Found("o2")], static _ => throw new InvalidOperationException("stopped")));

        Assert.Single(Opportunities.Scans(10));
        Assert.Null(Opportunities.Find("o2"));
    }

    private void Look(DateTimeOffset at, params DocumentedOpportunity[] found) => Look(at, static _ => true, found);

    private void Look(DateTimeOffset at, Func<Episode, bool> judges, params DocumentedOpportunity[] found) => Opportunities.Save(
        Stored.Scan(at),
        found,
        known =>
        {
            OpportunityBook book = new(1_000);
            book.Restore(known);
            return [.. book.Observe([.. found.Select(static item => item.Opportunity)], judges, at).All];
        });
}
