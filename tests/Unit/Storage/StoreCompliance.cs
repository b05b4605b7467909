using System.Text;
using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Xunit;

namespace Dutchbook.Unit.Storage;

/// <summary>What every store must do, whatever it is made of.</summary>
public abstract partial class StoreCompliance
{
    private const string Document = """{"why":"fields"}""";

    private protected abstract IMarketStore Markets { get; }

    private protected abstract IRelationStore Relations { get; }

    private protected abstract IOpportunityStore Opportunities { get; }

    [Fact]
    public void An_empty_store_has_nothing()
    {
        Assert.Equal(new StoreCounts(0, 0, 0, 0), Markets.Count());
        Assert.Null(Markets.Find("A"));
        Assert.Null(Markets.FindEvent("EV"));
        Assert.Empty(Markets.Prices("A", 10));
        Assert.Empty(Relations.List(new RelationFilter()));
        Assert.Null(Relations.Find("r"));
        Assert.Empty(Opportunities.List(new OpportunityFilter { LatestOnly = true }));
        Assert.Empty(Opportunities.Scans(10));
    }

    [Fact]
    public void A_market_reads_back_as_it_was_saved()
    {
        Market market = Stored.Market("A", Stored.Quote(4_000, 4_300), Utf8Text.From("If it rains, YES."), Quantity.FromContracts(7));

        SaveSummary saved = Markets.Save(Stored.Snapshot(Stored.Noon, market));

        Assert.Equal(new SaveSummary(1, 1, 1, 1), saved);
        StoredMarket read = Markets.Find("A")!;
        Assert.Equal(("EV", "SE", "Economics"), (read.EventTicker, read.SeriesTicker, read.Category));
        Assert.Equal("active", read.Status);
        Assert.Equal("3.50", read.FloorStrike.ToString());
        Assert.Equal(market.RulesPrimary, read.RulesPrimary);
        Assert.Equal(market.Quote, read.Quote);
        Assert.Equal(Quantity.FromContracts(7), read.Volume);
        Assert.Equal(Stored.Noon, read.UpdatedAt);
    }

    [Fact]
    public void An_event_keeps_its_members_in_order()
    {
        Markets.Save(Stored.Snapshot(Stored.Noon, Stored.Market("B"), Stored.Market("A")));

        StoredEvent item = Markets.FindEvent("EV")!;
        Assert.Equal(["B", "A"], item.MarketTickers);
        Assert.True(item.MutuallyExclusive);
        Assert.True(item.IsWhole);
    }

    [Fact]
    public void What_the_venue_did_not_say_stays_unknown()
    {
        Markets.Save(Stored.Snapshot(Stored.Noon, new Market { Ticker = "A" }));

        StoredMarket read = Markets.Find("A")!;
        Assert.Null(read.Volume);
        Assert.Null(read.OpenInterest);
        Assert.Null(read.LastPrice);
        Assert.Null(read.FloorStrike);
        Assert.Null(read.CloseTime);
        Assert.False(read.Quote.HasYesBid);
        Assert.False(read.Quote.HasYesAsk);
        Assert.Empty(Markets.Prices("A", 10));
    }

    [Fact]
    public void A_zero_that_the_venue_said_is_a_zero()
    {
        Markets.Save(Stored.Snapshot(Stored.Noon, Stored.Market("A", volume: Quantity.Zero)));

        Assert.Equal(Quantity.Zero, Markets.Find("A")!.Volume);
    }

    [Fact]
    public void An_unchanged_pass_writes_nothing()
    {
        Markets.Save(Stored.Snapshot(Stored.Noon, Stored.Market("A", Stored.Quote(4_000, 4_300))));

        SaveSummary again = Markets.Save(
            Stored.Snapshot(Stored.Noon.AddMinutes(1), Stored.Market("A", Stored.Quote(4_000, 4_300))));

        Assert.Equal(new SaveSummary(0, 0, 0, 0), again);
        Assert.Equal(Stored.Noon, Markets.Find("A")!.UpdatedAt);
    }

