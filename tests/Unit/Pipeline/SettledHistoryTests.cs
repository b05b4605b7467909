using Dutchbook.Cli;
using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Dutchbook.Storage;
using Dutchbook.Unit.Storage;
using Xunit;

namespace Dutchbook.Unit.Pipeline;

/// <summary>Counting what became of mispriced relations, from a database.</summary>
public sealed class SettledHistoryTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // The stored basket buys NO of A and earns 9.561 cents; the relation says that A implies B.
    [Theory]
    [InlineData("yes", "yes", 1, 0)]
    [InlineData("no", "no", 1, 0)]
    [InlineData("yes", "no", 0, 1)]
    public void A_relation_that_does_not_allow_what_its_markets_paid_is_broken(string narrow, string wide, int held, int broken)
    {
        Assert.Equal(
            [new SettledRelations("deadline ladder", ViolationSize.FiveCents, held, broken)], History(Paid("A", narrow), Paid("B", wide)));
    }

    [Fact]
    public void A_market_that_the_basket_does_not_trade_must_have_settled_too() =>
        Assert.Empty(History(Paid("A", "yes"), Stored.Market("B")));

    [Fact]
    public void A_market_that_was_never_read_settles_nothing() => Assert.Empty(History(Paid("A", "no")));

    [Fact]
    public void A_line_is_judged_by_its_cells()
    {
        Claim[] claims = [Claim.Yes(Stored.Market("A")), Claim.No(Stored.Market("B"))];
        Relation line = new(RelationType.Line, claims, new CellLine(["<60", "60-65", ">65"], [new(1, 3), new(0, 1)])) { Rule = "cells" };
        Relation again = RelationJson.Read(ScanStorage.RelationDocument(line))!;

        Assert.Equal(line.Id, again.Id);
        Assert.Equal("cells", again.Rule);
        Assert.Equal(line.Line!.Spans, again.Line!.Spans);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"type":"Subset","rule":"r","strength":"Hard","claims":[{"ticker":"A","side":"maybe"}]}""")]
    public void A_document_that_says_no_relation_is_none(string document) => Assert.Null(RelationJson.Read(document));

    private IReadOnlyList<SettledRelations> History(params Market[] markets)
    {
        using SqliteDatabase database = SqliteDatabase.OpenWriter(_folder.File("dutchbook.db"));
        ScanStorage.SaveRelations(database, Stored.Map(Stored.Relation()), Stored.Noon);
        DocumentedOpportunity found = Stored.Found("1");
        database.Opportunities.Save(Stored.Scan(Stored.Noon), [found], known => [EpisodeOf(found.Opportunity)]);
        database.Markets.Save(Stored.Snapshot(Stored.Noon.AddDays(1), markets));
        return SettledHistory.Of(
            database.Opportunities,
            database.Markets,
            id => database.Relations.Find(id) is { } stored ? RelationJson.Read(stored.Document) : null);
    }

    private static Market Paid(string ticker, string result) => new()
    {
        Ticker = ticker,
        EventTicker = "EV",
        Status = new Open<MarketStatus>(MarketStatus.Finalized, "finalized"),
        Result = new Open<MarketResult>(result == "yes" ? MarketResult.Yes : MarketResult.No, result),
    };

    private static Episode EpisodeOf(Opportunity opportunity) => new()
    {
        OpportunityId = opportunity.Id,
        Status = opportunity.Status,
        Grade = opportunity.Grade,
        Score = opportunity.Score,
        Edge = opportunity.Edge,
        FirstSeen = Stored.Noon,
        LastSeen = Stored.Noon,
        TimesSeen = 1,
        BestEdge = opportunity.Edge,
        BestAt = Stored.Noon,
        ExpiresAt = null,
        Tickers = ["A"],
    };
}
