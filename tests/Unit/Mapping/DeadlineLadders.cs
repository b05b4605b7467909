using System.Globalization;
using Dutchbook.Domain;
using Xunit;

namespace Dutchbook.Unit.Mapping;

/// <summary>What happens before the earlier date has happened before the later: where that is so, and where it is not.</summary>
public sealed class DeadlineLadders
{
    private const string OnceIsEnough = "This market will close and expire early if the event occurs.";

    [Theory]
    [InlineData("If Apple releases a foldable iPhone {0}")]
    [InlineData("If Ada Lovelace is the first person confirmed by the Senate to be ambassador {0}")]
    [InlineData("If Ada Lovelace is the first person to walk on Mars {0}", OnceIsEnough)]
    [InlineData("If the price of Bitcoin is above 149999.99 {0}", OnceIsEnough)]
    [InlineData("If Elon Musk has a net worth of more than 1000 billion {0}", OnceIsEnough)]
    [InlineData("If there is a person with a net worth of $500 billion or more {0}", OnceIsEnough)]
    [InlineData("If at least 5 executive orders are issued {0}")]
    [InlineData("If any video receives more than 100 million views {0}")]
    [InlineData("If Jerome Powell is no longer Fed chair {0}")]
    [InlineData("If X confirms an IPO after Jan 1, 2026 and {0}")]
    public void What_has_happened_stays_happened(string sentence, string earlyClose = "")
    {
        RelationMap map = Ladder(sentence, earlyClose);

        Relation chain = map.Single(RelationType.Subset, "D-1-A", "D-1-B", "D-1-C");
        Assert.Equal(["D-1-A", "D-1-B", "D-1-C"], chain.Claims.Select(static claim => claim.Market.Ticker), StringComparer.Ordinal);
        chain.Says("from before 2026-09-01 to before 2027-03-02");
        map.Forbids("D-1-A");
        map.Forbids("D-1-A", "D-1-C");
        map.Allows("D-1-C");
        map.Allows("D-1-B", "D-1-C");
    }

    [Theory]
    [InlineData("If no hurricane makes landfall {0}")]
    [InlineData("If Russia does not leave Ukraine {0}")]
    [InlineData("If the bill hasn't become law {0}")]
    [InlineData("If Powell is still Fed chair {0}")]
    [InlineData("If Powell remains Fed chair {0}")]
    [InlineData("If Powell stays Fed chair {0}")]
    [InlineData("If the truce continues {0}")]
    [InlineData("If the price keeps above 100 {0}")]
    [InlineData("If the streak holds {0}")]
    [InlineData("If the peg is maintained {0}")]
    [InlineData("If the truce lasts {0}")]
    [InlineData("If Apple has more users than Google {0}")]
    [InlineData("If Apple is larger than Google {0}")]
    [InlineData("If Apple leads Google {0}")]
    [InlineData("If Apple is ahead of Google {0}")]
    [InlineData("If the latest poll {0} shows 45%")]
    [InlineData("If the most recent poll {0} shows 45%")]
    [InlineData("If the final count {0} is above 45")]
    [InlineData("If the closing price {0} is above 45")]
    [InlineData("If the current count {0} is above 45")]
    [InlineData("If X has the highest score {0}")]
    [InlineData("If the average temperature {0} is above 45")]
    [InlineData("If exactly 5 orders are issued {0}")]
    [InlineData("If fewer than 5 orders are issued {0}")]
    [InlineData("If under 5 orders are issued {0}")]
    [InlineData("If the number of orders is below 5 {0}")]
    [InlineData("If 5 or fewer orders are issued {0}")]
    [InlineData("If at most 5 orders are issued {0}")]
    [InlineData("If between 5 and 9 orders are issued {0}")]
    [InlineData("If a total of 5 orders are issued {0}")]
    [InlineData("If only Italy recognizes Palestine {0}")]
    [InlineData("If the year ends without a recession {0}")]
    [InlineData("If neither party concedes {0}")]
    [InlineData("If the rate is unchanged {0}")]
    [InlineData("If Italy is the only country that recognizes Palestine {0}")]
    [InlineData("If the price of Bitcoin is above 149999.99 {0}")]
    [InlineData("If Elon Musk is chief executive of Tesla {0}")]
    [InlineData("If a truce is in effect {0}")]
    [InlineData("If xAI has the top-ranked model {0}")]
    [InlineData("If Ada Lovelace is first in the polls {0}", OnceIsEnough)]
    public void What_can_still_change_is_refused(string sentence, string earlyClose = "")
    {
        RelationMap map = Ladder(sentence, earlyClose);

        Assert.Empty(map.Relations);
        map.Refuses("D-1", "a later deadline need not be easier");
    }

