using Dutchbook.Domain;
using Xunit;

namespace Dutchbook.Unit.Mapping;

/// <summary>Ranges that leave one step between them cover every value only where the rules state that step.</summary>
public sealed class GridTraps
{
    private static readonly string[] Ranges = ["W-1-A", "W-1-B", "W-1-C"];

    [Theory]
    [InlineData("The Expiration Value is rounded to the nearest whole number.", "29", "30", "39", "40")]
    [InlineData("Temperatures are reported in whole degrees.", "29", "30", "39", "40")]
    [InlineData("The value has one decimal place.", "2.9", "3.0", "3.4", "3.5")]
    [InlineData("The value is the one-decimal headline figure.", "2.9", "3", "3.4", "3.5")]
    [InlineData("The value is rounded to the nearest tenth.", "-0.1", "0.0", "0.4", "0.5")]
    [InlineData("The value is quoted with two decimal places.", "6474.99", "6475", "6499.99", "6500")]
    [InlineData("The price is rounded to the nearest cent.", "6474.99", "6475", "6499.99", "6500")]
    [InlineData("The index is quoted with four decimal places.", "6474.9999", "6475", "6499.9999", "6500")]
    public void Adjacent_ranges_on_a_stated_grid_cover_every_value(string statement, string low, string floor, string cap, string high)
    {
        RelationMap map = Map(statement, low, floor, cap, high);

        map.Single(RelationType.Partition, Ranges).Says("reporting grid: the rules say");
        map.Forbids();
    }

    [Theory]
    [InlineData("")]
    [InlineData("The value has one decimal place.")]
    [InlineData("The value has two decimal places.")]
    [InlineData("The value is published as it is and not rounded to a whole number.")]
    [InlineData("The value isn't rounded to the nearest whole number.")]
    [InlineData("The value need not be a whole number.")]
    [InlineData("The value is shown with one decimal and stored to the nearest whole number.")]
    [InlineData("No rounding to a whole number takes place.")]
    [InlineData("The value is never rounded to a whole number.")]
    [InlineData("The value is used without rounding it to a whole number.")]
    [InlineData("If trading is cancelled, the payout is rounded to a whole number.")]
    [InlineData("If trading is cancelled, the market resolves to a fair price, rounded to the nearest whole number of cents.")]
    [InlineData("Contracts trade in increments of a whole number of cents.")]
    public void Without_a_grid_there_is_something_between_two_ranges(string statement)
    {
        RelationMap map = Map(statement, "29", "30", "39", "40");

        map.Single(RelationType.Exclusive, Ranges);
        map.Allows();
        map.Refuses("W-1", "gap between W-1-A and W-1-B");
    }

    [Theory]
    [InlineData("28", "30", "39", "40", "W-1-A and W-1-B")]
    [InlineData("29", "30", "38", "40", "W-1-B and W-1-C")]
    [InlineData("29", "30", "39", "41", "W-1-B and W-1-C")]
    public void A_gap_of_one_step_is_a_gap(string low, string floor, string cap, string high, string place)
    {
        RelationMap map = Map("The Expiration Value is rounded to a whole number.", low, floor, cap, high);

        map.Allows();
        map.Refuses("W-1", $"a gap between {place}");
    }

    [Theory]
    [InlineData(" million dollars")]
    [InlineData(" billion")]
    [InlineData("M views")]
    [InlineData("k units")]
    [InlineData(" hundred thousand jobs")]
    public void A_whole_number_of_units_is_not_a_whole_number_of_millions(string unit)
    {
        RelationMap map = Map("The Expiration Value is rounded to a whole number.", "29", "30", "39", "40", unit);

        map.Allows();
    }

    [Theory]
    [InlineData("30", "30", "39", "39")]
    [InlineData("31", "30", "39", "37")]
    public void Ranges_that_overlap_cover_without_excluding(string low, string floor, string cap, string high)
    {
        RelationMap map = Map("", low, floor, cap, high);

        map.Single(RelationType.Exhaustive, Ranges);
        map.Forbids();
        map.Allows("W-1-A", "W-1-B");
    }

    [Fact]
    public void Off_the_grid_a_strike_means_the_next_value_on_it()
    {
        RelationMap map = new Listing().Event(
            "W-1", Some.Above("W-1-A", "30.5"), Some.AtLeast("W-1-B", "31"), Some.Above("W-1-C", "30"), Some.Below("W-1-D", "31")).Map();

        map.Single(RelationType.Equivalence, "W-1-A", "W-1-B", "W-1-C");
        map.Single(RelationType.Complement, "W-1-A", "W-1-D");
        map.Forbids("W-1-A");
    }

    private static RelationMap Map(string statement, string low, string floor, string cap, string high, string unit = "")
    {
        Row[] rows =
        [
            Some.Cut("W-1-A", "less_or_equal", null, low, $"at most {low}", ""),
            Some.Between("W-1-B", floor, cap),
            Some.Cut("W-1-C", "greater_or_equal", high, null, $"at least {high}", ""),
        ];
        return new Listing().Event("W-1", [.. rows.Select(row => row with
        {
            Rules = row.Rules.Replace(", then", $"{unit}, then", StringComparison.Ordinal),
            Secondary = statement,
        })]).Map();
    }
}
