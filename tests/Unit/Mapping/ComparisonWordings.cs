using Dutchbook.Domain;
using Dutchbook.Mapping;
using Xunit;

namespace Dutchbook.Unit.Mapping;

/// <summary>
/// What a comparison means is what it says of the number below, at and above the strike; a wording that could mean two things
/// means nothing.
/// </summary>
public sealed class ComparisonWordings
{
    /// <summary>Whether 29, 30 and 31 pay, for a strike of 30; a question mark refuses the market.</summary>
    [Theory]
    [InlineData("greater", "above 30", "..Y")]
    [InlineData("greater", "over 30", "..Y")]
    [InlineData("greater", "more 30", "..Y")]
    [InlineData("greater", "more than 30", "..Y")]
    [InlineData("greater", "higher than 30%", "..Y")]
    [InlineData("greater", "greater than $30", "..Y")]
    [InlineData("greater", "strictly greater than 30", "..Y")]
    [InlineData("greater", "above 30.00", "..Y")]
    [InlineData("greater_or_equal", "at least 30", ".YY")]
    [InlineData("greater_or_equal", "no less than 30", ".YY")]
    [InlineData("greater_or_equal", "not less than 30", ".YY")]
    [InlineData("greater_or_equal", "greater than or equal to 30", ".YY")]
    [InlineData("greater_or_equal", "equal to or greater than 30", ".YY")]
    [InlineData("greater_or_equal", "at or above 30", ".YY")]
    [InlineData("greater_or_equal", "30 or more", ".YY")]
    [InlineData("greater_or_equal", "30% or higher", ".YY")]
    [InlineData("greater_or_equal", "30\u00B0 or above", ".YY")]
    [InlineData("greater_or_equal", "30 or greater", ".YY")]
    [InlineData("less", "below 30", "Y..")]
    [InlineData("less", "under 30", "Y..")]
    [InlineData("less", "less than 30", "Y..")]
    [InlineData("less", "fewer than 30", "Y..")]
    [InlineData("less", "lower than 30", "Y..")]
    [InlineData("less_or_equal", "at most 30", "YY.")]
    [InlineData("less_or_equal", "no more than 30", "YY.")]
    [InlineData("less_or_equal", "not more than 30", "YY.")]
    [InlineData("less_or_equal", "less than or equal to 30", "YY.")]
    [InlineData("less_or_equal", "equal to or less than 30", "YY.")]
    [InlineData("less_or_equal", "at or below 30", "YY.")]
    [InlineData("less_or_equal", "30 or below", "YY.")]
    [InlineData("less_or_equal", "30 or fewer", "YY.")]
    [InlineData("less_or_equal", "not above 30", "YY.")]
    public void A_wording_says_which_side_and_whether_the_number_counts(string type, string comparison, string pays) =>
        Assert.Equal(pays, Pays(type, comparison));

    /// <summary>The rules decide; a strike field that words the same set by its neighbour on the written scale confirms them.</summary>
    [Theory]
    [InlineData("greater_or_equal", "30", "above 29.9999", ".YY")]
    [InlineData("greater", "29.9", "at least 30", ".YY")]
    [InlineData("greater", "30", "31 or above", "..Y")]
    [InlineData("less", "30.1", "at most 30", "YY.")]
    [InlineData("less_or_equal", "30", "below 30.0001", "YY.")]
    public void A_strike_next_to_the_number_in_the_rules_confirms_it(string type, string strike, string comparison, string pays)
    {
        bool above = type.StartsWith("greater", StringComparison.Ordinal);
        Assert.Equal(pays, Pays(Some.Cut("W-1-A", type, above ? strike : null, above ? null : strike, comparison, "")));
    }

    /// <summary>The strike type says one thing and the words another, or the words say two.</summary>
    [Theory]
    [InlineData("greater", "at or above 30")]
    [InlineData("greater", "equal to or greater than 30")]
    [InlineData("greater", "not above 30")]
    [InlineData("greater", "not greater than 30")]
    [InlineData("greater", "no higher than 30")]
    [InlineData("greater", "never above 30")]
    [InlineData("greater", "below 30")]
    [InlineData("greater", "at least 30")]
    [InlineData("greater", "30 or more")]
    [InlineData("greater", "above 30 or above")]
    [InlineData("greater_or_equal", "above 30")]
    [InlineData("less", "at or below 30")]
    [InlineData("less", "no less than 30")]
    [InlineData("less", "not less than 30")]
    [InlineData("less", "under 30 or less")]
    [InlineData("less", "above 30")]
    [InlineData("greater", "exactly 30")]
    [InlineData("greater", "30")]
    [InlineData("greater", "between 30 and 40")]
    [InlineData("greater", "above 300")]
    [InlineData("greater", "above 3.0")]
    [InlineData("greater", "above -30")]
    [InlineData("greater", "above \u221230")]
    [InlineData("greater", "above $-30")]
    [InlineData("greater", "above \u201330")]
    [InlineData("greater", "above 30 or below 30")]
    [InlineData("greater", "turnover 30")]
    [InlineData("greater", "at least 32")]
    [InlineData("greater", "at least 29")]
    [InlineData("greater_or_equal", "above 31")]
    [InlineData("greater_or_equal", "above 29.9 and not above 30")]
    public void A_wording_that_disagrees_with_the_strike_type_or_with_itself_is_refused(string type, string comparison) =>
        Assert.Equal("?", Pays(type, comparison));

