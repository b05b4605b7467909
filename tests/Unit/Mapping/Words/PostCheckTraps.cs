using Dutchbook.Domain;
using Dutchbook.Mapping;
using Xunit;

namespace Dutchbook.Unit.Mapping.Words;

/// <summary>
/// The most gullible model claims these relations; the deterministic check must veto each that is false, and let those
/// stand that are
/// marked as the same.
/// </summary>
public sealed class PostCheckTraps
{
    private static Row Market(string ticker, string rules, string sub = "", string secondary = "") =>
        new(ticker) { Rules = rules + ", then the market resolves to Yes.", Sub = sub, Secondary = secondary, Title = rules.Replace("If ", "", StringComparison.Ordinal) };

    private static Row Rate(string ticker, string type, string strike, string comparison, string middle = "the CPI inflation rate for March 2026, reported to one decimal,") =>
        Market(ticker, $"If {middle} is {comparison} {strike}%", $"{comparison} {strike}%") with
        {
            StrikeType = type,
            Floor = type.StartsWith("greater", StringComparison.Ordinal) ? strike : null,
            Cap = type.StartsWith("less", StringComparison.Ordinal) ? strike : null,
            Title = $"CPI inflation rate {comparison} {strike}%?",
        };

    /// <summary>Two markets of two series with one source, and what is said against a relation between them.</summary>
    private static IReadOnlyList<Veto> Against(RelationType type, Row narrow, Row wide, string narrowSource = "Bureau", string wideSource = "Bureau")
    {
        VenueSnapshot snapshot = new Listing()
            .Series("KXA", narrowSource).Series("KXB", wideSource)
            .Event("KXA-1", narrow).Event("KXB-1", wide).Read();
        return Against(type, snapshot, narrow.Ticker, wide.Ticker);
    }

    private static IReadOnlyList<Veto> Against(RelationType type, VenueSnapshot snapshot, params string[] tickers)
    {
        VenueIndex venue = new(snapshot);
        return new RelationPostCheck(venue).Vetoes(
            new Relation(type, [.. tickers.Select(ticker => Claim.Yes(venue.Find(ticker)!))]) { Rule = "words" });
    }

    private static void Vetoes(RuleAspect aspect, RelationType type, Row narrow, Row wide) =>
        Assert.Contains(Against(type, narrow, wide), veto => veto.Aspect == aspect);

    [Fact]
    public void By_the_19th_and_before_the_20th_are_the_same()
    {
        Row by = Market("KXA-1-A", "If the Orion capsule lands on the Moon by May 19, 2026") with { Title = "Orion on the Moon by May 19?" };
        Row before = Market("KXB-1-B", "If the Orion capsule lands on the Moon before May 20, 2026") with { Title = "Orion on the Moon before May 20?" };
        Assert.Empty(Against(RelationType.Equivalence, by, before));
    }

    [Fact]
    public void By_the_31st_is_not_before_the_31st()
    {
        Row by = Market("KXA-1-A", "If the Orion capsule lands on the Moon by Dec 31, 2026");
        Row before = Market("KXB-1-B", "If the Orion capsule lands on the Moon before Dec 31, 2026");
        Vetoes(RuleAspect.Deadline, RelationType.Equivalence, by, before);
        Vetoes(RuleAspect.Deadline, RelationType.Subset, by, before);
        Assert.Empty(Against(RelationType.Subset, before, by));
    }

    [Fact]
    public void Above_is_not_at_least()
    {
        Row above = Rate("KXA-1-A", "greater", "3.0", "above");
        Row least = Rate("KXB-1-B", "greater_or_equal", "3.0", "at least");
        Vetoes(RuleAspect.Strike, RelationType.Equivalence, above, least);
        Vetoes(RuleAspect.Strike, RelationType.Subset, least, above);
        Assert.Empty(Against(RelationType.Subset, above, least));
    }

