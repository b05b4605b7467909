using System.Globalization;
using Dutchbook.Domain;
using Xunit;

namespace Dutchbook.Unit.Mapping;

/// <summary>
/// Three ranges that cover every value: below 30, 30 to 39, above 39, in sentences under which more or fewer than one can pay.
/// A, B and C are the ranges, D is above 49.
/// </summary>
public sealed class ContextTraps
{
    [Theory]
    [InlineData("If the end-of-day Widget index value on December 9, 2026 is {0}")]
    [InlineData("If the simple average of the sixty seconds of the Widget index before 5 PM EDT is {0} at 5 PM EDT on Dec 9, 2026")]
    [InlineData("If the highest temperature recorded in Central Park for December 9, 2026 as reported by the National Weather Service, is {0}\u00B0")]
    [InlineData("If Widget growth in 2026 is {0}%")]
    [InlineData("If {0} official photographs are published in December 2026")]
    [InlineData("If the minimum temperature recorded at New York City for Feb 26, 2026, is {0}\u00B0")]
    [InlineData("If the Widget approval rating is {0} at 11:00 AM ET on August 15, 2026 according to the Widget office")]
    [InlineData("If the Land Ocean-Temperature Index for Jul 2026 is {0}")]
    [InlineData("If the Widget office makes {0} trips to the coast in Aug 2026")]
    [InlineData("If the upper bound of the target rate is {0} following the December meeting")]
    [InlineData("If the seasonally adjusted unemployment rate is {0}% in December 2026")]
    [InlineData("If there are {0} initial jobless claims in the report of December 10")]
    public void One_value_at_one_time_falls_into_one_range(string sentence)
    {
        RelationMap map = new Listing().Event("W-1", Rows(sentence)[..3]).Map();

        map.Single(RelationType.Partition, "W-1-A", "W-1-B", "W-1-C").Says("cover every value");
        map.Forbids();
        map.Forbids("W-1-A", "W-1-B");
        map.Allows("W-1-C");
    }

    [Theory]
    [InlineData("If a storm with winds of {0} knots makes landfall in December 2026")]
    [InlineData("If an earthquake of magnitude {0} occurs in December 2026")]
    [InlineData("If any city reports a temperature that is {0}")]
    [InlineData("If there is a day in December 2026 on which the index is {0}")]
    [InlineData("If the Widget index is {0} at any time in 2026")]
    [InlineData("If the Widget index is {0} at any point in 2026")]
    [InlineData("If the Widget index is {0} at least once in 2026")]
    [InlineData("If the Widget index is {0} on any day of 2026")]
    [InlineData("If the Widget office records a day between Jan 1, 2026 and Dec 1, 2026 where the index is {0}")]
    [InlineData("If the Widget index is {0} before Jan 1, 2027")]
    [InlineData("If the Widget index is {0} before 2027")]
    [InlineData("If the Widget index is {0} prior to the next election")]
    [InlineData("If the Widget index is {0} by the end of 2026")]
    [InlineData("If the Widget index is {0} by August 31")]
    [InlineData("If the Widget index is {0} until August")]
    [InlineData("If the Widget index is {0} in 2026")]
    [InlineData("If the Widget index is {0}")]
    [InlineData("If the price of Widgets in 2026 is {0}")]
    [InlineData("If the price of Widgets is {0} in March 2026")]
    [InlineData("If the price of Widgets on December 9, 2026 is {0}")]
    [InlineData("If the price of Widgets trades {0} during the fourth quarter")]
    [InlineData("If the value of the Widget index starting Mar 19, 2025 and ending on Jan 1, 2026 is {0}")]
    [InlineData("If the price of Widgets is {0} between Jan 1, 2026 and Dec 31, 2026")]
    [InlineData("If the price of Widgets is {0} from Jan 1, 2026 to Dec 31, 2026")]
    [InlineData("If the temperature in Central Park on December 9, 2026 is {0}\u00B0")]
    [InlineData("If the price of a Widget is {0} dollars")]
    [InlineData("If the price of Widgets increases to {0} in March 2026")]
    [InlineData("If the total capitalization of Widgets is {0} in March 2026")]
    [InlineData("If the unemployment rate in 2026 is {0}%")]
    [InlineData("If the price of Widgets in the final week of March is {0}")]
    [InlineData("If the Widget index is {0} or the Widget office closes")]
    [InlineData("If the Widget office closes or the Widget index is {0}")]
    public void What_can_happen_twice_falls_into_two_ranges(string sentence)
    {
        RelationMap map = Ranges(sentence);

        map.Allows("W-1-A", "W-1-B", "W-1-C");
        map.Allows("W-1-A", "W-1-C", "W-1-D");
        map.Forbids("W-1-D");
        Assert.Contains(map.Refusals, static refusal => refusal.Rule == "interval-cover");
    }