    [Theory]
    [InlineData("between", "29", "30", "between 29-30", "29 to 30", "YY.")]
    [InlineData("between", "29", "30", "between 29 and 30", "29 to 30", "YY.")]
    [InlineData("between", "29", "30", "between 29 to 30", "29-30", "YY.")]
    [InlineData("between", "29", "30", "between 29\u00B0 and 30\u00B0", "29\u00B0 to 30\u00B0", "YY.")]
    [InlineData("between", "29", "30", "between 29 and 30, inclusive", "", "YY.")]
    [InlineData("between", "30", "30", "exactly 30", "30", ".Y.")]
    [InlineData("between", "29", "30", "strictly between 29 and 30", "29 to 30", "?")]
    [InlineData("between", "29", "30", "between 29 and 30, exclusive", "29 to 30", "?")]
    [InlineData("between", "29", "30", "between 29 and 30, not inclusive", "", "?")]
    [InlineData("between", "29", "30", "between 29 and 30 (not including 30)", "29 to 30", "?")]
    [InlineData("between", "29", "30", "between 29 and 30", "", "?")]
    [InlineData("between", "29", "30", "between 29 and 30", "29 to 31", "?")]
    [InlineData("between", "29", "30", "between 29 and 31", "29 to 30", "?")]
    [InlineData("between", "29", "30", "not between 29 and 30", "29 to 30", "?")]
    [InlineData("between", "30", "29", "between 30 and 29", "30 to 29", "?")]
    [InlineData("between", "29", null, "between 29 and 30", "29 to 30", "?")]
    [InlineData("between", null, "30", "between 29 and 30", "29 to 30", "?")]
    [InlineData("between", "30", "30", "not exactly 30", "30", "?")]
    [InlineData("greater", null, "30", "above 30", "Above 30", "?")]
    [InlineData("less", "30", null, "below 30", "Below 30", "?")]
    [InlineData("greater", "30", "40", "above 30", "Above 30", "?")]
    [InlineData("less", "20", "30", "below 30", "Below 30", "?")]
    [InlineData("greater", "30", "30", "above 30", "Above 30", "..Y")]
    [InlineData("greater", "30", "0", "above 30", "Above 30", "..Y")]
    public void A_range_needs_both_its_ends_and_whether_they_count(
        string type, string? floor, string? cap, string comparison, string sub, string pays) =>
        Assert.Equal(pays, Pays(Some.Cut("W-1-A", type, floor, cap, comparison, sub)));

    [Theory]
    [InlineData("above 30", "Above 30", "Will it be above 30?", true)]
    [InlineData("above 30", "31 or above", "Will it be above 30?", true)]
    [InlineData("above 30", "30 or above", "Will it be above 30?", false)]
    [InlineData("above 30", "Below 30", "Will it be above 30?", false)]
    [InlineData("above 30", "29 or below", "Will it be above 30?", false)]
    [InlineData("above 30", "At most 31", "Will it be above 30?", false)]
    [InlineData("above 30", "Above 31", "Will it be above 30?", false)]
    [InlineData("above 30", "Above 40", "Will it be above 30?", false)]
    [InlineData("above 30", "Above 30", "Will it be below 30?", false)]
    [InlineData("above 30", "Above 30", "Will it be above 40?", false)]
    [InlineData("above 30", "Above 30", "Will it be at least 31?", true)]
    [InlineData("above 30", "Above 30", "Will it be at least 30?", true)]
    [InlineData("above 30", "In Dec 2026", "", true)]
    [InlineData("above 30", "", "", true)]
    [InlineData("at least 30", "At least 30", "", true)]
    [InlineData("at least 30", "30+", "", true)]
    [InlineData("at least 30", "Above 29", "", true)]
    [InlineData("at least 30", "Above 30", "", false)]
    [InlineData("at least 30", "At least 31", "", false)]
    public void A_title_that_says_something_else_drops_the_market(string comparison, string sub, string title, bool isRead)
    {
        string type = comparison.StartsWith("at least", StringComparison.Ordinal) ? "greater_or_equal" : "greater";
        Row row = Some.Cut("W-1-A", type, "30", null, comparison, sub) with { Title = title };

        Assert.Equal(isRead, Pays(row) != "?");
    }

    [Theory]
    [InlineData("87\u00B0 to 88\u00B0", "Will the high temp be 87-88\u00B0 on Aug 14, 2025?", true)]
    [InlineData("87\u00B0 to 88\u00B0", "Will the high temp be 89-90\u00B0 on Aug 14, 2025?", false)]
    [InlineData("87\u00B0 to 88\u00B0", "Will it be between 87 and 89?", false)]
    [InlineData("87\u00B0 to 88\u00B0", "Highest temperature in the 2025-26 season?", true)]
    public void A_title_with_another_range_drops_the_range(string sub, string title, bool isRead) =>
        Assert.Equal(isRead, Pays(Some.Cut("W-1-A", "between", "87", "88", "between 87-88\u00B0", sub) with { Title = title }) != "?");