    [Fact]
    public void Above_the_last_reported_step_below_is_at_least() => Assert.Empty(Against(
        RelationType.Equivalence, Rate("KXA-1-A", "greater", "2.9", "above"), Rate("KXB-1-B", "greater_or_equal", "3.0", "at least")));

    [Fact]
    public void A_title_that_speaks_of_something_else_spoils_every_relation()
    {
        Row payrolls = Market("KXA-1-A", "If total nonfarm payroll employment for June 2026 is above 100000") with { Title = "Unemployment rate?" };
        Row other = Market("KXB-1-B", "If total nonfarm payroll employment for June 2026 is above 100000") with { Title = "Nonfarm payroll employment?" };
        Vetoes(RuleAspect.Title, RelationType.Equivalence, payrolls, other);
    }

    [Fact]
    public void A_series_named_after_the_nber_that_does_not_use_it_is_not_taken_at_its_name()
    {
        Row named = Market("KXA-1-A", "If real gross domestic product falls in two quarters of 2026") with { Title = "NBER recession in gross domestic product?" };
        Row other = Market("KXB-1-B", "If the Business Cycle Dating Committee announces a recession that began in 2026");
        Vetoes(RuleAspect.Title, RelationType.Equivalence, named, other);
    }

    [Fact]
    public void The_month_of_the_data_is_not_the_month_of_the_release() => Vetoes(RuleAspect.Period, RelationType.Equivalence,
        Market("KXA-1-A", "If the unemployment rate for March 2026 is above the consensus"),
        Market("KXB-1-B", "If the unemployment rate released in March 2026 is above the consensus"));

    [Fact]
    public void Another_month_is_another_figure() => Vetoes(RuleAspect.Period, RelationType.Subset,
        Rate("KXA-1-A", "greater", "4.0", "above"),
        Rate("KXB-1-B", "greater", "3.0", "above", "the CPI inflation rate for April 2026, reported to one decimal,"));

    [Fact]
    public void A_ladder_with_a_missing_strike_is_no_complete_list()
    {
        VenueSnapshot snapshot = new Listing().Series("KXA").Event("KXA-1",
            Some.Below("KXA-1-L", "40"), Some.Between("KXA-1-M", "40", "49"), Some.Above("KXA-1-H", "59")).Read();
        Assert.Contains(Against(RelationType.Exhaustive, snapshot, "KXA-1-L", "KXA-1-M", "KXA-1-H"),
            static veto => veto.Aspect == RuleAspect.Cover && veto.Reason.Contains("hole", StringComparison.Ordinal));
    }

    [Fact]
    public void Candidates_are_exclusive_and_not_all_there_are()
    {
        VenueSnapshot snapshot = new Listing().Series("KXA").Choice("KXA-1", Some.Option("KXA-1-F", "Fischer"), Some.Option("KXA-1-R", "Ricketts")).Read();
        Assert.Empty(Against(RelationType.Exclusive, snapshot, "KXA-1-F", "KXA-1-R"));
        Assert.Contains(Against(RelationType.Exhaustive, snapshot, "KXA-1-F", "KXA-1-R"), static veto => veto.Aspect == RuleAspect.Cover);
    }

    [Fact]
    public void A_page_that_shows_some_of_a_list_shows_no_complete_one()
    {
        VenueSnapshot snapshot = new Listing().Series("KXA").Choice("KXA-1",
            Some.Option("KXA-1-4", "4 photos"), Some.Option("KXA-1-5", "5 photos"), Some.Option("KXA-1-O", "Other")).Read();
        Assert.Contains(Against(RelationType.Exhaustive, snapshot, "KXA-1-4", "KXA-1-5"), static veto => veto.Aspect == RuleAspect.Cover);
    }

    [Fact]
    public void Two_sources_are_two_facts()
    {
        Row one = Market("KXA-1-A", "If the Bitcoin price is above its open on March 5, 2026");
        Row two = one with { Ticker = "KXB-1-B" };
        Assert.Empty(Against(RelationType.Equivalence, one, two));
        Assert.Contains(Against(RelationType.Equivalence, one, two, "CF Benchmarks", "Coinbase"), static veto => veto.Aspect == RuleAspect.Source);
    }

