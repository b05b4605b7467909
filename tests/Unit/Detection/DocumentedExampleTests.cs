using Dutchbook.Detection;
using Dutchbook.Domain;
using Xunit;
using static Dutchbook.Unit.Detection.World;

namespace Dutchbook.Unit.Detection;

public sealed class DocumentedExampleTests
{
    private static readonly DetectionOptions Options = new()
    {
        QuarantineAbove = null,
        DesiredContracts = Quantity.FromContracts(50),
    };

    // YES above 60 at 0.42 and NO above 61 at 0.45 (YES is bid 0.55), ten of each. Cost 4.2000 + 4.5000. Fees 0.07 x 10
    // x 0.42 x 0.58 = 0.17052 and 0.07 x 10 x 0.45 x 0.55 = 0.17325, each order aligned up to $0.0001: 0.1706 + 0.1733.
    // It pays 10: edge 0.9561, or 0.09561 a basket; times 0.995 times 10/50 is 0.019026.
    private static World Example() => Example(new World());

    private static World Example(World world)
    {
        Market low = world.Quoted("X-T60", "0.4000", "7.00", "0.4200", "10.00");
        Market high = world.Quoted("X-T61", "0.5500", "10.00", "0.5700", "3.00");
        world.Relate(RelationType.Threshold, high, low);
        return world;
    }

    [Fact]
    public void The_documented_example_has_the_documented_figures()
    {
        DetectionReport report = Example().Detect(Options);

        Opportunity found = Assert.Single(report.Opportunities);
        Assert.Empty(report.BelowThreshold);
        Assert.Equal(Signal.BuySupersetSellSubset, found.Signal);
        Assert.Equal(Grade.A, found.Grade);
        Assert.True(found.Executable);
        Assert.Equal(OpportunityStatus.Detected, found.Status);
        Assert.Equal("YES X-T60, NO X-T61", Claims(found));
        Assert.Equal([M("4.2000"), M("4.5000")], found.Legs.Select(static leg => leg.Cost));
        Assert.Equal([M("0.1706"), M("0.1733")], found.Legs.Select(static leg => leg.Fee));
        Assert.Equal(Q("10.00"), found.Units);
        Assert.Equal(M("8.7000"), found.Cost);
        Assert.Equal(M("0.3439"), found.Fees);
        Assert.Equal(M("10"), found.MinPayout);
        Assert.Equal(M("0.9561"), found.Edge);
        Assert.Equal("0.0956", found.Magnitude.ToString());
        Assert.Equal(R("0.995"), found.Confidence);
        Assert.Equal("0.0190", found.Score.ToString());
        Assert.Equal(new Capital(M("9.0439"), M("9.0439"), M("9.0439")), found.Capital);
        Assert.Equal(M("-9.0439"), found.WorstAbnormal);
        Assert.Equal(Now.AddDays(30), found.ExpiresAt);
        Assert.Equal(Now.AddDays(30).AddHours(1), found.PaysAt);
    }

    [Fact]
    public void The_tickers_of_a_ladder_ascend_by_strike()
    {
        RelationUse use = Assert.Single(Assert.Single(Example().Detect(Options).Opportunities).Relations);

        Assert.Equal(["X-T60", "X-T61"], use.Tickers);
    }

    // 0.9561 / 9.0439 x 365 days / (30 days and 1 hour), rounded down.
    [Fact]
    public void Annual_return_is_simple_and_rounded_down()
    {
        decimal exact = 0.9561m / 9.0439m * 365 * 24 / ((30 * 24) + 1);

        Ratio? annual = Assert.Single(Example().Detect(Options).Opportunities).AnnualReturn;

        Assert.Equal((long)decimal.Floor(exact * 1_000_000), annual!.Value.PartsPerMillion);
    }

    [Fact]
    public void A_gap_above_the_quarantine_limit_is_listed_with_a_warning()
    {
        Opportunity found = Assert.Single(Example().Detect().Opportunities);

        Assert.True(found.Executable);
        Assert.Contains(
            found.Caveats,
            static caveat => caveat.StartsWith("quarantined: look before trading", StringComparison.Ordinal));
    }

    [Fact]
    public void An_assumed_fee_makes_grade_D_and_not_executable()
    {
        FeeTerms assumed = new(FeeType.Quadratic, Ratio.One, "--assume-fee", IsAssumed: true);
        World world = new() { AssumedFee = assumed };

        Opportunity found = Assert.Single(Example(world).Detect(Options).BelowThreshold);

        Assert.Equal(Grade.D, found.Grade);
        Assert.False(found.Executable);
        Assert.Contains("fee is assumed", found.BelowThreshold, StringComparer.Ordinal);
        Assert.Equal(M("0.9561"), found.Edge);
    }

    [Fact]
    public void An_assumed_size_makes_grade_D_and_not_executable()
    {
        World world = new();
        Market low = world.Quoted("X-T60", "0.4000", "1.00", "0.4200", "1.00", static draft => draft.SizesAssumed = true);
        Market high = world.Quoted("X-T61", "0.5500", "1.00", "0.5700", "1.00");
        world.Relate(RelationType.Threshold, high, low);

        Opportunity found = Assert.Single(world.Detect(Options).BelowThreshold);

        Assert.Equal(Grade.D, found.Grade);
        Assert.False(found.Executable);
        Assert.Contains("size is assumed", found.BelowThreshold, StringComparer.Ordinal);
    }

    [Fact]
    public void The_same_basket_has_the_same_id_whatever_the_order_of_its_markets()
    {
        World other = new();
        Market high = other.Quoted("X-T61", "0.5500", "10.00", "0.5700", "3.00");
        Market low = other.Quoted("X-T60", "0.4000", "7.00", "0.4200", "9.00");
        other.Relate(RelationType.Subset, high, low);

        Assert.Equal(
            Assert.Single(Example().Detect(Options).Opportunities).Id,
            Assert.Single(other.Detect(Options).Opportunities).Id);
    }
}