    [Fact]
    public void A_deadline_to_the_minute_before_midnight_is_just_before_the_next_day()
    {
        RelationMap map = new Listing().Event(
            "D-1", Rung("D-1-NEXT", "before Jan 1, 2027"), Rung("D-1-BY", "by Dec 31, 2026"), Rung("D-1-MINUTE", "by Dec 31, 2026 at 11:59 PM ET"),
            Rung("D-1-DAY", "before Dec 31, 2026")).Map();

        map.Allows("D-1-NEXT", "D-1-BY");
        map.Forbids("D-1-MINUTE");
        map.Forbids("D-1-DAY", "D-1-NEXT", "D-1-BY");
    }

    [Fact]
    public void One_deadline_in_two_wordings_is_one_fact()
    {
        RelationMap map = new Listing().Event(
            "D-1", Rung("D-1-A", "before May 20, 2026"), Rung("D-1-B", "by May 19, 2026"), Rung("D-1-C", "on or before May 19, 2026"),
            Rung("D-1-D", "prior to June 1, 2026")).Map();

        map.Single(RelationType.Equivalence, "D-1-A", "D-1-B", "D-1-C").Says("rules");
        map.Forbids("D-1-B");
        map.Forbids("D-1-B", "D-1-D");
        map.Forbids("D-1-A", "D-1-B", "D-1-C");
    }

    [Fact]
    public void A_window_that_ends_later_is_easier_to_meet()
    {
        RelationMap map = new Listing().Event(
            "D-1", Rung("D-1-A", "from Feb 28, 2026 to Oct 1, 2026", Leaves), Rung("D-1-B", "from Feb 28, 2026 to Jan 1, 2027", Leaves),
            Rung("D-1-C", "from Mar 1, 2026 to Mar 1, 2027", Leaves)).Map();

        map.Single(RelationType.Subset, "D-1-A", "D-1-B");
        map.Forbids("D-1-A");
        map.Allows("D-1-B");
        map.Allows("D-1-A", "D-1-B");
    }

    [Fact]
    public void Two_windows_are_two_deadlines() => Assert.Empty(new Listing().Event(
        "D-1", Rung("D-1-A", "from Feb 28, 2026 to Oct 1, 2026", Twice), Rung("D-1-B", "from Feb 28, 2026 to Jan 1, 2027", Twice)).Map().Relations);

