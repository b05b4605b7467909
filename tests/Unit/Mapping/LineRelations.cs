using Dutchbook.Domain;
using Xunit;
using static Dutchbook.Unit.Mapping.Some;

namespace Dutchbook.Unit.Mapping;

/// <summary>What one observable cut at several places proves, within an event and across events and series.</summary>
public sealed class LineRelations
{
    [Fact]
    public void A_ladder_of_lower_bounds_is_ordered_from_the_highest_strike()
    {
        RelationMap map = new Listing().Series("KXCPIYOY")
            .Event("KXCPIYOY-26NOV", Inflation("C-T3.1", "3.1"), Inflation("C-T-0.1", "-0.1"), Inflation("C-T3.0", "3.0"), Inflation("C-T10.0", "10.0"))
            .Map();

        Relation ladder = Assert.Single(map.Relations);
        Assert.Equal(RelationType.Threshold, ladder.Type);
        Assert.Equal(["C-T-0.1", "C-T3.0", "C-T3.1", "C-T10.0"], ladder.Tickers, StringComparer.Ordinal);
        Assert.Equal("C-T10.0", ladder.Claims[0].Market.Ticker);
        Assert.Equal(Tier.Proven, ladder.Tier);
        Assert.Equal("0.995", ladder.Confidence.ToString());
        ladder.Says("strike_type, floor_strike and cap_strike agree");
        ladder.Says("increases by [...]% in the twelve months ending November 2026");
        map.Forbids("C-T3.1");
        map.Allows("C-T3.0", "C-T-0.1");
    }

    [Fact]
    public void A_ladder_of_upper_bounds_is_ordered_from_the_lowest_strike()
    {
        RelationMap map = new Listing().Event("W-1", Below("W-1-40", "40"), Below("W-1-30", "30"), AtMost("W-1-35", "35")).Map();

        Relation ladder = Assert.Single(map.Relations);
        Assert.Equal(["W-1-30", "W-1-35", "W-1-40"], ladder.Tickers, StringComparer.Ordinal);
        map.Forbids("W-1-30", "W-1-40");
        map.Allows("W-1-35", "W-1-40");
    }

    [Fact]
    public void At_least_four_is_wider_than_above_four()
    {
        RelationMap map = new Listing().Event("W-1", Unrounded(Above("W-1-OVER", "4")), Unrounded(AtLeast("W-1-FROM", "4"))).Map();

        map.Single(RelationType.Threshold, "W-1-OVER", "W-1-FROM");
        map.Forbids("W-1-OVER");
        map.Allows("W-1-FROM");
    }

    [Theory]
    [InlineData("less", "below", "greater_or_equal", "at least")]
    [InlineData("less_or_equal", "at most", "greater", "above")]
    public void A_bound_and_its_other_side_are_complements(string lowType, string lowWords, string highType, string highWords)
    {
        RelationMap map = new Listing().Event(
            "W-1", Unrounded(Cut("W-1-A", lowType, null, "30", $"{lowWords} 30", "")), Unrounded(Cut("W-1-B", highType, "30", null, $"{highWords} 30", ""))).Map();

        map.Single(RelationType.Complement, "W-1-A", "W-1-B").Says("identical but for the comparison");
        map.Forbids();
        map.Forbids("W-1-A", "W-1-B");
    }

    [Theory]
    [InlineData("less", "below", "greater", "above", false, true)]
    [InlineData("less_or_equal", "at most", "greater_or_equal", "at least", true, false)]
    public void Bounds_that_leave_or_share_the_number_are_no_complements(
        string lowType, string lowWords, string highType, string highWords, bool mayBoth, bool mayNeither)
    {
        RelationMap map = new Listing().Event(
            "W-1", Unrounded(Cut("W-1-A", lowType, null, "30", $"{lowWords} 30", "")), Unrounded(Cut("W-1-B", highType, "30", null, $"{highWords} 30", ""))).Map();

        Assert.Equal(mayBoth, map.Against("W-1-A", "W-1-B").Length == 0);
        Assert.Equal(mayNeither, map.Against().Length == 0);
        Assert.DoesNotContain(map.Relations, static relation => relation.Type == RelationType.Complement);
    }

    [Fact]
    public void A_range_lies_within_the_bounds_around_it()
    {
        RelationMap map = new Listing().Event(
            "W-1", Between("W-1-R", "30", "39"), Above("W-1-29", "29"), Above("W-1-20", "20"), Above("W-1-30", "30"), Below("W-1-40", "40"), Below("W-1-39", "39")).Map();

        map.Single(RelationType.Subset, "W-1-R", "W-1-29", "W-1-20");
        map.Single(RelationType.Subset, "W-1-R", "W-1-40");
        map.Forbids("W-1-R", "W-1-40", "W-1-29");
        map.Allows("W-1-R", "W-1-20", "W-1-29", "W-1-30", "W-1-40", "W-1-39");
        map.Allows("W-1-R", "W-1-20", "W-1-29", "W-1-40", "W-1-39");
    }

    [Fact]
    public void Ranges_that_share_an_end_do_not_exclude_each_other()
    {
        RelationMap map = new Listing().Event("W-1", Between("W-1-A", "30", "40"), Between("W-1-B", "40", "50")).Map();

        Assert.Empty(map.Relations);
        map.Allows("W-1-A", "W-1-B");
    }

