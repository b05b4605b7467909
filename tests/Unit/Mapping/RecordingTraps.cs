using Dutchbook.Domain;
using Xunit;
using static Dutchbook.Unit.Mapping.Some;

namespace Dutchbook.Unit.Mapping;

/// <summary>What the recordings beside the checkout hold that reads like a mispricing, in the shape they hold it.</summary>
public sealed class RecordingTraps
{
    [Fact]
    public void Legs_of_one_strike_and_many_deadlines_are_a_deadline_ladder_and_no_threshold_ladder()
    {
        Row[] rows =
        [
            Bitcoin("KXBTCMAX150-25-DEC31", "Dec 31, 2025", "Before January 2026"),
            Bitcoin("KXBTCMAX150-25-AUG31", "Aug 31, 2025", "Before September 2025"),
            Bitcoin("KXBTCMAX150-25-OCT31", "Oct 31, 2025", "Before November 2025"),
        ];
        RelationMap map = new Listing().Series("KXBTCMAX150", "CF Benchmarks").Event("KXBTCMAX150-25", rows).Map();

        Relation ladder = Assert.Single(map.Relations);
        Assert.Equal(RelationType.Subset, ladder.Type);
        Assert.Equal(
            ["KXBTCMAX150-25-AUG31", "KXBTCMAX150-25-OCT31", "KXBTCMAX150-25-DEC31"],
            ladder.Claims.Select(static claim => claim.Market.Ticker), StringComparer.Ordinal);
        ladder.Says("identical but for the deadline");
        map.Allows("KXBTCMAX150-25-DEC31");
        map.Forbids("KXBTCMAX150-25-AUG31");
    }

    [Fact]
    public void Deadlines_that_only_a_sub_title_tells_apart_do_not_make_one_strike_twice()
    {
        Row rung = Bitcoin("KXBTCMAX150-25-AUG31", "the deadline of this market", "Before September 2025");
        RelationMap map = new Listing().Series("KXBTCMAX150", "CF Benchmarks")
            .Event("KXBTCMAX150-25", rung, rung with { Ticker = "KXBTCMAX150-25-DEC31", Sub = "Before January 2026" }).Map();

        map.Allows("KXBTCMAX150-25-DEC31");
    }

    [Fact]
    public void Deadlines_that_only_the_closing_time_tells_apart_do_not_make_one_strike_twice()
    {
        Row rung = Bitcoin("KXBTCMAX150-25-AUG31", "the deadline of this market", "");
        RelationMap map = new Listing().Series("KXBTCMAX150", "CF Benchmarks")
            .Event("KXBTCMAX150-25", rung, rung with { Ticker = "KXBTCMAX150-25-DEC31", Close = "2027-01-01T04:59:00Z" }).Map();

        map.Allows("KXBTCMAX150-25-DEC31");
    }

    [Fact]
    public void Part_of_an_event_covers_nothing()
    {
        RelationMap map = new Listing().Event("W-1", Below("W-1-A", "30"), Between("W-1-B", "30", "39"), Above("W-1-D", "49")).Map();

        map.Allows();
        map.Refuses("W-1", "a gap between W-1-B and W-1-D");
        map.Single(RelationType.Exclusive, "W-1-A", "W-1-B", "W-1-D");
    }

    [Fact]
    public void Candidates_leave_room_for_an_independent()
    {
        RelationMap map = new Listing().Choice(
            "SENATENE-26", Option("SENATENE-26-R", "Republican"), Option("SENATENE-26-D", "Democrat"), Option("SENATENE-26-L", "Libertarian")).Map();

        map.Allows();
        map.Single(RelationType.Exclusive, "SENATENE-26-R", "SENATENE-26-D", "SENATENE-26-L");
    }

