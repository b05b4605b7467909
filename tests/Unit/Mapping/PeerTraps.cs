using Dutchbook.Domain;
using Xunit;
using static Dutchbook.Unit.Mapping.Some;

namespace Dutchbook.Unit.Mapping;

/// <summary>What other programs took for a relation and lost by.</summary>
public sealed class PeerTraps
{
    [Fact]
    public void Winning_the_nomination_does_not_imply_winning_the_election_nor_the_reverse()
    {
        RelationMap map = new Listing()
            .Choice("KXPRESNOMD-28", Newsom("KXPRESNOMD-28-GN", "the Democratic nomination"))
            .Choice("KXPRESPERSON-28", Newsom("KXPRESPERSON-28-GN", "the 2028 election")).Map();

        Assert.Empty(map.Relations);

        static Row Newsom(string ticker, string what) => Option(ticker, "Gavin Newsom",
            $"If Gavin Newsom wins {what} for President, then the market resolves to Yes.");
    }

    [Theory]
    [InlineData("If Germany recognizes Palestine before Mar 1, 2027", "If Italy recognizes Palestine by Jun 30, 2027")]
    [InlineData("If Germany recognizes Palestine before March", "If Germany recognizes Palestine by June")]
    [InlineData("If Germany recognizes Palestine before Mar 1, 2027", "If Germany formally recognizes Palestine by Jun 30, 2027")]
    public void Before_a_month_implies_by_a_month_only_for_one_subject_and_two_known_dates(string earlier, string later)
    {
        RelationMap map = new Listing()
            .Event("P-27", Rule("P-27-A", earlier), Rule("P-27-B", later)).Map();

        Assert.Empty(map.Relations);

        static Row Rule(string ticker, string condition) => new(ticker) { Rules = $"{condition}, then the market resolves to Yes." };
    }

    [Fact]
    public void Counts_from_four_up_leave_three_and_fewer_out()
    {
        Row[] photos = [.. new[] { "4", "5", "6" }.Select(Exactly), Most];
        RelationMap map = new Listing().Choice("KXTRUMPPHOTO-26", photos).Map();

        map.Single(RelationType.Exclusive, "KXTRUMPPHOTO-26-4", "KXTRUMPPHOTO-26-5", "KXTRUMPPHOTO-26-6", "KXTRUMPPHOTO-26-7");
        map.Allows();
        map.Refuses("KXTRUMPPHOTO-26", "below the lowest range");

        static Row Exactly(string count) => Photos(count) with { StrikeType = "between", Floor = count, Cap = count };
    }

    [Fact]
    public void A_ladder_with_a_hole_of_most_of_a_point_is_not_contiguous()
    {
        RelationMap map = new Listing().Event(
            "W-1",
            Tenths("W-1-A", "less", null, "2.1", "below 2.1", "2.0 or below"),
            Tenths("W-1-B", "between", "2.1", "2.5", "between 2.1-2.5", "2.1 to 2.5"),
            Tenths("W-1-C", "greater", "3.4", null, "above 3.4", "3.5 or above")).Map();

        map.Allows();
        map.Refuses("W-1", "a gap between W-1-B and W-1-C");

        static Row Tenths(string ticker, string type, string? floor, string? cap, string comparison, string sub) =>
            Cut(ticker, type, floor, cap, comparison, sub) with { Secondary = "The value is reported to one decimal place." };
    }

    [Fact]
    public void A_ladder_is_not_exclusive()
    {
        RelationMap map = new Listing().Event("W-1", Above("W-1-A", "30"), Above("W-1-B", "40"), Above("W-1-C", "50")).Map();

        Assert.Equal(RelationType.Threshold, Assert.Single(map.Relations).Type);
        map.Allows("W-1-A", "W-1-B", "W-1-C");
        map.Allows();
    }