    [Fact]
    public void Adjacent_ranges_exclude_each_other()
    {
        RelationMap map = new Listing().Event("W-1", Between("W-1-B", "40", "49"), Between("W-1-A", "30", "39")).Map();

        map.Single(RelationType.Exclusive, "W-1-A", "W-1-B").Says("the intervals cannot overlap");
        map.Allows();
    }

    [Fact]
    public void A_count_of_two_or_more_is_a_strike_of_one_and_a_half()
    {
        RelationMap map = new Listing().Event("K-1", Hits("K-1-2", "1.5", "2+"), Hits("K-1-3", "2.5", "3+")).Map();

        map.Single(RelationType.Threshold, "K-1-2", "K-1-3");
        map.Forbids("K-1-3");

        static Row Hits(string ticker, string strike, string words) => new(ticker)
        {
            StrikeType = "greater",
            Floor = strike,
            Rules = $"If Rafael Devers records {words} hits in the Colorado vs San Francisco game, then the market resolves to Yes.",
            Sub = $"Rafael Devers: {words}",
            Custom = ("baseball_player", "devers"),
        };
    }

    [Fact]
    public void Identical_rules_in_two_series_are_one_line()
    {
        RelationMap map = new Listing().Series("W", "Widget Office").Series("V", "Widget Office")
            .Event("W-1", Between("W-1-B", "30", "39"), Below("W-1-A", "30"), Above("W-1-C", "39"))
            .Event("V-1", Above("V-1-29", "29"), Above("V-1-39", "39"), Above("V-1-49", "49")).Map();

        map.Single(RelationType.Equivalence, "W-1-C", "V-1-39").Says("identical but for the comparison");
        map.Single(RelationType.Complement, "W-1-A", "V-1-29");
        map.Single(RelationType.Subset, "W-1-B", "V-1-29");
        map.Single(RelationType.Threshold, "V-1-29", "V-1-39", "W-1-C", "V-1-49");
        map.Single(RelationType.Partition, "W-1-A", "W-1-B", "W-1-C");
        map.Forbids("W-1-C", "V-1-29");
        map.Allows("W-1-C", "V-1-39", "V-1-29");
    }

    [Fact]
    public void Identical_markets_of_two_events_are_equivalent()
    {
        RelationMap map = new Listing().Series("W").Series("V").Event("W-1", Above("W-1-A", "30")).Event("V-1", Above("V-1-A", "30")).Map();

        map.Single(RelationType.Equivalence, "W-1-A", "V-1-A");
    }

    [Theory]
    [InlineData("Andrew Benintendi: {0}+", "Javier Baez: {0}+", false)]
    [InlineData("Over {0}.5 runs by Detroit", "Over {0}.5 runs by Chicago", false)]
    [InlineData("Javier Baez: {0}+", "Javier Baez: {0}+", true)]
    [InlineData("{0} weeks or more", "{0} week or more", true)]
    [InlineData("At least {0}", "{0} or above", true)]
    public void Rules_that_leave_out_whom_a_sub_title_names_are_about_whom_it_names(string first, string second, bool isOne)
    {
        Row two = AtLeast("W-1-A", "2") with { Sub = string.Format(System.Globalization.CultureInfo.InvariantCulture, first, "2") };
        Row three = AtLeast("W-1-B", "3") with { Sub = string.Format(System.Globalization.CultureInfo.InvariantCulture, second, "3") };
        RelationMap map = new Listing().Event("W-1", two, three).Map();

        Assert.Equal(isOne ? 1 : 0, map.Relations.Count);
    }

    [Fact]
    public void Gaps_that_the_rules_leave_open_are_filled_event_by_event()
    {
        static Row Open(string ticker, string strike) => AtLeast(ticker, strike) with
        {
            Rules = $"If || Player || scores at least {strike} points in the game, then the market resolves to Yes.",
        };
        RelationMap map = new Listing().Series("W").Event("W-1", Open("W-1-A", "20"), Open("W-1-B", "30")).Event("W-2", Open("W-2-A", "25")).Map();

        map.Single(RelationType.Threshold, "W-1-A", "W-1-B");
        map.Allows("W-1-A", "W-1-B");
        map.Allows("W-2-A");
        map.Refuses("W-2", "gap");
    }

    [Fact]
    public void Without_known_sources_a_series_is_only_like_itself()
    {
        RelationMap map = new Listing().Event("W-1", Above("W-1-A", "30"), Above("W-1-B", "40")).Event("V-1", Above("V-1-A", "30")).Map();

        map.Single(RelationType.Threshold, "W-1-A", "W-1-B");
        map.Allows("W-1-A");
        map.Refuses("V-1", "settlement source");
    }

    [Fact]
    public void Without_a_known_time_an_event_is_only_like_itself()
    {
        Row timeless = Above("W-1-A", "30") with { Expected = null };
        RelationMap map = new Listing().Series("W")
            .Event("W-1", timeless, timeless with { Ticker = "W-1-B" }).Event("W-2", timeless with { Ticker = "W-2-A" }).Map();

        map.Single(RelationType.Equivalence, "W-1-A", "W-1-B");
        map.Allows("W-2-A");
        map.Refuses("W-2", "it is not known when the fact is expected");
    }

    private static Row Unrounded(Row row) => row with { Secondary = "" };
}
