using Dutchbook.Domain;
using Xunit;

namespace Dutchbook.Unit.Mapping;

/// <summary>Markets of one observable that overlap in more ways than chains and covers tell.</summary>
public sealed class CellLines
{
    private const string Grid = "The Expiration Value is rounded to a whole number.";

    [Fact]
    public void Ranges_and_thresholds_of_two_events_share_one_line()
    {
        RelationMap map = new Listing().Series("A").Series("B")
            .Event("A-1", Above("A-1-T2", 2), Above("A-1-T4", 4))
            .Event("B-1", Between("B-1-3", 3, 4), Between("B-1-5", 5, 6)).Map();

        Relation line = map.Single(RelationType.Line, "A-1-T2", "A-1-T4", "B-1-3", "B-1-5");

        Assert.Equal(["below 3", "at least 3, below 5", "at least 5, below 7", "at least 7"], line.Line!.Cells);
        Assert.Equal(
            ["A-1-T2 [1, 4)", "A-1-T4 [2, 4)", "B-1-3 [1, 2)", "B-1-5 [2, 3)"],
            line.Claims.Select((claim, i) => $"{claim.Market.Ticker} {line.Line.Spans[i]}").Order(StringComparer.Ordinal));
        line.Says("3 cuts leave 4 ranges of which exactly one comes true");
        map.Forbids("A-1-T2");
        map.Allows("A-1-T2", "A-1-T4", "B-1-5");
    }

    [Fact]
    public void Where_every_market_may_resolve_to_No_that_is_a_cell_of_its_own()
    {
        const string silence = "If no report is published, all markets resolve to No.";
        RelationMap map = new Listing().Series("A").Event(
            "A-1", Above("A-1-T2", 2, silence), Above("A-1-T4", 4, silence), Between("A-1-3", 3, 4, silence), Below("A-1-B3", 3, silence)).Map();

        Relation line = map.Relations.Single(static relation => relation.Type == RelationType.Line);

        Assert.Equal("every market resolves to No", line.Line!.Cells[^1]);
        map.Allows();
    }

    [Fact]
    public void A_lone_ladder_and_a_lone_list_of_ranges_need_no_line()
    {
        Assert.DoesNotContain(
            new Listing().Event("A-1", Above("A-1-T2", 2), Above("A-1-T4", 4), Above("A-1-T6", 6)).Map().Relations,
            static relation => relation.Type == RelationType.Line);
        Assert.DoesNotContain(
            new Listing().Event("A-1", Below("A-1-B2", 2), Between("A-1-2", 2, 4), Above("A-1-T4", 4)).Map().Relations,
            static relation => relation.Type == RelationType.Line);
    }

    [Fact]
    public void Where_ranges_need_not_exclude_each_other_there_is_no_line()
    {
        const string rules = "If the Widget index on any day before January 1, 2027 is ";
        Row[] rows = [Above("A-1-T2", 2), Above("A-1-T4", 4), Between("A-1-3", 3, 4)];
        RelationMap map = new Listing().Event("A-1", [.. rows.Select(static row => row with
        {
            Rules = row.Rules.Replace("If the end-of-day Widget index on December 9, 2026 is ", rules, StringComparison.Ordinal),
        })]).Map();

        Assert.DoesNotContain(map.Relations, static relation => relation.Type == RelationType.Line);
    }

    private static Row Above(string ticker, int floor, string more = "") =>
        Word(ticker, $"above {floor}", more) with { StrikeType = "greater", Floor = $"{floor}" };

    private static Row Below(string ticker, int cap, string more = "") =>
        Word(ticker, $"below {cap}", more) with { StrikeType = "less", Cap = $"{cap}" };

    private static Row Between(string ticker, int floor, int cap, string more = "") =>
        Word(ticker, $"between {floor} and {cap}", more) with
        {
            StrikeType = "between",
            Floor = $"{floor}",
            Cap = $"{cap}",
            Sub = $"{floor} to {cap}",
        };

    private static Row Word(string ticker, string comparison, string more) => new(ticker)
    {
        Rules = $"If the end-of-day Widget index on December 9, 2026 is {comparison}, then the market resolves to Yes.",
        Secondary = $"{Grid} {more}".Trim(),
    };
}
