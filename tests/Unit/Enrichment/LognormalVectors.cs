using Dutchbook.Enrichment;
using Xunit;

namespace Dutchbook.Unit.Enrichment;

public sealed class LognormalVectors
{
    private static readonly Lognormal Index = Lognormal.Of(6850, 0.038, 0.012, 0.165, 38 / 365.0);

    [Fact]
    public void A_textbook_digital()
    {
        Lognormal asset = Lognormal.Of(100, 0.03, 0, 0.32, 1);
        Assert.Equal(-0.066250, asset.D2(100), 6);
        Assert.Equal(0.473589, asset.Above(100), 6);
    }

    [Theory]
    [InlineData(6500, 1.009339, 0.843594)]
    [InlineData(6600, 0.722566, 0.765027)]
    [InlineData(6700, 0.440106, 0.670070)]
    [InlineData(6800, 0.161831, 0.564280)]
    [InlineData(6850, 0.024224, 0.509663)]
    [InlineData(6900, -0.112382, 0.455260)]
    [InlineData(7000, -0.382649, 0.350990)]
    [InlineData(7100, -0.649083, 0.258142)]
    [InlineData(7200, -0.911790, 0.180940)]
    public void The_index_ends_above_each_strike(double strike, double d2, double above)
    {
        Assert.Equal(6868.567036, Index.Forward, 6);
        Assert.Equal(d2, Index.D2(strike), 6);
        Assert.Equal(above, Index.Above(strike), 6);
    }

    [Fact]
    public void Ranges_partition_the_certain()
    {
        double[] ends = [6600, 6700, 6800, 6900, 7000, 7100];
        double[] chances =
        [
            1 - Index.Above(6600),
            .. ends.Zip(ends.Skip(1), static (from, to) => Index.Within(from, to)),
            Index.Above(7100),
        ];
        double[] expected = [0.234973, 0.094957, 0.105789, 0.109020, 0.104270, 0.092847, 0.258142];
        Assert.All(expected.Zip(chances), static pair => Assert.Equal(pair.First, pair.Second, 6));
        Assert.Equal(1, chances.Sum(), 12);
    }

    [Theory]
    [InlineData(6895, 6905, 0.455262)]
    [InlineData(6890, 6910, 0.455268)]
    [InlineData(6875, 6925, 0.455311)]
    public void Two_calls_give_the_digital_between_them(double lower, double upper, double digital) =>
        Assert.Equal(digital, (Index.Call(lower) - Index.Call(upper)) / (upper - lower), 6);

    [Theory]
    [InlineData(6900, 0.161, 0.454671, 0.525267)]
    [InlineData(6600, 0.185, 0.738376, 0.793814)]
    public void A_falling_volatility_lifts_the_digital(double strike, double volatility, double flat, double skewed)
    {
        Lognormal asset = Index with { Volatility = volatility };
        Assert.Equal(flat, asset.Above(strike), 6);
        Assert.Equal(skewed, asset.AboveWithSlope(strike, -0.00008), 6);
    }

    [Theory]
    [InlineData(6900)]
    [InlineData(6600)]
    public void The_slope_formula_equals_the_numerical_derivative(double strike)
    {
        double Call(double at) => (Index with { Volatility = 0.165 - (0.00008 * (at - 6850)) }).Call(at);
        double numerical = (Call(strike - 0.01) - Call(strike + 0.01)) / 0.02;
        Lognormal asset = Index with { Volatility = 0.165 - (0.00008 * (strike - 6850)) };
        Assert.Equal(numerical, asset.AboveWithSlope(strike, -0.00008), 7);
    }

    [Theory]
    [InlineData(7200, 0.357223)]
    [InlineData(7000, 0.690822)]
    [InlineData(6600, 0.476770)]
    [InlineData(6300, 0.111565)]
    public void A_level_is_touched_before_the_end(double level, double touched) =>
        Assert.Equal(touched, Index.Touches(level, 6850), 6);

    [Fact]
    public void Touching_is_about_twice_as_likely_as_ending_beyond() =>
        Assert.Equal(1.974, Index.Touches(7200, 6850) / Index.Above(7200), 3);

    [Fact]
    public void The_spot_itself_is_touched() => Assert.Equal(1, Index.Touches(6850, 6850), 12);

    [Theory]
    [InlineData(6850, 0.498850)]
    [InlineData(6860, 0.399014)]
    [InlineData(6875, 0.262800)]
    public void Two_hours_before_the_close_trading_time_counts(double strike, double above)
    {
        Lognormal asset = new(6850, 0.165, 2 / Lognormal.TradingHoursPerYear);
        Assert.Equal(above, asset.Above(strike), 6);
    }

    [Theory]
    [InlineData(93_000, 0.79795, 5)]
    [InlineData(95_000, 0.494989, 6)]
    [InlineData(97_000, 0.19995, 5)]
    public void Bitcoin_in_a_day(double strike, double above, int digits) =>
        Assert.Equal(above, new Lognormal(95_000, 0.48, 1 / 365.0).Above(strike), digits);

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.84134474606854)]
    [InlineData(-1, 0.15865525393146)]
    [InlineData(3, 0.99865010196837)]
    [InlineData(-5, 2.86651571879194e-7)]
    [InlineData(-8, 6.22096057427178e-16)]
    [InlineData(40, 1)]
    public void The_normal_distribution_is_exact_to_its_tails(double x, double expected) =>
        Assert.Equal(1, Normal.Cumulative(x) / expected, 10);
}
