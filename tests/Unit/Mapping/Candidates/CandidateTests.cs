using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Dutchbook.Mapping;
using Dutchbook.Storage;
using Dutchbook.Unit.House;
using Xunit;

namespace Dutchbook.Unit.Mapping.Candidates;

public sealed class CandidateTests
{
    private static CandidateSet Find(VenueSnapshot snapshot, CandidateOptions? options = null) =>
        new CandidateFinder(options ?? new CandidateOptions(), static () => new SqliteTextSearch()).Find(snapshot);

    private static EventPair Pair(CandidateSet candidates, string first, string second) =>
        Assert.Single(candidates.Pairs, pair => pair.First.Ticker == first && pair.Second.Ticker == second);

    private static Row Question(string ticker, string title, string rules) => new(ticker) { Title = title, Rules = rules, Secondary = "" };

    private static Listing Listing() => new Listing()
        .Series("KXRATE").Series("KXDECISION").Series("KXSHIP")
        .Event("KXRATE-26MAR", Question("KXRATE-26MAR-A", "Fed funds rate after the March meeting?",
            "If the upper bound of the federal funds rate is above 4.00% following the March 2026 meeting, then the market resolves to Yes."))
        .Event("KXDECISION-26MAR", Question("KXDECISION-26MAR-A", "Fed decision in March?",
            "If the Federal Reserve cuts the federal funds rate at its March 2026 meeting, then the market resolves to Yes."))
        .Event("KXSHIP-26", Question("KXSHIP-26-A", "Starship flight 12?", "If Starship flight 12 lifts off before May 1, 2026, then the market resolves to Yes."))
        .Event("KXRATE-26JUN", Question("KXRATE-26JUN-A", "Fed funds rate after the June meeting?",
            "If the upper bound of the federal funds rate is above 4.25% following the June 2026 meeting, then the market resolves to Yes."));

    [Fact]
    public void Events_that_ask_the_same_of_other_numbers_and_days_come_first()
    {
        CandidateSet candidates = Find(Listing().Read());
        EventPair first = candidates.Pairs[0];
        Assert.Equal(("KXRATE-26MAR", "KXRATE-26JUN"), (first.First.Ticker, first.Second.Ticker));
        Assert.Contains("the same rules", first.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Rare_words_bring_events_of_different_wording_together()
    {
        CandidateSet candidates = Find(Listing().Read(), new CandidateOptions { CommonWordPerMille = 1_000 });
        Assert.Contains("rare words", Pair(candidates, "KXRATE-26MAR", "KXDECISION-26MAR").Why, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_of_one_market_is_not_read_by_itself() =>
        Assert.Empty(Find(Listing().Read()).Of(MappingPass.Event));

    [Fact]
    public void A_market_names_its_likest_counterpart_first()
    {
        VenueSnapshot snapshot = new Listing().Series("KXA").Series("KXB")
            .Event("KXA-1", Some.Above("KXA-1-50", "50"), Some.Above("KXA-1-70", "70"))
            .Event("KXB-1", Some.Above("KXB-1-30", "30"), Some.Above("KXB-1-55", "55"), Some.Above("KXB-1-90", "90"))
            .Read();
        CandidateSet candidates = Find(snapshot);
        Market market = snapshot.Markets.Single(static market => market.Ticker == "KXA-1-50");
        Assert.Equal(["KXB-1-55", "KXB-1-30", "KXB-1-90"], candidates.Partners(market).Select(static partner => partner.Ticker));
        Assert.Single(candidates.Of(MappingPass.Category));
        Assert.Equal(2, candidates.Of(MappingPass.Event).Count());
    }

    [Fact]
    public void Nobody_has_more_candidates_than_allowed()
    {
        Listing listing = new Listing().Series("KXA");
        for (int i = 0; i < 40; i++)
        {
            listing.Event($"KXA-{i}", Some.Above($"KXA-{i}-1", $"{i + 1}"), Some.Above($"KXA-{i}-2", $"{i + 60}"));
        }

        VenueSnapshot snapshot = listing.Read();
        CandidateSet candidates = Find(snapshot, new CandidateOptions { PerMarket = 7 });
        Assert.All(snapshot.Markets, market => Assert.InRange(candidates.Partners(market).Count, 1, 7));
    }

    [Fact]
    public void Words_with_quotes_operators_and_nothing_in_them_break_no_search()
    {
        using SqliteTextSearch search = new();
        search.Fill(["a \"quoted\" NEAR( word", "AND OR NOT", "", "r&b x*y"]);
        Assert.Equal([0], search.Nearest(["quoted\"", "near("], 5));
        Assert.Equal([3], search.Nearest(["r&b"], 5));
        Assert.Empty(search.Nearest([], 5));
        Assert.Equal([1], search.Nearest(["not"], 5));
    }

    [Fact]
    public void What_is_left_of_rules_is_the_same_for_other_strikes_dates_and_sides()
    {
        ulong mask = WordMask.Of("If the CPI for March 2026 is above 3.0%, then the market resolves to Yes.");
        Assert.Equal(mask, WordMask.Of("If the CPI for Apr 2027 is at most 12%, then the market resolves to Yes."));
        Assert.NotEqual(mask, WordMask.Of("If the PPI for March 2026 is above 3.0%, then the market resolves to Yes."));
        Assert.NotEqual(mask, WordMask.Of("If the CPI for March 2026 is not above 3.0%, then the market resolves to Yes."));
        Assert.Equal(0UL, WordMask.Of(" 12.5% "));
    }

    [Theory]
    [InlineData("kalshi-2026-08", "events_sports_nested.json.gz", 0)]
    [InlineData("kalshi-2026-08", "combo_priced_markets.json.gz", 12)]
    public async Task Recordings_hide_no_provable_relation_from_the_candidates(string folder, string file, int least)
    {
        RecordedVenueSource source = new(
            [Repository.Recorded("data", folder, file)],
            new RecordingOptions { At = new DateTimeOffset(2026, 8, 20, 0, 0, 0, TimeSpan.Zero) });
        Check(await source.ReadAsync(null, TestContext.Current.CancellationToken), least);
    }

    [Fact]
    public async Task The_cents_era_hides_no_provable_relation_from_the_candidates()
    {
        RecordedVenueSource source = new(
            [Repository.Recorded("data", "kalshi-2025-08", "active_markets.jsonl.gz")],
            new RecordingOptions { Era = Era.Cents, At = new DateTimeOffset(2025, 8, 14, 16, 0, 0, TimeSpan.Zero) });
        Check(await source.ReadAsync(null, TestContext.Current.CancellationToken), 0);
    }

    private static void Check(VenueSnapshot snapshot, int least)
    {
        CandidateRecall recall = CandidateRecall.Of(new StructuralMapper(new MappingOptions()).Map(snapshot), Find(snapshot), snapshot);
        Assert.True(recall.Provable >= least, $"only {recall.Provable} relations across events");
        Assert.Empty(recall.Missed);
        Assert.InRange(recall.MostCandidates, 0, 20);
    }
}