    [Fact]
    public void A_tickers_date_is_not_the_events_date()
    {
        Row played = Total("KXMLBTOTAL-25MAY21ATLWSH-9", "8.5", "Aug 19, 2025");
        RelationMap map = new Listing().Series("KXMLBTOTAL", "MLB")
            .Event("KXMLBTOTAL-25MAY21ATLWSH", played, Total("KXMLBTOTAL-25MAY21ATLWSH-8", "7.5", "May 21, 2025"))
            .Event("KXMLBTOTAL-25AUG19ATLWSH", Total("KXMLBTOTAL-25AUG19ATLWSH-8", "7.5", "Aug 19, 2025")).Map();

        map.Single(RelationType.Threshold, "KXMLBTOTAL-25MAY21ATLWSH-9", "KXMLBTOTAL-25AUG19ATLWSH-8");
        map.Allows("KXMLBTOTAL-25MAY21ATLWSH-9", "KXMLBTOTAL-25AUG19ATLWSH-8");

        static Row Total(string ticker, string runs, string date) => new(ticker)
        {
            StrikeType = "greater",
            Floor = runs,
            Rules = $"If Atlanta and Washington collectively score more than {runs} runs in the game played on {date}, "
                + "then the market resolves to Yes.",
            Sub = $"Over {runs} runs scored",
        };
    }

    [Fact]
    public void Two_teams_at_ninety_seven_cents_are_exclusive_and_no_more()
    {
        RelationMap map = new Listing().Choice("KXMLBGAME-26AUG091610LADAZ", Team("LAD", "Los Angeles D"), Team("AZ", "Arizona")).Map();

        Relation game = Assert.Single(map.Relations);
        Assert.Equal(RelationType.Exclusive, game.Type);
        game.Says("abnormal settlement: If the game is cancelled, the market will resolve to a fair price.");
        map.Allows();

        static Row Team(string code, string name) => new($"KXMLBGAME-26AUG091610LADAZ-{code}")
        {
            StrikeType = "structured",
            Custom = ("baseball_team", name),
            Rules = $"If {name} wins the Los Angeles D vs Arizona professional baseball game originally scheduled for Aug 9, 2026, "
                + "then the market resolves to Yes.",
            Secondary = "If the game is cancelled, the market will resolve to a fair price.",
            Sub = name,
        };
    }

    [Fact]
    public void A_page_of_combos_without_their_legs_proves_nothing_and_says_so()
    {
        Row combo = new("KXMVE-S1-1") { Legs = [("KXNFLGAME-1-BUF", "yes"), ("KXNBAGAME-1-BOS", "no")] };
        RelationMap map = new Listing().Page("KXMVE-S1", combo, combo with { Ticker = "KXMVE-S1-2" }).Map();

        Assert.Empty(map.Relations);
        map.Refuses("KXMVE-S1-1", "its leg KXNFLGAME-1-BUF was not read");
        map.Refuses("KXMVE-S1-2", "its leg KXNFLGAME-1-BUF was not read");
    }

    [Theory]
    [InlineData("If the release is cancelled, the market resolves to the last price.", null)]
    [InlineData("", "Census Bureau")]
    public void Identities_across_series_break_on_cancellation_and_on_the_source(string clause, string? source)
    {
        RelationMap map = new Listing().Series("KXCPIYOY").Series("KXLCPI", source ?? "Bureau of Labor Statistics")
            .Event("KXCPIYOY-26NOV", Inflation("KXCPIYOY-26NOV-T3.0", "3.0"))
            .Event("KXLCPI-26NOV", Inflation("KXLCPI-26NOV-T3.1", "3.1") with { EarlyClose = clause }).Map();

        Assert.Empty(map.Relations);
        map.Refuses("KXLCPI-26NOV", source is null ? "early_close_condition" : "settlement source");
    }

    [Fact]
    public void A_game_with_its_tie_listed_is_still_not_known_to_be_complete()
    {
        RelationMap map = new Listing()
            .Choice("KXMLSGAME-1", Side("A", "Austin"), Side("TIE", "Tie"), Side("B", "Boston")).Map();

        map.Single(RelationType.Exclusive, "KXMLSGAME-1-A", "KXMLSGAME-1-TIE", "KXMLSGAME-1-B");
        map.Allows();

        static Row Side(string code, string name) => Option($"KXMLSGAME-1-{code}", name,
            name == "Tie" ? "If the Austin vs Boston game ends in a tie, then the market resolves to Yes."
                : $"If {name} wins the Austin vs Boston game, then the market resolves to Yes.");
    }

    private static Row Bitcoin(string ticker, string deadline, string sub) => new(ticker)
    {
        StrikeType = "greater",
        Floor = "149999.99",
        Rules = $"If the price of Bitcoin is above 149999.99 by {deadline} at 11:59 PM ET, then the market resolves to Yes.",
        Title = "When will Bitcoin hit $150k?",
        Sub = sub,
        EarlyClose = "If this event occurs, the market will close the following 10am ET.",
    };
}
