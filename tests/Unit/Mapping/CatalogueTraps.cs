using Dutchbook.Domain;
using Xunit;
using static Dutchbook.Unit.Mapping.Some;

namespace Dutchbook.Unit.Mapping;

/// <summary>
/// Structures of the venue that read like a relation and are none, one test each: the outcome that a careless reader excludes
/// must stay possible, and where a rule looked and declined, it says why.
/// </summary>
public sealed class CatalogueTraps
{
    [Fact]
    public void By_the_nineteenth_is_before_the_twentieth()
    {
        Row titled = Deadline("S-12-MAY19", "before May 20, 2026", "Before May 20") with
        {
            Title = "Will SpaceX launch another Starship by May 19, 2026?",
        };
        RelationMap map = new Listing().Event("S-12", titled, Deadline("S-12-JUN", "before Jun 1, 2026")).Map();

        map.Single(RelationType.Subset, "S-12-MAY19", "S-12-JUN");
        map.Forbids("S-12-MAY19");
        map.Allows("S-12-JUN");
    }

    [Fact]
    public void By_the_last_day_is_not_before_the_last_day()
    {
        RelationMap map = new Listing()
            .Event("S-12", Deadline("S-12-BY", "by Dec 31, 2026"), Deadline("S-12-BEFORE", "before Dec 31, 2026")).Map();

        map.Allows("S-12-BY");
        map.Forbids("S-12-BEFORE");
        map.Allows("S-12-BY", "S-12-BEFORE");
    }

    [Fact]
    public void Above_and_at_least_differ_by_the_number_itself()
    {
        RelationMap map = new Listing().Event("W-1", Above("W-1-OVER", "30"), AtLeast("W-1-FROM", "30"), AtLeast("W-1-NEXT", "31")).Map();

        map.Allows("W-1-FROM");
        map.Forbids("W-1-OVER");
        map.Forbids("W-1-FROM", "W-1-OVER");
        map.Single(RelationType.Equivalence, "W-1-OVER", "W-1-NEXT").Says("whole number");
    }

    [Fact]
    public void An_events_title_proves_nothing_about_its_markets()
    {
        Row jobless = Inflation("KXU3-26NOV-T3.0", "3.0") with
        {
            Rules = "If the seasonally adjusted unemployment rate (U-3) is above 3.0% in November 2026, then the market resolves to Yes.",
        };
        RelationMap map = new Listing().Series("KXCPIYOY").Series("KXU3")
            .Event("KXCPIYOY-26NOV", Inflation("KXCPIYOY-26NOV-T3.0", "3.0"), Inflation("KXCPIYOY-26NOV-T3.1", "3.1"))
            .Event("KXU3-26NOV", jobless, jobless with { Ticker = "KXU3-26NOV-X", Title = "CPI above 3.0%?" }).Map();

        map.Allows("KXU3-26NOV-T3.0", "KXU3-26NOV-X");
        map.Allows("KXCPIYOY-26NOV-T3.0", "KXCPIYOY-26NOV-T3.1");
        map.Forbids("KXCPIYOY-26NOV-T3.1");
    }

    [Fact]
    public void A_recession_named_after_the_bureau_that_does_not_declare_it()
    {
        Row quarters = new("KXRECSSNBER-27-Y")
        {
            Rules = "If two quarters in a row of 2027 show negative growth of real GDP in the advance estimates, then the market resolves to Yes.",
            Title = "Recession in 2027?",
        };
        RelationMap map = new Listing().Series("KXRECSSNBER").Series("KXNBER")
            .Event("KXRECSSNBER-27", quarters)
            .Event("KXNBER-27", quarters with
            {
                Ticker = "KXNBER-27-Y",
                Rules = "If the NBER declares that a recession began in 2027, then the market resolves to Yes.",
            }).Map();

        Assert.Empty(map.Relations);
    }

    [Theory]
    [InlineData("for Nov 2026", "for Oct 2026")]
    [InlineData("for Nov 2026", "released in Nov 2026")]
    public void The_month_of_the_data_is_not_the_month_of_the_release(string first, string second)
    {
        RelationMap map = new Listing().Series("KXRENT").Series("KXRENTREL")
            .Event("KXRENT-26NOV", Rent("KXRENT-26NOV-T0.3", first))
            .Event("KXRENTREL-26NOV", Rent("KXRENTREL-26NOV-T0.3", second)).Map();

        Assert.Empty(map.Relations);

        static Row Rent(string ticker, string month) => new(ticker)
        {
            StrikeType = "greater",
            Floor = "0.3",
            Rules = $"If the rent index {month} rises by more than 0.3%, then the market resolves to Yes.",
            Sub = "Above 0.3%",
        };
    }

    [Fact]
    public void Months_that_the_rules_do_not_name_are_told_apart_by_when_the_fact_is_expected()
    {
        Row first = new("KXGDP-26JUL30-T2")
        {
            StrikeType = "greater",
            Floor = "2.0",
            Rules = "If real GDP (the BEA's Advance Estimate) increases by more than 2.0, then the market resolves to Yes.",
            Sub = "Above 2.0%",
        };
        RelationMap map = new Listing().Series("KXGDP", "Bureau of Economic Analysis")
            .Event("KXGDP-26JUL30", first with { Expected = "2026-07-30T14:00:00Z" })
            .Event("KXGDP-26OCT29", first with { Ticker = "KXGDP-26OCT29-T2", Expected = "2026-10-29T14:00:00Z" }).Map();

        Assert.Empty(map.Relations);
        map.Refuses("KXGDP-26OCT29", "KXGDP-26JUL30");
        map.Refuses("KXGDP-26OCT29", "expected");
    }