    [Theory]
    [InlineData("Will it happen before 2027?", "", true)]
    [InlineData("Will it happen before 2026?", "", false)]
    [InlineData("Will it happen before 2025-26 ends?", "", true)]
    [InlineData("Will it happen before Mar-a-Lago reopens?", "", true)]
    [InlineData("Will it happen before March Madness?", "", true)]
    [InlineData("Will it happen before December 2026?", "", false)]
    [InlineData("", "Before January 2027", true)]
    [InlineData("", "Before Jan 2027", true)]
    [InlineData("", "Before January", true)]
    [InlineData("", "Before October", false)]
    [InlineData("", "Before Jan 1", true)]
    [InlineData("", "Before Jan 2", false)]
    [InlineData("", "Prior to Dec 31", false)]
    public void A_title_with_another_month_or_year_drops_the_rung(string title, string sub, bool isKept)
    {
        RelationMap map = new Listing().Event(
            "D-1", Rung("D-1-A", "before Sep 1, 2026"), Rung("D-1-B", "by Dec 31, 2026") with { Title = title, Sub = sub }).Map();

        Assert.Equal(isKept, map.Relations.Count == 1);
        Assert.Equal(!isKept, map.Refusals.Any(static refusal => refusal.Subject == "D-1-B" && refusal.Reason.Contains("another deadline", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_title_of_a_year_rounds_by_a_day() => new Listing().Event(
        "D-1", Rung("D-1-A", "by Jan 1, 2026") with { Title = "Before 2026?" }, Rung("D-1-B", "by Jan 1, 2027") with { Title = "Before 2027?" })
        .Map().Single(RelationType.Subset, "D-1-A", "D-1-B");

    [Fact]
    public void Deadlines_of_two_events_and_two_series_are_one_ladder()
    {
        RelationMap map = Pardons(static row => row);

        Relation ladder = map.Single(RelationType.Subset, "P-25SEP01", "Q-26JAN01");
        ladder.Says("across events: P-25, Q-26 have the same settlement source");
        map.Forbids("P-25SEP01");
        map.Allows("Q-26JAN01");
    }

    [Fact]
    public void Further_rules_may_repeat_the_deadline_and_nothing_else()
    {
        static Row Asked(string ticker, string day, string from) => Rung(ticker, $"before {day}")
            with
        { Secondary = $"Any sixty seconds from {from} to {day} count." };
        RelationMap map = new Listing().Event(
            "D-1", Asked("D-1-A", "Sep 1, 2026", "Jan 1, 2026"), Asked("D-1-B", "Jan 1, 2027", "Jan 1, 2026"),
            Asked("D-1-C", "Jun 1, 2027", "Feb 1, 2026")).Map();

        map.Single(RelationType.Subset, "D-1-A", "D-1-B");
        map.Allows("D-1-A", "D-1-B");
    }

    [Fact]
    public void Gaps_that_the_rules_leave_open_are_filled_event_by_event()
    {
        const string erupts = "If || Volcano || erupts {0}";
        RelationMap map = new Listing().Series("V", "Smithsonian")
            .Event("V-1", Rung("V-1-A", "before Sep 1, 2026", erupts), Rung("V-1-B", "before Jan 1, 2027", erupts))
            .Event("V-2", Rung("V-2-A", "before Oct 1, 2026", erupts)).Map();

        map.Single(RelationType.Subset, "V-1-A", "V-1-B");
        map.Allows("V-2-A");
        map.Refuses("V-2", "gap");
    }

    [Theory]
    [InlineData("source", "settlement source")]
    [InlineData("secondary", "rules_secondary differs")]
    [InlineData("early close", "early_close_condition differs")]
    [InlineData("subject", "custom_strike differs")]
    public void Events_whose_deadlines_are_told_apart_by_anything_else_are_two_facts(string what, string reason)
    {
        RelationMap map = Pardons(row => what switch
        {
            "secondary" => row with { Secondary = "A commutation counts." },
            "early close" => row with { EarlyClose = OnceIsEnough },
            "subject" => row with { Custom = ("Person", "Another") },
            _ => row,
        }, what == "source" ? "Another Office" : "The White House");

        Assert.Empty(map.Relations);
        map.Refuses("Q-26", reason);
    }

    [Fact]
    public void Where_no_source_is_known_an_event_has_its_deadlines_to_itself()
    {
        RelationMap map = new Listing().Event("P-25", Pardon("P-25SEP01", "Sep 1, 2025")).Event("Q-26", Pardon("Q-26JAN01", "Jan 1, 2026")).Map();

        Assert.Empty(map.Relations);
        map.Refuses("Q-26", "not known");
    }

    [Theory]
    [InlineData("title")]
    [InlineData("sub-title")]
    public void A_title_with_another_deadline_drops_the_rung(string where)
    {
        Row odd = Rung("D-1-B", "before Dec 31, 2026");
        odd = where == "title" ? odd with { Title = "Will it happen by Dec 31, 2025?" } : odd with { Sub = "Before Jan 1, 2026" };
        RelationMap map = new Listing().Event(
            "D-1", Rung("D-1-A", "before Sep 1, 2026"), odd, Rung("D-1-C", "before Mar 2, 2027")).Map();

        map.Single(RelationType.Subset, "D-1-A", "D-1-C");
        map.Allows("D-1-B");
        map.Refuses("D-1-B", where);
    }

    [Fact]
    public void Rungs_about_different_subjects_are_no_ladder()
    {
        Row first = Rung("D-1-A", "before Sep 1, 2026", "If the leader leaves office {0}") with { Sub = "Macron" };
        Row second = Rung("D-1-B", "before Mar 2, 2027", "If the leader leaves office {0}") with { Sub = "Merz" };
        RelationMap bySub = new Listing().Event("D-1", first, second).Map();
        RelationMap byStrike = new Listing().Event(
            "D-1", first with { Sub = "", Custom = ("Leader", "Macron") }, second with { Sub = "", Custom = ("Leader", "Merz") }).Map();
        RelationMap byRules = new Listing().Event("D-1", first with { Sub = "", Secondary = "Macron." }, second with { Sub = "", Secondary = "Merz." }).Map();

        Assert.Empty(bySub.Relations);
        Assert.Empty(byStrike.Relations);
        Assert.Empty(byRules.Relations);
    }

    [Fact]
    public void Sub_titles_that_name_the_deadline_itself_are_one_subject()
    {
        RelationMap map = new Listing().Event(
            "D-1", Rung("D-1-A", "before Sep 1, 2026") with { Sub = "Before September" }, Rung("D-1-B", "before Jan 1, 2027") with { Sub = "In 2026" }).Map();

        map.Single(RelationType.Subset, "D-1-A", "D-1-B");
    }

    [Fact]
    public void Rules_with_two_deadlines_say_so()
    {
        RelationMap map = Ladder("If X files before Jul 1, 2026 and lists {0}");

        Assert.Empty(map.Relations);
        map.Refuses("D-1", "more than one deadline");
    }

    [Fact]
    public void Rules_that_resolve_to_no_are_no_ladder()
    {
        RelationMap map = new Listing().Event(
            "D-1", Denied(Rung("D-1-A", "before Sep 1, 2026")), Denied(Rung("D-1-B", "before Jan 1, 2027"))).Map();

        Assert.Empty(map.Relations);

        static Row Denied(Row row) => row with { Rules = row.Rules.Replace("to Yes", "to No", StringComparison.Ordinal) };
    }

    private static RelationMap Ladder(string sentence, string earlyClose = "") => new Listing().Event("D-1",
    [
        .. new[]
        {
            Rung("D-1-C", "by Mar 1, 2027", sentence), Rung("D-1-A", "before September 1, 2026", sentence),
            Rung("D-1-B", "before Dec 31, 2026", sentence),
        }.Select(row => row with { EarlyClose = earlyClose }),
    ]).Map();

    private const string Leaves = "If any member of the cabinet leaves office, {0}";

    private const string Twice = "If any member of the cabinet leaves office from Jan 1, 2026 to Feb 1, 2026, or again {0}";

    private static RelationMap Pardons(Func<Row, Row> change, string source = "The White House") => new Listing()
        .Series("P", "The White House").Series("Q", source)
        .Event("P-25", Pardon("P-25SEP01", "Sep 1, 2025")).Event("Q-26", change(Pardon("Q-26JAN01", "Jan 1, 2026"))).Map();

    private static Row Pardon(string ticker, string day) => Rung(ticker, $"before {day}", "If the President pardons Ghislaine Maxwell {0}");

    private static Row Rung(string ticker, string deadline, string sentence = "If Apple releases a foldable iPhone {0}") => new(ticker)
    {
        Rules = string.Format(CultureInfo.InvariantCulture, sentence, deadline) + ", then the market resolves to Yes.",
    };
}
