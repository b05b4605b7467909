using Dutchbook.Domain;
using Xunit;
using static Dutchbook.Unit.Mapping.Some;

namespace Dutchbook.Unit.Mapping;

/// <summary>A market called "other" completes a list only if its own rules deny every listed outcome, and nothing besides.</summary>
public sealed class OtherMarketTraps
{
    private static readonly string[] Members = ["N-1-A", "N-1-B", "N-1-C"];

    [Theory]
    [InlineData("If none of the outcomes of the other markets of this event occurs")]
    [InlineData("If none of the other markets of this event resolves to Yes")]
    [InlineData("If none of the listed candidates wins the Nebraska Senate race")]
    [InlineData("If none of the candidates listed above wins the Nebraska Senate race")]
    [InlineData("If the Nebraska Senate race is not won by Austin or Boston", "is won by")]
    [InlineData("If the Nebraska Senate race is not won by Boston, or Austin by Dec 31, 2026, whether it is held or not", "is won by")]
    public void Rules_that_deny_every_listed_outcome_complete_the_list(string rules, string? verb = null)
    {
        RelationMap map = Choice(rules, verb).Map();

        Relation whole = map.Single(RelationType.Partition, Members);
        whole.Says("N-1-C resolves YES when none of the others does");
        whole.Says("the event was read whole: 3 markets");
        map.Forbids();
        map.Forbids("N-1-A", "N-1-C");
        map.Allows("N-1-C");
    }

    [Theory]
    [InlineData("If none of the companies listed on the Nasdaq wins the Nebraska Senate race")]
    [InlineData("If none of the other Republicans wins the Nebraska Senate race")]
    [InlineData("If none of the listed candidates wins the Iowa Senate race")]
    [InlineData("If none of the listed candidates wins the Nebraska Senate race and the race is held")]
    [InlineData("If none of the listed candidates, but another, wins the Nebraska Senate race")]
    [InlineData("If a candidate other than those listed wins the Nebraska Senate race")]
    [InlineData("If a candidate that is not listed in another market wins the Nebraska Senate race")]
    [InlineData("If any other candidate wins the Nebraska Senate race")]
    [InlineData("If the Nebraska Senate race is not won by Austin", "is won by")]
    [InlineData("If the Nebraska Senate race is not won by Austin, Boston or Chicago", "is won by")]
    [InlineData("If the Nebraska Senate race is not won by South Boston or Austin", "is won by")]
    [InlineData("If the Nebraska Senate race is not won by Austin or Boston, but by another", "is won by")]
    [InlineData("If the Nebraska Senate race is held and not won by Austin or Boston", "is won by")]
    [InlineData("If the Nebraska Senate race is held, but is not won by Austin or Boston", "is won by")]
    [InlineData("If a race that is not won by Austin or Boston is the Nebraska Senate race", "is won by")]
    [InlineData("If the Iowa Senate race is not won by Austin or Boston", "is won by")]
    [InlineData("If the Nebraska Senate race is not lost by Austin or Boston", "is won by")]
    public void Rules_that_leave_something_out_complete_nothing(string rules, string? verb = null)
    {
        RelationMap map = Choice(rules, verb).Map();

        map.Single(RelationType.Exclusive, Members);
        map.Allows();
        map.Refuses("N-1", "N-1-C");
    }

    [Fact]
    public void A_denial_without_a_deadline_does_not_complete_outcomes_with_one()
    {
        RelationMap map = new Listing().Choice(
            "N-1",
            Option("N-1-A", "Austin", "If the race is won by Austin before Jan 1, 2027, then the market resolves to Yes."),
            Option("N-1-B", "Boston", "If the race is won by Boston before Jan 1, 2027, then the market resolves to Yes."),
            Option("N-1-C", "Neither", "If the race is not won by Austin or Boston, then the market resolves to Yes.")).Map();

        map.Allows();
        map.Single(RelationType.Exclusive, Members);
    }

    [Fact]
    public void A_clause_by_which_all_resolve_to_no_breaks_the_list()
    {
        RelationMap map = new Listing().Choice(
            "N-1", Option("N-1-A", "Austin"), Option("N-1-B", "Boston") with { Secondary = "If the top two tie, all will resolve to No." },
            Option("N-1-C", "None", "If none of the listed candidates wins the Nebraska Senate race, then the market resolves to Yes.")).Map();

        map.Allows();
        map.Refuses("N-1", "all will resolve to No");
    }

    [Fact]
    public void A_list_without_the_exclusive_flag_proves_nothing()
    {
        Row[] rows = [Option("N-1-A", "Austin"), Option("N-1-B", "Boston")];

        Assert.Empty(new Listing().Event("N-1", rows).Map().Relations);
        Assert.Empty(new Listing().Choice("N-1", rows[0]).Map().Relations);
        Assert.Empty(new Listing().Page("N-1", rows).Map().Relations);
    }

    [Fact]
    public void Another_member_is_another_fact()
    {
        const string rules = "If none of the other markets of this event resolves to Yes";
        Relation three = Choice(rules, null).Map().Single(RelationType.Partition, Members);
        Relation four = new Listing().Choice(
            "N-1", Option("N-1-A", "Austin"), Option("N-1-B", "Boston"), Option("N-1-D", "Denver"),
            Option("N-1-C", "None", rules + ", then the market resolves to Yes.")).Map()
            .Single(RelationType.Partition, [.. Members, "N-1-D"]);

        Assert.NotEqual(three.Id, four.Id, StringComparer.Ordinal);
        four.Says("4 markets");
    }

    [Fact]
    public void Settled_members_count_among_the_listed()
    {
        Row settled = Option("N-1-B", "Boston") with { Status = "finalized", Result = "no" };
        RelationMap map = new Listing().Choice(
            "N-1", Option("N-1-A", "Austin"), settled,
            Option("N-1-C", "None", "If none of the other markets of this event resolves to Yes, then the market resolves to Yes.")).Map();

        map.Single(RelationType.Partition, Members);
    }

    private static Listing Choice(string rules, string? verb)
    {
        Row Named(string ticker, string name) => Option(ticker, name, verb is null ? ""
            : $"If the Nebraska Senate race {verb} {name}, then the market resolves to Yes.");
        return new Listing().Choice(
            "N-1", Named("N-1-A", "Austin"), Named("N-1-B", "Boston"),
            Option("N-1-C", "Other", $"{rules}, then the market resolves to Yes."));
    }
}
