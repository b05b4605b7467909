using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Dutchbook.Unit.Domain;
using Xunit;

namespace Dutchbook.Unit.Enrichment;

public sealed class PolymarketClients
{
    [Fact]
    public async Task Pages_follow_the_cursor_to_its_end()
    {
        await using Loopback server = await Loopback.StartAsync(static (target, _) => (200, target.Contains("after_cursor=abc", StringComparison.Ordinal)
            ? Page(Listed("2", "Will B happen?"), null)
            : Page(Listed("1", "Will A happen?"), "abc")));
        IReadOnlyList<PolymarketMarket> markets = await Gamma(server).OpenMarkets(CancellationToken.None);
        Assert.Equal(["1", "2"], markets.Select(static market => market.Id));
        Assert.Equal(["11", "12"], [markets[0].YesToken, markets[0].NoToken]);
        Assert.Equal(new PolymarketFee(Some.Ratio("0.04"), 1), markets[0].Fee);
        Assert.Equal(
            "/markets/keyset?limit=100&closed=false&active=true&order=volume24hr&ascending=false&after_cursor=abc", server.Asked[1]);
    }

    [Fact]
    public async Task A_cursor_that_leads_back_is_noticed()
    {
        await using Loopback server = await Loopback.StartAsync(static (_, _) => (200, Page(Listed("1", "Will A happen?"), "abc")));
        SourceFailure failure = await Sources.Failure(() => Gamma(server).OpenMarkets(CancellationToken.None));
        Assert.Equal("the same page came twice", failure.Detail);
    }

    [Fact]
    public async Task One_bad_market_is_skipped_and_told()
    {
        string bad = Listed("2", "Will B happen?").Replace("\"bestAsk\":0.46", "\"bestAsk\":1.46", StringComparison.Ordinal);
        await using Loopback server = await Loopback.StartAsync((_, _) => (200, Page($"{Listed("1", "Will A happen?")},{bad}", null)));
        GammaMarkets gamma = Gamma(server);
        Assert.Single(await gamma.OpenMarkets(CancellationToken.None));
        Assert.Equal((1, "bestAsk is no probability"), gamma.Skipped);
    }

