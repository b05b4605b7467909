using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

public sealed class CollectionEndpointsTests
{
    private const string One = """
        {"collection_ticker":"KXMVE-R","series_ticker":"KXMVE","title":"Combos","description":"Games","open_date":"2026-01-01T00:00:00Z",
         "close_date":"2027-01-01T00:00:00Z","associated_events":[
           {"ticker":"KXNFLGAME-1","is_yes_only":true,"size_max":1,"size_min":null,"active_quoters":[]},{"ticker":"KXNBAGAME-1"}],
         "associated_event_tickers":["KXNFLGAME-1"],"is_ordered":false,"is_single_market_per_event":false,"is_all_yes":false,
         "size_min":2,"size_max":0,"functional_description":"YES if all are","exchange_index":1}
        """;

    [Fact]
    public async Task Collections_say_which_legs_a_combo_may_have()
    {
        (List<Listing<Collection>> pages, string[] targets) = await Reading.Of(
            static client => Reading.All(client.Collections.GetCollections(
                new CollectionFilter { Status = "open", AssociatedEventTicker = "E", SeriesTicker = "S" }, default)),
            $$"""{"multivariate_contracts":[{{One}},{"collection_ticker":"BARE","associated_events":null},{"collection_ticker":"X"},{"collection_ticker":"Y","associated_events":[{}]}]}""");
        Assert.Equal(["/multivariate_event_collections?limit=200&status=open&associated_event_ticker=E&series_ticker=S"], targets);
        Check(pages[0].Items[0]);
        Collection bare = pages[0].Items[1];
        Assert.Equal(("BARE", null, null, null, 0), (bare.Ticker, bare.IsOrdered, bare.FewestLegs, bare.ExchangeIndex, bare.Events.Count));
        Assert.Equal(
            ["multivariate_contracts[2]: associated_events missing", "multivariate_contracts[3]: associated_events[0] of another kind than documented"],
            pages[0].Skipped.Select(static defect => defect.ToString()));
    }

    [Fact]
    public async Task One_collection_is_read_by_its_name()
    {
        (Collection collection, string[] targets) = await Reading.Of(
            static client => client.Collections.GetCollection("KXMVE-R", default), $$"""{"multivariate_contract":{{One}}}""");
        Assert.Equal(["/multivariate_event_collections/KXMVE-R"], targets);
        Check(collection);
    }

    [Theory]
    [InlineData("""{"multivariate_contract":null}""", "multivariate_contract missing")]
    [InlineData("""{"multivariate_contract":{"collection_ticker":"A","associated_events":[],"open_date":"x"}}""", "open_date 'x' is not")]
    [InlineData("""{"multivariate_contract":{"associated_events":[]}}""", "multivariate_contract of another kind")]
    public async Task A_collection_that_cannot_be_read_is_a_typed_error(string body, string says)
    {
        KalshiException e = await Assert.ThrowsAsync<KalshiException>(
            () => Reading.Of(static client => client.Collections.GetCollection("A", default), body));
        Assert.Equal(KalshiErrorKind.WrongShape, e.Kind);
        Assert.Contains(says, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "")]
    [InlineData("KXMVE", null, "&series_ticker=KXMVE")]
    [InlineData(null, "KXMVE-R", "&collection_ticker=KXMVE-R")]
    public async Task Combo_events_come_as_they_are(string? series, string? collection, string filter)
    {
        (List<RawPage> pages, string[] targets) = await Reading.Of(
            client => Reading.All(client.Collections.GetMultivariateEvents(series, collection, default)), """{"events":[],"cursor":""}""");
        Assert.Equal(["/events/multivariate?limit=200&with_nested_markets=true" + filter], targets);
        Assert.Equal("/trade-api/v2/events/multivariate", pages.Single().Path);
    }

    [Fact]
    public async Task Combo_events_are_filtered_by_one_thing() =>
        await Assert.ThrowsAsync<ArgumentException>(
            () => Reading.Of(static client => Reading.All(client.Collections.GetMultivariateEvents("S", "C", default)), "{}"));

    private static void Check(Collection collection)
    {
        Assert.Equal(
            ("KXMVE-R", "KXMVE", false, 2, 0, 1),
            (collection.Ticker, collection.SeriesTicker, collection.IsOrdered, collection.FewestLegs, collection.MostLegs, collection.ExchangeIndex));
        Assert.Equal(
            [new CollectionEvent("KXNFLGAME-1", true, null, 1), new CollectionEvent("KXNBAGAME-1", null, null, null)], collection.Events);
    }
}
