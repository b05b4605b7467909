using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Xunit;

namespace Dutchbook.Unit.Enrichment;

public sealed class CallSpreads
{
    [Fact]
    public void A_spread_of_five_points_at_1_80_says_36_percent()
    {
        ProbabilityBand? band = CallSpread.Band(new OptionQuote(2100, 4.80m, 4.80m), new OptionQuote(2105, 3.00m, 3.00m));
        Assert.Equal(ProbabilityBand.Between(Ratio.FromPartsPerMillion(360_000), Ratio.FromPartsPerMillion(360_000)), band);
    }

    [Fact]
    public void Executable_quotes_leave_a_band()
    {
        // (4.70 - 3.10) / 5 = 0.32 and (4.90 - 2.90) / 5 = 0.40.
        ProbabilityBand? band = CallSpread.Band(new OptionQuote(2100, 4.70m, 4.90m), new OptionQuote(2105, 2.90m, 3.10m));
        Assert.Equal("0.32 to 0.4", band.ToString());
    }

    [Fact]
    public void Interest_lifts_both_limits()
    {
        ProbabilityBand? band =
            CallSpread.Band(new OptionQuote(2100, 4.70m, 4.90m), new OptionQuote(2105, 2.90m, 3.10m), growth: 1.01m);
        Assert.Equal("0.3232 to 0.404", band.ToString());
    }

    [Fact]
    public void A_wide_quote_says_nothing_rather_than_too_much()
    {
        ProbabilityBand? band = CallSpread.Band(new OptionQuote(2100, 0m, 20m), new OptionQuote(2105, 0m, 20m));
        Assert.True(band!.Value.IsUnknown);
    }

    [Theory]
    [InlineData(2105, 2100, 4.7, 4.9)]
    [InlineData(2100, 2100, 4.7, 4.9)]
    [InlineData(2100, 2105, 4.9, 4.7)]
    [InlineData(2100, 2105, -1, 4.9)]
    [InlineData(2100, 2105, 9.0, 9.5)]
    public void Quotes_that_cannot_be_give_no_band(int lower, int upper, double bid, double ask) => Assert.Null(CallSpread.Band(
        new OptionQuote(lower, (decimal)bid, (decimal)ask), new OptionQuote(upper, 2.90m, 3.10m)));
}
