using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Unit.Storage;
using Xunit;

namespace Dutchbook.Unit.Detection;

public sealed class OpportunityBookTests
{
    private static readonly DateTimeOffset Noon = Stored.Noon;

    private readonly OpportunityBook _book = new(100);

    [Fact]
    public void What_is_seen_again_is_refreshed_in_place()
    {
        Assert.Equal(["o"], Look(0, Of("o", edge: 5)).Began.Select(static episode => episode.OpportunityId));
        Look(1, Of("o", edge: 9, status: OpportunityStatus.Validated));
        BookChange change = Look(2, Of("o", edge: 7));

        Episode episode = Assert.Single(change.Refreshed);
        Assert.Empty(change.Began);
        Assert.Equal((Noon, Noon.AddMinutes(2), 3), (episode.FirstSeen, episode.LastSeen, episode.TimesSeen));
        Assert.Equal((Money.FromMicros(9), Noon.AddMinutes(1)), (episode.BestEdge, episode.BestAt));
        Assert.Equal(Money.FromMicros(7), episode.Edge);
        Assert.Equal(OpportunityStatus.Detected, episode.Status);
        Assert.Same(episode, _book.Find("o"));
    }

    [Fact]
    public void What_a_look_misses_is_expired_and_comes_back_as_another_episode()
    {
        Look(0, Of("o"));
        Episode gone = Assert.Single(Look(1).Ended);
        Assert.Equal((OpportunityStatus.Expired, Noon.AddMinutes(1)), (gone.Status, gone.EndedAt));
        Assert.Empty(Look(2).All);
        Assert.Null(_book.Latest("o"));

        Episode back = Assert.Single(Look(3, Of("o")).Began);
        Assert.Equal((OpportunityStatus.Detected, Noon.AddMinutes(3), 1), (back.Status, back.FirstSeen, back.TimesSeen));
    }

