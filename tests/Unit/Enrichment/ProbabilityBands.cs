using CsCheck;
using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Xunit;

namespace Dutchbook.Unit.Enrichment;

public sealed class ProbabilityBands
{
    private static readonly Gen<ProbabilityBand> Bands =
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 1_000_000], static (one, other) => Band(Math.Min(one, other), Math.Max(one, other)));

    [Fact]
    public void The_default_knows_nothing()
    {
        ProbabilityBand band = default;
        Assert.True(band.IsUnknown);
        Assert.Equal(Ratio.Zero, band.Low);
        Assert.Equal(Ratio.One, band.High);
    }

    [Fact]
    public void The_other_side_is_the_mirror_image() =>
        Assert.Equal(Band(300_000, 900_000), Band(100_000, 700_000).Of(Side.No));

    [Fact]
    public void An_estimate_is_rounded_outward_and_cut_at_certainty()
    {
        Assert.Equal(Band(123_456, 123_457), ProbabilityBand.Around(0.1234565, 0));
        Assert.Equal(Band(300_000, 300_000), ProbabilityBand.Around(0.3, 0));
        Assert.Equal(Band(0, 150_000), ProbabilityBand.Around(0.05, 0.1));
        Assert.Equal(Band(850_000, 1_000_000), ProbabilityBand.Around(0.95, 0.1));
    }

    [Theory]
    [InlineData(double.NaN, 0.1)]
    [InlineData(0.5, double.NaN)]
    [InlineData(double.PositiveInfinity, 0.1)]
    [InlineData(1.2, 0.1)]
    [InlineData(-0.2, 0.1)]
    [InlineData(0.5, -0.1)]
    public void What_is_no_probability_gives_no_band(double estimate, double error) =>
        Assert.Null(ProbabilityBand.Around(estimate, error));

    [Fact]
    public void Limits_out_of_order_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => Band(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Band(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Band(0, 1_000_001));
    }

    [Fact]
    public void Both_allow_what_each_allows() => Gen.Select(Bands, Bands, Gen.Int[0, 1_000_000]).Sample(static (one, other, point) =>
    {
        Ratio chance = Ratio.FromPartsPerMillion(point);
        bool both = one.Contains(chance) && other.Contains(chance);
        Assert.Equal(both, one.And(other) is { } common && common.Contains(chance));
        Assert.True(!(one.Contains(chance) || other.Contains(chance)) || one.Or(other).Contains(chance));
        Assert.Equal(one.Contains(chance), one.Complement().Contains(Ratio.One - chance));
        Assert.Equal(one, one.Complement().Complement());
    });

    [Fact]
    public void A_wider_band_holds_the_narrower()
    {
        Assert.Equal(Band(250_000, 750_000), Band(300_000, 700_000).Widened(Ratio.FromPartsPerMillion(50_000)));
        Assert.Equal(ProbabilityBand.Unknown, Band(10, 999_990).Widened(Ratio.FromPartsPerMillion(50_000)));
    }

    private static ProbabilityBand Band(int low, int high) =>
        ProbabilityBand.Between(Ratio.FromPartsPerMillion(low), Ratio.FromPartsPerMillion(high));
}