    [Fact]
    public void A_rung_without_its_strike_is_left_out_of_the_ladder()
    {
        Row lost = Inflation("KXCPIYOY-26NOV-T3.1", "3.1") with { Floor = null };
        RelationMap map = new Listing().Series("KXCPIYOY")
            .Event("KXCPIYOY-26NOV", Inflation("KXCPIYOY-26NOV-T3.0", "3.0"), lost, Inflation("KXCPIYOY-26NOV-T3.2", "3.2")).Map();

        map.Refuses("KXCPIYOY-26NOV-T3.1", "floor_strike is absent");
        map.Single(RelationType.Threshold, "KXCPIYOY-26NOV-T3.0", "KXCPIYOY-26NOV-T3.2");
        map.Allows("KXCPIYOY-26NOV-T3.1");
    }

    [Fact]
    public void Exclusive_is_not_exhaustive()
    {
        RelationMap map = new Listing()
            .Choice("KXSENATENE-26", Option("KXSENATENE-26-R", "the Republican"), Option("KXSENATENE-26-D", "the Democrat")).Map();

        map.Single(RelationType.Exclusive, "KXSENATENE-26-R", "KXSENATENE-26-D").Says("mutually exclusive");
        map.Allows();
        map.Forbids("KXSENATENE-26-R", "KXSENATENE-26-D");
    }

    [Fact]
    public void Two_series_that_settle_on_different_sources_are_two_observables()
    {
        Row ether = Above("KXETH-26DEC09-T3000", "3000");
        RelationMap map = new Listing().Series("KXETH", "Coinbase").Series("KXETHD", "CF Benchmarks")
            .Event("KXETH-26DEC09", ether).Event("KXETHD-26DEC09", ether with { Ticker = "KXETHD-26DEC09-T3000" }).Map();

        Assert.Empty(map.Relations);
        map.Refuses("KXETHD-26DEC09", "settlement source");
        map.Refuses("KXETHD-26DEC09", "KXETH-26DEC09");
    }

    [Fact]
    public void A_minutes_average_is_not_the_last_trade()
    {
        Row average = Ether("KXETHD-26DEC09-T3000", "simple average of the sixty seconds of the ERTI before 5 PM ET on Dec 9, 2026");
        RelationMap map = new Listing().Series("KXETHD", "CF Benchmarks")
            .Event("KXETHD-26DEC09", average, Ether("KXETHD-26DEC09-LAST", "last value of the ERTI before 5 PM ET on Dec 9, 2026")).Map();

        Assert.Empty(map.Relations);

        static Row Ether(string ticker, string observable) => new(ticker)
        {
            StrikeType = "greater",
            Floor = "3000",
            Rules = $"If the {observable} is above 3000, then the market resolves to Yes.",
            Sub = "Above 3000",
        };
    }

    [Fact]
    public void Exact_values_under_threshold_tickers_exclude_each_other_and_imply_nothing()
    {
        RelationMap map = new Listing().Series("KXECONSTATU3").Event("KXECONSTATU3-26AUG", Exactly("4.5"), Exactly("4.6"), Exactly("4.7")).Map();

        map.Single(RelationType.Exclusive, "KXECONSTATU3-26AUG-T4.5", "KXECONSTATU3-26AUG-T4.6", "KXECONSTATU3-26AUG-T4.7");
        map.Allows("KXECONSTATU3-26AUG-T4.6");
        map.Allows();
    }

    [Fact]
    public void Exact_values_listed_with_the_strike_type_of_a_ladder_are_refused()
    {
        RelationMap map = new Listing().Series("KXECONSTATU3").Event("KXECONSTATU3-26AUG", Ladder("4.5"), Ladder("4.6")).Map();

        Assert.Empty(map.Relations);
        map.Refuses("KXECONSTATU3-26AUG-T4.6", "no comparison with the strike 4.6");

        static Row Ladder(string strike) => Exactly(strike) with { StrikeType = "greater", Cap = null };
    }

    [Fact]
    public void An_emergency_move_separates_the_rate_after_a_meeting_from_its_decision()
    {
        Row rate = new("KXFED-26DEC-T3.50")
        {
            StrikeType = "greater",
            Floor = "3.50",
            Rules = "If the upper bound of the target federal funds rate is above 3.50% following the Fed's Dec 9, 2026 meeting, "
                + "then the market resolves to Yes.",
            Sub = "Above 3.50%",
        };
        RelationMap map = new Listing().Series("KXFED", "Federal Reserve").Series("KXFEDDECISION", "Federal Reserve")
            .Event("KXFED-26DEC", rate)
            .Choice("KXFEDDECISION-26DEC", Option("KXFEDDECISION-26DEC-H0", "Hike 0bps"), Option("KXFEDDECISION-26DEC-H25", "Hike 25bps")).Map();

        map.Allows("KXFED-26DEC-T3.50", "KXFEDDECISION-26DEC-H0");
        map.Allows("KXFED-26DEC-T3.50");
        map.Allows("KXFEDDECISION-26DEC-H25");
        map.Allows();
    }

    private static Row Exactly(string strike) => new($"KXECONSTATU3-26AUG-T{strike}")
    {
        StrikeType = "between",
        Floor = strike,
        Cap = strike,
        Rules = $"If the unemployment rate (U-3) is exactly {strike}% in August 2026, then the market resolves to Yes.",
        Sub = $"{strike}%",
    };
}