    [Theory]
    [InlineData("Other")]
    [InlineData("None of the above")]
    public void An_other_market_whose_rules_do_not_define_it_completes_nothing(string name)
    {
        RelationMap map = new Listing().Choice(
            "SENATENE-26", Option("SENATENE-26-R", "Republican"), Option("SENATENE-26-D", "Democrat"), Option("SENATENE-26-O", name)).Map();

        map.Single(RelationType.Exclusive, "SENATENE-26-R", "SENATENE-26-D", "SENATENE-26-O");
        map.Allows();
    }

    [Fact]
    public void A_half_read_event_is_not_complete_even_with_its_other_market()
    {
        Row[] rows = [Option("N-1-A", "Austin"), Option("N-1-B", "Boston"), Rest("N-1-C")];

        new Listing().Choice("N-1", rows).Map().Forbids();
        RelationMap page = new Listing().Choice("N-1", rows[..2]).Page("N-1", rows[2..]).Map();

        page.Allows();
        page.Refuses("N-1", "was not read whole");

        static Row Rest(string ticker) => Option(ticker, "None of these",
            "If none of the outcomes of the other markets of this event occurs, then the market resolves to Yes.");
    }

    [Theory]
    [InlineData("If the election is not held, the market is void.", "")]
    [InlineData("", "Trump will next nominate")]
    public void Text_that_reads_alike_is_not_settlement(string clause, string verb)
    {
        Row first = Above("W-1-A", "30");
        RelationMap map = new Listing().Series("W").Series("V").Event("W-1", first)
            .Event("V-1", Above("V-1-A", "30") with { Secondary = $"{first.Secondary}{clause}", Rules = first.Rules.Replace("If", $"If {verb}", StringComparison.Ordinal) }).Map();

        Assert.Empty(map.Relations);
    }

    [Fact]
    public void Rules_that_resolve_to_no_turn_a_ladder_round()
    {
        RelationMap map = new Listing().Event("W-1", Inverted("W-1-A", "30"), Inverted("W-1-B", "40")).Map();

        map.Allows("W-1-B");
        map.Refuses("W-1-A", "resolves to Yes");

        static Row Inverted(string ticker, string strike)
        {
            Row row = Above(ticker, strike);
            return row with { Rules = row.Rules.Replace("to Yes", "to No", StringComparison.Ordinal) };
        }
    }

    [Fact]
    public void A_market_that_pays_a_fraction_has_no_relation()
    {
        Row scalar = Above("W-1-B", "40") with { Type = "scalar" };
        RelationMap ladder = new Listing().Event("W-1", Above("W-1-A", "30"), scalar).Map();
        RelationMap choice = new Listing().Choice("N-1", Option("N-1-A", "Austin"), Option("N-1-B", "Boston") with { Type = "scalar" }).Map();
        RelationMap unknown = new Listing().Choice("N-1", Option("N-1-A", "Austin"), Option("N-1-B", "Boston") with { Type = "ternary" }).Map();

        Assert.Empty(ladder.Relations);
        ladder.Refuses("W-1-B", "market_type is scalar");
        Assert.Empty(choice.Relations);
        choice.Refuses("N-1", "not binary");
        Assert.Empty(unknown.Relations);
    }

    [Theory]
    [InlineData("If the game ends in a tie, the market will resolve to $0.50 for each team.")]
    [InlineData("In the case of a dead heat the payout is shared.")]
    public void A_clause_that_pays_a_fraction_is_told_whichever_member_holds_it(string clause)
    {
        RelationMap map = new Listing().Choice("N-1", Option("N-1-A", "Austin"), Option("N-1-B", "Boston") with { Secondary = clause }).Map();

        map.Single(RelationType.Exclusive, "N-1-A", "N-1-B").Says("abnormal settlement: " + clause);
    }

    private static Row Most { get; } = Photos("7") with
    {
        StrikeType = "greater_or_equal",
        Floor = "7",
        Rules = "If at least 7 official photographs are published in December 2026, then the market resolves to Yes.",
    };

    private static Row Photos(string count) => new($"KXTRUMPPHOTO-26-{count}")
    {
        Rules = $"If exactly {count} official photographs are published in December 2026, then the market resolves to Yes.",
        Sub = count,
    };
}