    [Fact]
    public void A_price_row_is_written_only_when_a_price_or_size_changed()
    {
        Quote first = Stored.Quote(4_000, 4_300);
        Quote thinner = first with { YesAskSize = Quantity.FromContracts(1) };
        Save(0, first, volume: 1);
        Save(1, first, volume: 2);
        Save(2, thinner, volume: 2);
        Save(3, Quote.None, volume: 2);
        Save(4, Quote.None, volume: 3);
        Save(5, first, volume: 3);

        (int, Quote)[] points =
            [.. Markets.Prices("A", 10).Select(static point => ((int)(point.At - Stored.Noon).TotalMinutes, point.Quote))];
        Assert.Equal([(5, first), (3, Quote.None), (2, thinner), (0, first)], points);
        Assert.Equal(Quantity.FromContracts(3), Markets.Find("A")!.Volume);
        Assert.Single(Markets.Prices("A", 1));

        void Save(int minute, Quote quote, long volume) => Markets.Save(Stored.Snapshot(
            Stored.Noon.AddMinutes(minute), Stored.Market("A", quote, volume: Quantity.FromContracts(volume))));
    }

    [Fact]
    public void Changed_rules_replace_the_old_ones()
    {
        Markets.Save(Stored.Snapshot(Stored.Noon, Stored.Market("A", rules: Utf8Text.From("above 3"))));

        SaveSummary saved = Markets.Save(
            Stored.Snapshot(Stored.Noon.AddMinutes(1), Stored.Market("A", rules: Utf8Text.From("at least 3"))));

        Assert.Equal(1, saved.Markets);
        Assert.Equal("at least 3", Markets.Find("A")!.RulesPrimary.ToString());
        Assert.Equal(1, Markets.Count().Markets);
    }

    [Fact]
    public void An_older_snapshot_adds_what_is_missing_and_changes_nothing()
    {
        Markets.Save(Stored.Snapshot(Stored.Noon, Stored.Market("A", Stored.Quote(4_000, 4_300))));

        SaveSummary older = Markets.Save(Stored.Snapshot(
            Stored.Noon.AddHours(-1), Stored.Market("A", Stored.Quote(1_000, 2_000)), Stored.Market("B")));

        Assert.Equal(1, older.Markets);
        Assert.Equal(Stored.Quote(4_000, 4_300), Markets.Find("A")!.Quote);
        Assert.Single(Markets.Prices("A", 10));
        Assert.NotNull(Markets.Find("B"));
    }

    [Theory]
    [InlineData("'); DROP TABLE markets; --")]
    [InlineData("before\0after")]
    [InlineData("\u202Eright to left\u202C \u001B[31mred")]
    [InlineData("\U0001F3B2 naïve ?1 :a @b $c")]
    public void Hostile_text_comes_back_byte_for_byte(string text)
    {
        Market market = Stored.Market("M " + text, rules: Utf8Text.From(text));

        Markets.Save(Stored.Snapshot(Stored.Noon, market));

        Assert.Equal(market.RulesPrimary, Markets.Find(market.Ticker)!.RulesPrimary);
        Assert.Equal(market.Ticker, Assert.Single(Markets.FindEvent("EV")!.MarketTickers));
    }

    [Fact]
    public void Rules_of_200_kB_are_kept_whole()
    {
        string rules = string.Concat(Enumerable.Range(0, 20_000).Select(static i => $"rule {i:D5}"));
        Markets.Save(Stored.Snapshot(Stored.Noon, Stored.Market("A", rules: Utf8Text.From(rules))));

        Assert.Equal(rules, Markets.Find("A")!.RulesPrimary.ToString());
    }

    [Theory]
    [InlineData(16_000)]
    [InlineData(16_370)]
    [InlineData(16_380)]
    [InlineData(16_384)]
    [InlineData(16_400)]
    [InlineData(33_000)]
    public void Texts_come_back_whole_however_long_a_row_is(int length)
    {
        Market[] markets = [.. Enumerable.Range(0, 12).Select(i => Stored.Market($"M{i}", rules: Utf8Text.From(Text(i, length - i))))];
        Markets.Save(Stored.Snapshot(Stored.Noon, markets));
        Assert.All(markets, market => Assert.Equal(market.RulesPrimary, Markets.Find(market.Ticker)!.RulesPrimary));
        Assert.All(markets, market => Assert.Equal("EV", Markets.Find(market.Ticker)!.EventTicker));

        static string Text(int seed, int length) => new([.. Enumerable.Range(0, length).Select(at => (char)('a' + ((seed + at) % 26)))]);
    }

    [Fact]
    public void Of_many_markets_only_the_changed_are_written_again()
    {
        Market[] markets = [.. Enumerable.Range(0, 9_000).Select(static i => Stored.Market($"M{i}", Stored.Quote(4_000, 4_200)))];
        Assert.Equal(new SaveSummary(1, 1, 9_000, 9_000), Markets.Save(Stored.Snapshot(Stored.Noon, markets)));
        foreach (int changed in (int[])[0, 4_095, 4_096, 8_999])
        {
            markets[changed] = Stored.Market($"M{changed}", Stored.Quote(4_000, 4_300));
        }

        Assert.Equal(new SaveSummary(0, 0, 4, 4), Markets.Save(Stored.Snapshot(Stored.Noon.AddMinutes(1), markets)));
        Assert.Equal(new StoreCounts(1, 1, 9_000, 9_004), Markets.Count());
        Assert.Equal(4_300, Markets.Find("M4096")!.Quote.YesAsk.Ticks);
    }

