using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Dutchbook.Storage;
using Xunit;

namespace Dutchbook.Unit.Storage;

public sealed class MatchStoreTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly SqliteDatabase _database;

    public MatchStoreTests() => _database = SqliteDatabase.OpenWriter(_folder.File("dutchbook.db"));

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    private IMatchStore Store => _database.Matches;

    private static FoundMatch Found { get; } = SomeMatch.Found();

    [Fact]
    public void What_was_found_waits_and_comes_back_as_it_was()
    {
        Store.Propose([Found], SomeMatch.At);
        StoredMatch read = Assert.Single(Store.List(MatchDecision.Pending));
        Assert.Equal(Found.Differences, read.Match.Differences);
        Assert.Equal(Found, read.Match with { Differences = Found.Differences });
        Assert.Equal((SomeMatch.At, SomeMatch.At), (read.ProposedAt, read.FoundAt));
        Assert.Null(read.LastDecision);
        Assert.Equal(
            new MatchTurn(Found.Id, MatchDecision.Pending, "dutchbook", SomeMatch.At, "found by rules: Equivalent"),
            Assert.Single(Store.History(Found.Id)));
    }

    [Theory]
    [InlineData(MatchDecision.Approved)]
    [InlineData(MatchDecision.Rejected)]
    public void A_decision_stays_while_the_texts_stay(MatchDecision decision)
    {
        Store.Propose([Found], SomeMatch.At);
        MatchTurn turn = new(Found.Id, decision, "ada", SomeMatch.At.AddHours(1), "read both");
        Assert.Null(Store.Decide([(turn, Found)]));
        Store.Propose([Found], SomeMatch.At.AddHours(2));
        StoredMatch read = Store.Find(Found.Id)!;
        Assert.Equal((decision, turn), (read.Decision, read.LastDecision));
        Assert.Equal((SomeMatch.At, SomeMatch.At.AddHours(2)), (read.ProposedAt, read.FoundAt));
        Assert.Equal(2, Store.History(Found.Id).Count);
    }

    [Fact]
    public void Found_by_other_texts_or_with_another_grade_it_waits_again_and_remembers()
    {
        Store.Propose([Found], SomeMatch.At);
        MatchTurn approved = new(Found.Id, MatchDecision.Approved, "ada", SomeMatch.At, "read both");
        Assert.Null(Store.Decide([(approved, Found)]));
        Store.Propose([Found with { TextsHash = "h2", TheirRules = "By the close." }], SomeMatch.At.AddHours(1));
        StoredMatch read = Store.Find(Found.Id)!;
        Assert.Equal((MatchDecision.Pending, approved, "By the close."), (read.Decision, read.LastDecision, read.Match.TheirRules));
        Assert.Null(Store.Decide([(approved, read.Match)]));
        Store.Propose([Found with { TextsHash = "h2", Grade = MatchGrade.Subset }], SomeMatch.At.AddHours(2));
        Assert.Equal(MatchDecision.Pending, Store.Find(Found.Id)!.Decision);
        Assert.Equal(
            ["found by rules: Equivalent", "read both", "found again, by other texts: Equivalent", "read both", "found again, with another grade: Subset"],
            Store.History(Found.Id).Select(static turn => turn.Reason));
    }

    [Fact]
    public void What_waits_comes_first_and_then_by_ticker()
    {
        FoundMatch[] found = [SomeMatch.Found("C"), SomeMatch.Found("A"), SomeMatch.Found("B", "2"), SomeMatch.Found("B", "1")];
        Store.Propose(found, SomeMatch.At);
        Assert.Null(Store.Decide([(new MatchTurn(found[1].Id, MatchDecision.Rejected, "ada", SomeMatch.At, "no"), found[1])]));
        Assert.Equal(
            [("B", "1"), ("B", "2"), ("C", "516947"), ("A", "516947")],
            Store.List(null).Select(static stored => (stored.Match.Ticker, stored.Match.TheirId)));
        Assert.Equal("A", Assert.Single(Store.List(MatchDecision.Rejected)).Match.Ticker);
        Assert.Empty(Store.List(MatchDecision.Approved));
    }

    [Fact]
    public void A_decision_is_about_what_was_read_and_about_nothing_else()
    {
        MatchTurn approved = new(Found.Id, MatchDecision.Approved, "ada", SomeMatch.At, "read");
        Assert.Equal(Found.Id, Store.Decide([(approved, Found)]));
        Assert.Empty(Store.List(null));
        FoundMatch other = SomeMatch.Found("A");
        Store.Propose([Found, other], SomeMatch.At);
        foreach (FoundMatch changed in (FoundMatch[])[Found with { TextsHash = "h2" }, Found with { Grade = MatchGrade.Subset }])
        {
            Assert.Equal(Found.Id, Store.Decide([(approved with { Id = other.Id }, other), (approved, changed)]));
        }

        Assert.Equal(2, Store.List(MatchDecision.Pending).Count);
        Assert.Single(Store.History(Found.Id));
    }
}