    [Fact]
    public async Task A_renamed_field_fails_the_page_instead_of_emptying_it()
    {
        string renamed = Listed("1", "Will A happen?").Replace("clobTokenIds", "tokenIds", StringComparison.Ordinal);
        await using Loopback server = await Loopback.StartAsync((_, _) => (200, Page(renamed, null)));
        SourceFailure failure = await Sources.Failure(() => Gamma(server).OpenMarkets(CancellationToken.None));
        Assert.Equal(FailureKind.Malformed, failure.Kind);
        Assert.Contains("clobTokenIds is missing", failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Books_are_put_in_order_and_sizes_cut()
    {
        await using Loopback server = await Loopback.StartAsync(static (_, _) => (200, Book("11", "0.40", "0.46")));
        PolymarketBook book = (await Clob(server).Read(["11"], CancellationToken.None))["11"];
        Assert.Equal("/books [{\"token_id\":\"11\"}]", Assert.Single(server.Asked));
        Assert.Equal([Some.Level("0.40", "10.12"), Some.Level("0.01", "5")], book.Bids);
        Assert.Equal([Some.Level("0.46", "10.12"), Some.Level("0.99", "5")], book.Asks);
    }

    [Theory]
    [InlineData("1.40", "0.46", FailureKind.OutOfRange)]
    [InlineData("NaN", "0.46", FailureKind.Missing)]
    [InlineData("0.40005", "0.46", FailureKind.OutOfRange)]
    [InlineData("-0.1", "0.46", FailureKind.OutOfRange)]
    public async Task A_price_that_is_none_is_named(string bid, string ask, FailureKind kind)
    {
        await using Loopback server = await Loopback.StartAsync((_, _) => (200, Book("11", bid, ask)));
        Assert.Equal(kind, (await Sources.Failure(() => Clob(server).Read(["11"], CancellationToken.None))).Kind);
    }

    [Fact]
    public async Task The_same_question_elsewhere_gives_what_it_can_be_sold_and_bought_for()
    {
        // 0.40 and 0.46 with fees of 0.04 x 0.24 and 0.04 x 0.2484, and two points for another resolution.
        MarketEvidence? evidence = await Ask("Will the Fed cut rates in March 2027?", "Will the Fed cut rates in March 2027?");
        Assert.Equal("0.3704 to 0.48994", evidence?.Yes.ToString());
        Assert.StartsWith("Equivalent: ", evidence?.Applies, StringComparison.Ordinal);
        Assert.Equal("Polymarket 1", evidence?.Provenance);
        Assert.True(evidence!.IsUnreviewed);
        Assert.Equal(["unreviewed match", "another venue, with a resolution of its own"], evidence.Reservations);
    }

    [Fact]
    public async Task A_question_the_other_way_round_gives_the_mirror_image() => Assert.Equal(
        "0.51006 to 0.6296",
        (await Ask("Will the Fed not cut rates in March 2027?", "Will the Fed cut rates in March 2027?"))?.Yes.ToString());

    [Fact]
    public async Task A_wider_question_bounds_from_above_only() => Assert.Equal(
        "0 to 0.48994",
        (await Ask("Will Bitcoin be above $150k on March 1?", "Will Bitcoin be above $140k on March 1?"))?.Yes.ToString());

    [Fact]
    public async Task A_merely_related_question_says_nothing() =>
        Assert.Null(await Ask("Will the Fed cut rates in March 2027?", "Will the ECB cut rates in March 2027?"));

    [Fact]
    public async Task Rules_that_name_another_publisher_are_not_compared() => Assert.Null(await Ask(
        "Will Bitcoin be above $150k on March 1?", "Will Bitcoin be above $150k on March 1?",
        ourRules: "The 60 second average of CF Benchmarks BRTI.", theirRules: "The close of the Binance one minute candle."));

    [Fact]
    public async Task A_leg_here_and_the_opposite_side_there_are_a_gap()
    {
        // YES here at 0.42 and NO there at 1 - 0.40: 1.02. NO here at 0.45 and YES there at 0.46: 0.91, less both fees.
        await using Loopback server = await Loopback.StartAsync((target, _) => (200, target.StartsWith("/books", StringComparison.Ordinal)
            ? Book("11", "0.40", "0.46")
            : Page(Listed("1", "Will the index be above 61?"), null)));
        PolymarketSource source = new(Gamma(server), Clob(server), UnreviewedMatches.Instance, new RunningClock(Sources.Now));
        Opportunity basket = SomeBasket.Ladder();
        Market market = new() { Ticker = "X", Title = Utf8Text.From("Will the index be above 61?") };
        Assert.Null(await source.GapAsync(basket.Legs[0] with { Claim = Claim.Yes(market) }, MemberKind.Direct, CancellationToken.None));
        CrossGap? gap = await source.GapAsync(basket.Legs[1] with { Claim = Claim.No(market) }, MemberKind.Direct, CancellationToken.None);
        Assert.Equal(Some.Quantity("10"), gap?.Contracts);
        Assert.Equal(Some.Money("9.1"), gap?.Cost);
        Assert.Equal("Polymarket 1: Will the index be above 61?", gap?.There);
        Assert.True(gap!.Edge.IsPositive);
    }

    private static async Task<MarketEvidence?> Ask(string ours, string theirs, string ourRules = "", string theirRules = "")
    {
        await using Loopback server = await Loopback.StartAsync((target, _) => (200, target.StartsWith("/books", StringComparison.Ordinal)
            ? Book("11", "0.40", "0.46")
            : Page($"{Listed("3", "Will it rain on Mars?")},{Listed("1", theirs, theirRules)}", null)));
        PolymarketSource source = new(Gamma(server), Clob(server), UnreviewedMatches.Instance, new RunningClock(Sources.Now));
        Market market = new() { Ticker = "KXA-B", Title = Utf8Text.From(ours), RulesPrimary = Utf8Text.From(ourRules) };
        return await source.AskAsync(new MarketQuestion(market, null, null, Sources.Now), CancellationToken.None);
    }

    private static GammaMarkets Gamma(Loopback server) => new(Sources.Reader(name: "polymarket"), server.Address, 5);

    private static ClobBooks Clob(Loopback server) => new(Sources.Reader(name: "polymarket"), server.Address);

    private static string Page(string markets, string? cursor) =>
        $$"""{"markets":[{{markets}}]{{(cursor is null ? "" : $",\"next_cursor\":\"{cursor}\"")}}}""";

    private static string Listed(string id, string question, string rules = "") => $$"""
        {"id":"{{id}}","question":"{{question}}","conditionId":"0x1","slug":"x","description":"{{rules}}","endDate":"2027-03-17T00:00:00Z",
         "outcomes":"[\"Yes\", \"No\"]","outcomePrices":"[\"0.43\", \"0.57\"]","clobTokenIds":"[\"11\", \"12\"]","volume":"1","active":true,
         "closed":false,"acceptingOrders":true,"bestBid":0.40,"bestAsk":0.46,"lastTradePrice":0.45,"negRisk":false,"feesEnabled":true,
         "feeSchedule":{"rate":"0.04","exponent":1,"takerOnly":true,"rebateRate":0.25} }
        """;

    private static string Book(string token, string bid, string ask) => string.Create(CultureInfo.InvariantCulture, $$"""
        [{"market":"0x1","asset_id":"{{token}}","timestamp":"{{Sources.Now.ToUnixTimeMilliseconds()}}","hash":"h",
          "bids":[{"price":"0.01","size":"5"},{"price":"{{bid}}","size":"10.129999"}],
          "asks":[{"price":"0.99","size":"5"},{"price":"{{ask}}","size":"10.129999"}],"min_order_size":"5","tick_size":"0.01","neg_risk":false}]
        """);
}