    [Fact]
    public void Broken_UTF_8_is_stored_with_replacement_characters()
    {
        byte[] broken = [.. "rain"u8, 0xC3, 0x28];
        Markets.Save(Stored.Snapshot(Stored.Noon, Stored.Market("A", rules: new Utf8Text(broken))));

        Assert.Equal(Encoding.UTF8.GetBytes("rain\uFFFD("), Markets.Find("A")!.RulesPrimary.Span.ToArray());
    }

    [Fact]
    public void Progress_ends_with_every_market()
    {
        Reports reports = new();
        Markets.Save(Stored.Snapshot(Stored.Noon, Stored.Market("A"), Stored.Market("B")), reports);

        Assert.Equal(new SaveProgress(2, 2), reports.Last);
    }

    [Fact]
    public void A_relation_reads_back_as_it_was_saved()
    {
        Relation relation = Stored.Relation();
        Relations.Save(Stored.Map(relation), Stored.Noon, static _ => Document);

        StoredRelation read = Relations.Find(relation.Id)!;
        Assert.Equal((RelationType.Subset, Tier.Proven, Strength.Hard, RelationStatus.Active),
            (read.Type, read.Tier, read.Strength, read.Status));
        Assert.Equal(["A", "B"], read.Tickers);
        Assert.Equal("P(YES A) <= P(YES B)", read.Formula);
        Assert.Equal("rules: before June\nrules: before September", read.Reasoning);
        Assert.Equal(Ratio.FromPartsPerMillion(995_000), read.Confidence);
        Assert.Equal(Document, read.Document);
        Assert.NotEmpty(read.Description);
    }

    [Fact]
    public void A_relation_found_again_keeps_its_birth_and_its_status()
    {
        Relation rejected = Stored.Relation(status: RelationStatus.Rejected);
        Relations.Save(Stored.Map(rejected), Stored.Noon, static _ => "{}");
        Relations.Save(Stored.Map(Stored.Relation()), Stored.Noon.AddHours(1), static _ => Document);
        Relations.Save(Stored.Map(Stored.Relation()), Stored.Noon.AddHours(-1), static _ => "{}");

        StoredRelation read = Assert.Single(Relations.List(new RelationFilter()));
        Assert.Equal(RelationStatus.Rejected, read.Status);
        Assert.Equal((Stored.Noon, Stored.Noon.AddHours(1)), (read.CreatedAt, read.LastValidated));
        Assert.Equal(Document, read.Document);
    }

    [Fact]
    public void Relations_are_listed_by_what_is_asked_for()
    {
        Relation old = Stored.Relation("A", "B");
        Relation current = Stored.Relation("C", "D", RelationStatus.Pending);
        Relations.Save(Stored.Map(old), Stored.Noon, static _ => Document);
        Relations.Save(Stored.Map(current), Stored.Noon.AddHours(1), static _ => Document);

        Assert.Equal(2, Relations.List(new RelationFilter()).Count);
        Assert.Equal([current.Id], Ids(new RelationFilter { LatestOnly = true }));
        Assert.Equal([old.Id], Ids(new RelationFilter { Ticker = "B" }));
        Assert.Equal([current.Id], Ids(new RelationFilter { Status = RelationStatus.Pending }));
        Assert.Empty(Ids(new RelationFilter { Type = RelationType.Partition }));
        Assert.Empty(Ids(new RelationFilter { Tier = Tier.Reviewed }));
        Assert.Single(Ids(new RelationFilter { Limit = 1 }));

        string[] Ids(RelationFilter filter) => [.. Relations.List(filter).Select(static row => row.Id)];
    }

    private sealed class Reports : IProgress<SaveProgress>
    {
        public SaveProgress Last { get; private set; }

        public void Report(SaveProgress value) => Last = value;
    }
}

public sealed class InMemoryStores : StoreCompliance
{
    private protected override IMarketStore Markets { get; } = new InMemoryMarketStore();

    private protected override IRelationStore Relations { get; } = new InMemoryRelationStore();

    private protected override IOpportunityStore Opportunities { get; } = new InMemoryOpportunityStore();
}