    /// <summary>Bookmakers' halves lie beside counts only.</summary>
    [Theory]
    [InlineData("greater", "30", "more than 30 wins", "Over 30.5 wins", true)]
    [InlineData("greater", "30", "more than 30 wins", "Over 31.5 wins", false)]
    [InlineData("greater", "30", "more than 30 wins", "Over 29.5 wins", false)]
    [InlineData("greater", "30", "more than 30 wins", "Under 30.5 wins", false)]
    [InlineData("greater", "30", "more than 30%", "Over 30.5%", false)]
    [InlineData("greater", "30", "more than 30 million", "Over 30.5 million", false)]
    [InlineData("less", "31", "fewer than 31 wins", "Under 30.5 wins", true)]
    [InlineData("less", "31", "fewer than 31 wins", "Under 31.5 wins", false)]
    public void A_half_point_in_a_title_is_the_count_beside_it(string type, string strike, string comparison, string sub, bool isRead)
    {
        bool above = type == "greater";
        Row row = Some.Cut("W-1-A", type, above ? strike : null, above ? null : strike, comparison, sub);

        Assert.Equal(isRead, Pays(row with { Rules = $"If the team has {comparison} this season, then the market resolves to Yes." }) != "?");
    }

    [Theory]
    [InlineData("greater", "above 30 million", "Above 30 million", "Will more than 30000000 people fly?", true)]
    [InlineData("greater", "above 30.0 million", "Above 30 million", "", true)]
    [InlineData("greater", "above 30,000,000", "Above 30 million", "", true)]
    [InlineData("greater", "above 30 million", "Above 31 million", "", false)]
    [InlineData("greater", "above 31 million", "Above 30 million", "", false)]
    [InlineData("greater", "above 30 billion", "Above 30 million", "", false)]
    [InlineData("greater", "at least 30 million", "Above 30 million", "", false)]
    [InlineData("greater_or_equal", "30 million or more", "30 million or more", "", true)]
    public void A_number_may_be_written_in_millions(string type, string comparison, string sub, string title, bool isRead)
    {
        Row row = Some.Cut("W-1-A", type, "30000000", null, comparison, sub) with { Title = title };

        Assert.Equal(isRead ? "..." : "?", Pays(row));
    }

    [Fact]
    public void Millions_and_digits_are_on_one_line_and_millions_alone_on_another()
    {
        RelationMap map = new Listing().Event(
            "W-1", Some.Cut("W-1-A", "greater", "2600000", null, "above 2.6 million", "Above 2.6 million"),
            Some.Cut("W-1-B", "greater", "2650000", null, "above 2,650,000", "Above 2.65 million"),
            Some.Cut("W-1-C", "greater", "2.7", null, "above 2.7 million", "Above 2.7 million")).Map();

        map.Single(RelationType.Threshold, "W-1-A", "W-1-B");
        map.Allows("W-1-C");
    }

    [Fact]
    public void Of_two_comparisons_with_one_number_the_strike_type_tells_which_is_meant()
    {
        Row[] rows = [.. new[] { "2", "3", "4" }.Select(static strike => Some.Above($"W-1-{strike}", strike) with
        {
            Rules = $"If there are more than {strike} hurricanes of category 3 or above in 2026, then the market resolves to Yes.",
        })];
        RelationMap map = new Listing().Event("W-1", rows).Map();

        map.Single(RelationType.Threshold, "W-1-2", "W-1-3", "W-1-4");
    }

    [Fact]
    public void A_point_without_a_digit_before_it_begins_a_number() => new Listing().Event(
        "W-1", Some.Cut("W-1-A", "greater", "0.000025", null, "above .000025", "$0.000025001 or above"),
        Some.Cut("W-1-B", "greater", "0.00003", null, "above .000030", "$0.000030001 or above"))
        .Map().Single(RelationType.Threshold, "W-1-A", "W-1-B");

    private static string Pays(string type, string comparison)
    {
        bool above = type.StartsWith("greater", StringComparison.Ordinal);
        return Pays(Some.Cut("W-1-A", type, above ? "30" : null, above ? null : "30", comparison, ""));
    }

    private static string Pays(Row row)
    {
        Event owner = Assert.Single(new Listing().Event("W-1", row).Read().Events);
        bool isRead = new IntervalReader().TryRead(owner.Markets[0], out IntervalReading read, out string? reason);
        Assert.Equal(!isRead, reason is { Length: > 10 });
        (Cut low, Cut high) = (read.Low, read.High);
        return !isRead ? "?" : string.Concat(new[] { 29m, 30m, 31m }.Select(value =>
            low <= new Cut(value, 0) && high >= new Cut(value, 1) ? 'Y' : '.'));
    }
}
