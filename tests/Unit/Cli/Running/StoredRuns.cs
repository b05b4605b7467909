using Dutchbook.Cli;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Mapping;
using Dutchbook.Pipeline;
using Dutchbook.Storage;
using Dutchbook.Unit.Storage;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>What a run saw is in its database when it has ended.</summary>
public sealed class StoredRuns
{
    [Fact]
    public async Task What_was_told_at_the_very_end_is_written_too()
    {
        using Trial trial = new();
        using CommandScope scope = trial.Open();
        StoredRun stored = new(scope, new LayerWatch(trial.Clock));
        Opportunity found = Stored.Found("1", status: OpportunityStatus.Validated).Opportunity;
        OpportunityBook book = new(10);
        stored.Look([found], book.Observe([found], static _ => true, Stored.Noon));
        using CancellationTokenSource stopped = new();
        await stopped.CancelAsync();
        await stored.WriteAsync(stopped.Token);
        using SqliteDatabase database = SqliteDatabase.OpenReader(trial.Home.Database);
        Assert.Equal(OpportunityStatus.Validated, database.Opportunities.Find("1")!.Status);
    }

    [Fact]
    public async Task A_relation_that_is_approved_elsewhere_is_in_the_next_pass()
    {
        using Trial trial = new();
        using CommandScope scope = trial.Open();
        StoredRun stored = new(scope, new LayerWatch(trial.Clock));
        VenueSnapshot snapshot = Orion.Snapshot();
        VenueIndex venue = new(snapshot);
        Relation relation = new(RelationType.Subset, [.. snapshot.Markets.Select(Claim.Yes)])
        {
            Rule = "words-subset",
            Tier = Tier.Proposed,
            Status = RelationStatus.Pending,
        };
        using (SqliteDatabase database = SqliteDatabase.OpenWriter(trial.Home.Database))
        {
            database.Reviews.Propose(
                [
                    new ProposedRelation
                    {
                        Relation = relation,
                        Stage = ReviewStage.Checked,
                        RulesHash = RulesHash.Of(snapshot.Markets, venue),
                        Differences = [],
                        JudgedBy = "test",
                    },
                ],
                snapshot.At,
                ScanStorage.RelationDocument);
        }

        Assert.Empty(stored.Decide(snapshot, RelationMap.Empty).Relations);
        Assert.Equal(0, await trial.Run("relations", "approve", relation.Id, "--reason", "read", "--by", "ada"));
        Assert.Equal(Tier.Reviewed, Assert.Single(stored.Decide(snapshot, RelationMap.Empty).Relations).Tier);
    }

    [Fact]
    public async Task A_match_found_by_a_run_waits_in_its_database_and_a_decision_comes_back()
    {
        using Trial trial = new();
        using CommandScope scope = trial.Open();
        MatchBook matches = new([]);
        StoredRun stored = new(scope, new LayerWatch(trial.Clock), matches);
        using CancellationTokenSource stopped = new();
        await stopped.CancelAsync();
        FoundMatch found = SomeMatch.Found();
        matches.Take(found);
        await stored.WriteAsync(stopped.Token);
        Assert.Equal(0, await trial.Run("matches", "reject", found.TheirId, "--reason", "another season", "--by", "ada"));
        Assert.Equal(MatchDecision.Pending, matches.StandingOf(found).Decision);
        matches.Take(found);
        await stored.WriteAsync(stopped.Token);
        Assert.Equal(MatchDecision.Rejected, matches.StandingOf(found).Decision);
    }
}