    [Fact]
    public void An_average_is_not_the_last_value() => Vetoes(RuleAspect.Aggregation, RelationType.Equivalence,
        Market("KXA-1-A", "If the average of the Bitcoin index in the minute before 5 PM ET on March 5, 2026 exceeds its open"),
        Market("KXB-1-B", "If the last price of the Bitcoin index in the minute before 5 PM ET on March 5, 2026 exceeds its open"));

    [Fact]
    public void Exact_values_make_no_ladder() => Vetoes(RuleAspect.Strike, RelationType.Threshold,
        Market("KXA-1-T3", "If the CPI inflation rate for March 2026 is exactly 3.0%") with { StrikeType = "custom", Floor = "3.0" },
        Market("KXB-1-T4", "If the CPI inflation rate for March 2026 is exactly 4.0%") with { StrikeType = "custom", Floor = "4.0" });

    [Fact]
    public void The_first_print_is_not_the_revised_figure() => Vetoes(RuleAspect.Revision, RelationType.Equivalence,
        Market("KXA-1-A", "If real GDP growth for the first quarter exceeds the consensus in the advance estimate"),
        Market("KXB-1-B", "If real GDP growth for the first quarter exceeds the consensus in the third estimate"));

    [Fact]
    public void A_delayed_release_settles_one_and_not_the_other() => Vetoes(RuleAspect.Void, RelationType.Equivalence,
        Market("KXA-1-A", "If the jobs report for March 2026 exceeds the consensus", secondary: "If the release is delayed by a shutdown, the market resolves to No."),
        Market("KXB-1-B", "If the jobs report for March 2026 exceeds the consensus", secondary: "If the release is delayed, the market waits for it."));

    [Fact]
    public void A_decision_is_not_the_level_it_leads_to()
    {
        Row cut = Market("KXA-1-A", "If the Federal Reserve cuts the federal funds rate at its March 2026 meeting");
        Row level = Market("KXB-1-B", "If the upper bound of the federal funds rate is lower following the March 2026 meeting");
        Vetoes(RuleAspect.Quantity, RelationType.Subset, cut, level);
        Vetoes(RuleAspect.Quantity, RelationType.Equivalence, cut, level);
    }

    [Fact]
    public void A_nomination_brings_no_election()
    {
        Row nominated = Market("KXA-1-A", "If Jane Doe is nominated for the Senate by May 1, 2026");
        Row elected = Market("KXB-1-B", "If Jane Doe is elected to the Senate by Dec 1, 2026");
        Vetoes(RuleAspect.Stage, RelationType.Subset, nominated, elected);
        Vetoes(RuleAspect.Stage, RelationType.Implication, nominated, elected);
    }

    [Theory]
    [InlineData("If Jane Doe resigns before June 1, 2026", "If Jane Doe resigns by April 30, 2026", RuleAspect.Deadline)]
    [InlineData("If Jane Doe resigns before April 1, 2026", "If John Roe resigns by June 30, 2026", RuleAspect.Subject)]
    [InlineData("If Jane Doe wins the Nebraska Senate race", "If the Republican Party wins the Nebraska Senate race", RuleAspect.Subject)]
    [InlineData("If Jane Doe is the next nominee", "If Jane Doe is nominated", RuleAspect.Order)]
    [InlineData("If Jane Doe does not resign before June 1, 2026", "If Jane Doe resigns before June 1, 2026", RuleAspect.Negation)]
    [InlineData("If Team Alpha wins 2 games", "If Team Alpha wins 3 games", RuleAspect.Numbers)]
    [InlineData("If at least 5 countries win a medal", "If fewer than 5 countries win a medal", RuleAspect.Strike)]
    [InlineData("If any athlete wins at least one medal", "If any athlete wins at least two medals", RuleAspect.Numbers)]
    [InlineData("If Jane Doe paints a picture of a bridge", "If snow falls in the city on a weekday", RuleAspect.Subject)]
    [InlineData("If Jane Doe resigns", "If Jane Doe resigns before June 1, 2026", RuleAspect.Deadline)]
    public void What_peers_took_for_a_subset_is_none(string narrow, string wide, RuleAspect aspect) =>
        Vetoes(aspect, RelationType.Subset, Market("KXA-1-A", narrow), Market("KXB-1-B", wide));

