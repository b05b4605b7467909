using System.Globalization;
using Dutchbook.Domain;
using Xunit;

namespace Dutchbook.Unit.Mapping;

/// <summary>What happens before the earlier date has happened before the later: where that is so, and where it is not.</summary>
public sealed class DeadlineLadders
{
    [Theory]
    [InlineData("If Apple releases a foldable iPhone {0}")]
    [InlineData("If the price of Bitcoin is above 149999.99 {0}")]
    [InlineData("If at least 5 executive orders are issued {0}")]
    [InlineData("If any video receives more than 100 million views {0}")]
    [InlineData("If Jerome Powell is no longer Fed chair {0}")]
    [InlineData("If X confirms an IPO after Jan 1, 2026 and {0}")]
    public void What_has_happened_stays_happened(string sentence)
    {
        RelationMap map = Ladder(sentence);

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
    public void What_can_still_change_is_refused(string sentence)
    {
        RelationMap map = Ladder(sentence);

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

    private static RelationMap Ladder(string sentence) => new Listing().Event(
        "D-1", Rung("D-1-C", "by Mar 1, 2027", sentence), Rung("D-1-A", "before September 1, 2026", sentence),
        Rung("D-1-B", "before Dec 31, 2026", sentence)).Map();

    private static Row Rung(string ticker, string deadline, string sentence = "If Apple releases a foldable iPhone {0}") => new(ticker)
    {
        Rules = string.Format(CultureInfo.InvariantCulture, sentence, deadline) + ", then the market resolves to Yes.",
    };
}
