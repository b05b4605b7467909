using Dutchbook.Domain;
using Xunit;
using static Dutchbook.Unit.Mapping.Some;

namespace Dutchbook.Unit.Mapping;

/// <summary>Reports that are revised, delayed or never published, and what the rules pay then.</summary>
public sealed class ReleaseTraps
{
    [Fact]
    public void The_first_print_is_not_the_revised_one()
    {
        Row first = Inflation("KXCPIYOY-26NOV-T3.0", "3.0") with { Secondary = "Revisions after the first release do not count." };
        Row revised = Inflation("KXCPIREV-26NOV-T3.0", "3.0") with { Secondary = "The value is the one that stands after all revisions." };
        RelationMap map = new Listing().Series("KXCPIYOY").Series("KXCPIREV")
            .Event("KXCPIYOY-26NOV", first).Event("KXCPIREV-26NOV", revised).Map();

        Assert.Empty(map.Relations);
        map.Refuses("KXCPIREV-26NOV", "rules_secondary");
    }

    [Theory]
    [InlineData("If the report is not published by Jan 9, 2027, then all markets resolve to No.")]
    [InlineData("If the report is not published within six months, the market will resolve to No.")]
    [InlineData("If two reports are published, all will resolve to \"No\".")]
    public void A_report_that_never_comes_pays_no_range(string fallback)
    {
        Row[] markets = [Below("W-1-A", "30"), Between("W-1-B", "30", "39"), Above("W-1-C", "39")];
        RelationMap map = new Listing().Event("W-1", [.. markets.Select(row => row with
        {
            Secondary = $"{row.Secondary} {fallback}",
        })]).Map();

        map.Single(RelationType.Exclusive, "W-1-A", "W-1-B", "W-1-C");
        map.Allows();
        map.Refuses("W-1", "resolve");
    }

    [Fact]
    public void A_report_that_never_comes_breaks_a_complement_too()
    {
        const string fallback = "If the report is delayed by a shutdown, both markets resolve to No.";
        RelationMap map = new Listing()
            .Event("W-1", Below("W-1-A", "30") with { Secondary = fallback }, AtLeast("W-1-B", "30") with { Secondary = fallback }).Map();

        map.Allows();
        map.Forbids("W-1-A", "W-1-B");
    }

    [Fact]
    public void A_fallback_to_the_last_price_is_told_as_abnormal_settlement()
    {
        const string fallback = "If no report is published, the market resolves to its last traded price.";
        RelationMap map = new Listing()
            .Event("W-1", Above("W-1-A", "30") with { Secondary = fallback }, Above("W-1-B", "40") with { Secondary = fallback }).Map();

        map.Single(RelationType.Threshold, "W-1-A", "W-1-B").Says("abnormal settlement: " + fallback);
    }
}