    [Fact]
    public void A_look_that_could_not_have_seen_it_says_nothing()
    {
        Look(0, Of("o"));

        Assert.Empty(_book.Observe([], static _ => false, Noon.AddMinutes(1)).All);
        Assert.True(_book.Find("o")!.IsWaiting);
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void It_expires_when_its_first_leg_closes_whoever_looks(int minute, bool isGone)
    {
        Look(0, Of("o") with { ExpiresAt = Noon.AddMinutes(5) });

        BookChange change = _book.Observe([], static _ => false, Noon.AddMinutes(minute));

        Assert.Equal(isGone, change.Ended.Count == 1);
    }

    [Fact]
    public void Old_news_changes_nothing()
    {
        Look(5, Of("o", edge: 5), Of("gone"));
        Look(6, Of("o", edge: 6));

        Assert.Empty(Look(4, Of("o", edge: 99)).All);
        Assert.Empty(Look(5, Of("gone")).All);
        Assert.Empty(Look(6, Of("gone")).All);
        Assert.Empty(Look(3).All);
        Assert.Equal(Money.FromMicros(6), _book.Find("o")!.BestEdge);
    }

    [Fact]
    public void The_same_look_told_twice_counts_once()
    {
        Look(0, Of("o"));

        Assert.Equal(1, Assert.Single(Look(0, Of("o")).Refreshed).TimesSeen);
    }

    [Fact]
    public void A_trade_under_way_is_not_ended_by_what_the_market_shows()
    {
        Look(0, Of("o", status: OpportunityStatus.Validated));
        Assert.Equal(OpportunityStatus.Executing, _book.Trade("o", OpportunityTurn.Started).Status);

        Episode gone = Assert.Single(Look(1).Ended);
        Assert.Equal((OpportunityStatus.Executing, Noon.AddMinutes(1), true), (gone.Status, gone.EndedAt, gone.IsOpen));
        Assert.Empty(Look(2).All);
        Assert.Equal(OpportunityStatus.Executing, Assert.Single(Look(3, Of("o")).Refreshed).Status);
        Assert.Equal(OpportunityStatus.Filled, _book.Trade("o", OpportunityTurn.Filled).Status);
    }

    [Fact]
    public void An_ended_trade_keeps_its_result_while_the_mispricing_lasts()
    {
        Look(0, Of("o", status: OpportunityStatus.Validated));
        _book.Trade("o", OpportunityTurn.Started);
        _book.Trade("o", OpportunityTurn.Failed);

        Assert.Equal(OpportunityStatus.Failed, Assert.Single(Look(1, Of("o")).Refreshed).Status);
        Assert.Empty(_book.Queue(Grade.A));
        Assert.Equal(OpportunityStatus.Failed, Assert.Single(Look(2).Ended).Status);
        Assert.Equal(OpportunityStatus.Detected, Assert.Single(Look(3, Of("o")).Began).Status);
    }

    [Fact]
    public void Impossible_steps_are_refused()
    {
        Look(0, Of("o"));

        Assert.Throws<InvalidOperationException>(() => _book.Trade("o", OpportunityTurn.Started));
        Assert.Throws<InvalidOperationException>(() => _book.Trade("o", OpportunityTurn.Gone));
        Assert.Throws<InvalidOperationException>(() => _book.Trade("unknown", OpportunityTurn.Started));
        Assert.Equal(OpportunityStatus.Detected, _book.Find("o")!.Status);
    }

    [Fact]
    public void The_queue_is_best_first_and_never_mixes_grades()
    {
        Look(0, Of("b", score: 5, edge: 1), Of("a", score: 5, edge: 1), Of("c", score: 5, edge: 2), Of("top", score: 9),
            Of("other", Grade.B, 99));

        Assert.Equal(["top", "c", "a", "b"], _book.Queue(Grade.A).Select(static episode => episode.OpportunityId));
        Assert.Equal(["other"], _book.Queue(Grade.B).Select(static episode => episode.OpportunityId));
        Assert.Empty(_book.Queue(Grade.D));
        Assert.Equal("top", _book.Latest("top")!.Id);
    }

    [Fact]
    public void A_full_queue_lets_the_least_go_and_says_so()
    {
        OpportunityBook book = new(2);
        book.Observe([Of("a", score: 1), Of("b", score: 3), Of("d", Grade.B, 0)], static _ => true, Noon);

        BookChange change = book.Observe(
            [Of("a", score: 1), Of("b", score: 3), Of("c", score: 2), Of("least", score: 0), Of("d", Grade.B, 0)],
            static _ => true,
            Noon.AddMinutes(1));

        Episode evicted = Assert.Single(change.Evicted);
        Assert.Equal(("a", Noon.AddMinutes(1)), (evicted.OpportunityId, evicted.EndedAt));
        Assert.Equal(["least"], change.TurnedAway);
        Assert.Equal(["c"], change.Began.Select(static episode => episode.OpportunityId));
        Assert.Equal(["b", "d"], change.Refreshed.Select(static episode => episode.OpportunityId));
        Assert.Equal(["b", "c"], book.Queue(Grade.A).Select(static episode => episode.OpportunityId));
    }

    [Fact]
    public void A_trade_is_never_evicted()
    {
        OpportunityBook book = new(1);
        book.Observe([Of("trade", score: 0, status: OpportunityStatus.Validated)], static _ => true, Noon);
        book.Trade("trade", OpportunityTurn.Started);

        BookChange change = book.Observe([Of("trade", score: 0), Of("a", score: 5)], static _ => true, Noon.AddMinutes(1));

        Assert.Empty(change.Evicted);
        Assert.Equal(OpportunityStatus.Executing, book.Find("trade")!.Status);
    }

    [Fact]
    public void What_was_known_before_is_taken_up_again()
    {
        Look(0, Of("o", edge: 5), Of("gone"));
        Episode[] kept = [.. Look(1, Of("o", edge: 4)).All];
        OpportunityBook again = new(100);
        again.Restore(kept);
        again.Restore([kept[0] with { FirstSeen = Noon.AddHours(-1) }]);

        BookChange change = again.Observe([Of("o", edge: 3), Of("gone")], static _ => true, Noon.AddMinutes(2));

        Episode refreshed = Assert.Single(change.Refreshed);
        Assert.Equal((Noon, 3, Money.FromMicros(5)), (refreshed.FirstSeen, refreshed.TimesSeen, refreshed.BestEdge));
        Assert.Equal("gone", Assert.Single(change.Began).OpportunityId);
    }

    [Fact]
    public void Ended_episodes_are_forgotten_in_time()
    {
        OpportunityBook book = new(3);
        for (int minute = 0; minute < 50; minute++)
        {
            book.Observe([Of($"o{minute}")], static _ => true, Noon.AddMinutes(minute));
        }

        Assert.Equal(4, book.Episodes.Count);
    }

    private static Opportunity Of(
        string id, Grade grade = Grade.A, long score = 10, long edge = 1, OpportunityStatus status = OpportunityStatus.Detected) =>
        Stored.Found(id, grade, score, status, edgeMicros: edge).Opportunity;

    private BookChange Look(int minute, params Opportunity[] found) =>
        _book.Observe(found, static _ => true, Noon.AddMinutes(minute));
}