    [Fact]
    public void A_void_clause_of_one_market_breaks_the_pair() => Vetoes(RuleAspect.Void, RelationType.Equivalence,
        Market("KXA-1-A", "If Team Alpha beats Team Beta on March 5, 2026", secondary: "If the game is cancelled, the market resolves to a fair price."),
        Market("KXB-1-B", "If Team Alpha beats Team Beta on March 5, 2026"));

    [Fact]
    public void A_market_that_closes_first_implies_nothing_wider() => Vetoes(RuleAspect.Instant, RelationType.Subset,
        Market("KXA-1-A", "If Jane Doe resigns before April 1, 2026") with { Close = "2026-04-01T04:00:00Z" },
        Market("KXB-1-B", "If Jane Doe resigns before June 1, 2026") with { Close = "2026-03-01T04:00:00Z" });

    [Fact]
    public void Other_words_for_an_earlier_deadline_stand() => Assert.Empty(Against(RelationType.Subset,
        Market("KXA-1-A", "If the Orion capsule lands on the Moon before July 1, 2026"),
        Market("KXB-1-B", "If the Orion capsule touches the surface of the Moon before August 1, 2026")));

    [Fact]
    public void A_month_within_a_deadline_stands_and_one_after_it_falls()
    {
        Row march = Market("KXA-1-A", "If the Federal Reserve cuts rates at its March 2026 meeting");
        Row june = Market("KXB-1-B", "If the Federal Reserve cuts rates before June 30, 2026");
        Assert.Empty(Against(RelationType.Subset, march, june));
        Vetoes(RuleAspect.Deadline, RelationType.Subset, Market("KXA-1-A", "If the Federal Reserve cuts rates at its July 2026 meeting"), june);
    }

    [Fact]
    public void A_market_is_not_related_to_itself_and_no_partition_is_taken_from_words()
    {
        VenueSnapshot snapshot = new Listing().Series("KXA").Event("KXA-1", Some.Above("KXA-1-1", "50"), Some.Below("KXA-1-2", "50")).Read();
        Assert.NotEmpty(Against(RelationType.Equivalence, snapshot, "KXA-1-1", "KXA-1-1"));
        Assert.NotEmpty(Against(RelationType.Partition, snapshot, "KXA-1-1", "KXA-1-2"));
    }

    [Fact]
    public void Differences_are_told_aspect_by_aspect()
    {
        Row one = Market("KXA-1-A", "If the average Bitcoin price exceeds its open on March 5, 2026 at 5 PM ET");
        Row two = Market("KXB-1-B", "If the last price of Bitcoin exceeds its open on March 5, 2026 at 5 PM UTC");
        VenueIndex venue = new(new Listing().Series("KXA").Series("KXB").Event("KXA-1", one).Event("KXB-1", two).Read());
        IReadOnlyList<RuleDifference> differences = new RelationPostCheck(venue).Differences(
            new Relation(RelationType.Equivalence, [Claim.Yes(venue.Find("KXA-1-A")!), Claim.Yes(venue.Find("KXB-1-B")!)]) { Rule = "words" });
        Assert.Equal(("average", "last"), Pair(RuleAspect.Aggregation));
        Assert.Equal(("Eastern", "UTC"), Pair(RuleAspect.TimeZone));
        Assert.False(differences.Single(static item => item.Aspect == RuleAspect.Source).Differs);

        (string, string) Pair(RuleAspect aspect)
        {
            RuleDifference found = differences.Single(item => item.Aspect == aspect);
            Assert.True(found.Differs);
            return (found.Left, found.Right);
        }
    }
}