    [Theory]
    [InlineData("If the closing Widget index on Dec 9, 2026 is {0} and the Fed cuts rates")]
    [InlineData("If the Fed cuts rates and the closing Widget index on Dec 9, 2026 is {0}")]
    [InlineData("If the closing Widget index on Dec 9, 2026 is {0} unless trading is halted")]
    [InlineData("If the closing Widget index on Dec 9, 2026 is {0}, but is later revised")]
    [InlineData("If the closing Widget index on Dec 9, 2026 is {0} while the Fed holds rates")]
    [InlineData("If the closing Widget index on Dec 9, 2026 is {0}, provided that it is published")]
    [InlineData("If Kansas City wins the game by {0} points")]
    [InlineData("If the closing Widget index rises by {0}% on Dec 9, 2026")]
    [InlineData("If the Senate confirms Mike Waltz with {0} votes")]
    public void What_need_not_happen_at_all_falls_into_no_range(string sentence)
    {
        RelationMap map = Ranges(sentence);

        map.Allows();
        map.Refuses("W-1", "none of the ranges");
        Complement(sentence).Allows();
    }

    [Theory]
    [InlineData("If the Widget index on Dec 9, 2026 is not reported {0}")]
    [InlineData("If the Widget index on Dec 9, 2026 isn't reported {0}")]
    [InlineData("If the Widget index never closes {0} in 2026")]
    [InlineData("If no city reports a temperature {0}")]
    [InlineData("If the Widget index fails to close {0}")]
    [InlineData("If fewer than 3 cities report a temperature {0}")]
    [InlineData("If at most 3 cities report a temperature {0}")]
    [InlineData("If exactly 3 cities report a temperature {0}")]
    [InlineData("If between 3 and 5 cities report a temperature {0}")]
    [InlineData("If only one city reports a temperature {0}")]
    [InlineData("If the number of days with a temperature {0} is below 5")]
    [InlineData("If it is false that the Widget index is {0}")]
    [InlineData("If the Widget index closes {0} for the first time since 2020")]
    public void Under_a_denial_or_a_count_a_higher_strike_need_not_be_harder(string sentence)
    {
        RelationMap map = Ranges(sentence);

        map.Allows("W-1-D");
        map.Allows("W-1-A", "W-1-B");
        map.Allows("W-1-A", "W-1-B", "W-1-C", "W-1-D");
        map.Allows();
        Assert.Contains(map.Refusals, static refusal => refusal.Reason.Contains("need not be harder", StringComparison.Ordinal));
    }

    private static RelationMap Ranges(string sentence) => new Listing().Event("W-1", Rows(sentence)).Map();

    private static Row[] Rows(string sentence) =>
    [
        Row("W-1-A", "less", null, "30", "below 30", "29 or below", sentence),
        Row("W-1-B", "between", "30", "39", "between 30-39", "30 to 39", sentence),
        Row("W-1-C", "greater", "39", null, "above 39", "40 or above", sentence),
        Row("W-1-D", "greater", "49", null, "above 49", "50 or above", sentence),
    ];

    private static RelationMap Complement(string sentence) => new Listing().Event(
        "W-1",
        Row("W-1-A", "less", null, "30", "below 30", "29 or below", sentence),
        Row("W-1-B", "greater_or_equal", "30", null, "at least 30", "At least 30", sentence)).Map();

    private static Row Row(string ticker, string type, string? floor, string? cap, string comparison, string sub, string sentence) =>
        Some.Cut(ticker, type, floor, cap, comparison, sub) with
        {
            Rules = string.Format(CultureInfo.InvariantCulture, sentence, comparison) + ", then the market resolves to Yes.",
            Title = "",
        };
}
