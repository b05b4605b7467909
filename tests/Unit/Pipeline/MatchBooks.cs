using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Dutchbook.Pipeline;
using Dutchbook.Unit.Storage;
using Xunit;

namespace Dutchbook.Unit.Pipeline;

public sealed class MatchBooks
{
    private static readonly FoundMatch Found = SomeMatch.Found();

    [Fact]
    public void What_nobody_decided_on_waits()
    {
        MatchBook book = new([]);
        Assert.Equal(new MatchStanding(MatchDecision.Pending, $"unreviewed match {Found.Id}"), book.StandingOf(Found));
        Assert.Equal(MatchDecision.Pending, new MatchBook([Stored(MatchDecision.Pending, null)]).StandingOf(Found).Decision);
    }

    [Theory]
    [InlineData(MatchDecision.Approved, "approved by ada on 2026-03-01")]
    [InlineData(MatchDecision.Rejected, "rejected by ada on 2026-03-01")]
    public void A_decision_holds_for_the_texts_it_was_made_about(MatchDecision decision, string words)
    {
        MatchBook book = new([Stored(decision, decision)]);
        Assert.Equal(new MatchStanding(decision, words), book.StandingOf(Found));
        string lapsed = $"unreviewed match {Found.Id}: it was {words}, and has changed since";
        foreach (FoundMatch other in (FoundMatch[])[Found with { TextsHash = "h2" }, Found with { Grade = MatchGrade.Subset }])
        {
            Assert.Equal(new MatchStanding(MatchDecision.Pending, lapsed, HasLapsed: true), book.StandingOf(other));
        }

        // And once that is written, also when the texts change back.
        Assert.True(new MatchBook([Stored(MatchDecision.Pending, decision)]).StandingOf(Found).HasLapsed);
    }

    [Fact]
    public void What_was_found_is_kept_until_it_is_written()
    {
        using ScratchFolder folder = new();
        using Dutchbook.Storage.SqliteDatabase database = Dutchbook.Storage.SqliteDatabase.OpenWriter(folder.File("dutchbook.db"));
        MatchBook book = new([]);
        Assert.False(book.HasNews);
        book.Take(Found);
        Assert.Throws<StorageException>(() => book.Save(new BrokenStore(), SomeMatch.At));
        Assert.True(book.HasNews);
        book.Save(database.Matches, SomeMatch.At);
        Assert.False(book.HasNews);
        Assert.Equal(Found.Id, Assert.Single(database.Matches.List(MatchDecision.Pending)).Match.Id);
    }

    [Fact]
    public void What_was_decided_meanwhile_is_read_with_the_next_save()
    {
        using ScratchFolder folder = new();
        using Dutchbook.Storage.SqliteDatabase database = Dutchbook.Storage.SqliteDatabase.OpenWriter(folder.File("dutchbook.db"));
        MatchBook book = new([]);
        book.Take(Found);
        book.Save(database.Matches, SomeMatch.At);
        Assert.Null(database.Matches.Decide(
            [(new MatchTurn(Found.Id, MatchDecision.Rejected, "ada", SomeMatch.At, "another season"), Found)]));
        Assert.Equal(MatchDecision.Pending, book.StandingOf(Found).Decision);
        book.Save(database.Matches, SomeMatch.At);
        Assert.Equal(MatchDecision.Rejected, book.StandingOf(Found).Decision);
    }

    private static StoredMatch Stored(MatchDecision decision, MatchDecision? last) => new()
    {
        Match = Found,
        Decision = decision,
        ProposedAt = SomeMatch.At,
        FoundAt = SomeMatch.At,
        LastDecision = last is { } to ? new MatchTurn(Found.Id, to, "ada", SomeMatch.At, "read both") : null,
    };

    private sealed class BrokenStore : IMatchStore
    {
        public void Propose(IReadOnlyList<FoundMatch> found, DateTimeOffset at) =>
            throw new StorageException(StorageProblem.Busy, "dutchbook.db", "it is locked", "Wait.");

        public IReadOnlyList<StoredMatch> List(MatchDecision? decision) => [];

        public StoredMatch? Find(string id) => null;

        public string? Decide(IReadOnlyList<(MatchTurn Turn, FoundMatch Read)> decisions) => null;

        public IReadOnlyList<MatchTurn> History(string id) => [];
    }
}
