using CsCheck;
using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Dutchbook.Unit.Domain;
using Xunit;

namespace Dutchbook.Unit.Enrichment;

public sealed class PolymarketFees
{
    [Theory]
    [InlineData("100", "0.50", "0.04", "1.0000")]
    [InlineData("100", "0.30", "0.05", "1.0500")]
    [InlineData("250", "0.83", "0.07", "2.46925")]
    [InlineData("10", "0.02", "0.05", "0.0098")]
    public void The_fee_is_rate_times_spread_of_the_price(string contracts, string price, string rate, string fee) =>
        Assert.Equal(Some.Money(fee), new PolymarketFee(Some.Ratio(rate), 1).Of(Some.Price(price), Some.Quantity(contracts)));

    [Fact]
    public void A_market_without_fees_costs_none() =>
        Assert.Equal(Money.Zero, PolymarketFee.None.Of(Some.Price("0.50"), Some.Quantity("100")));

    [Fact]
    public void A_part_of_a_step_is_charged_in_full() =>
        // 0.01 x 0.05 x 0.0196 = 0.0000098.
        Assert.Equal(Some.Money("0.00001"), new PolymarketFee(Some.Ratio("0.05"), 1).Of(Some.Price("0.02"), Some.Quantity("0.01")));

    [Fact]
    public void The_fee_is_the_least_step_not_below_the_formula() =>
        Gen.Select(Gen.Int[1, 9_999], Gen.Int[1, 100_000_00], Gen.Int[0, 200_000], Gen.Int[1, 2]).Sample(
            static (ticks, hundredths, rate, exponent) =>
            {
                decimal p = ticks / 10_000m;
                decimal spread = p * (1 - p);
                decimal exact = hundredths / 100m * (rate / 1_000_000m) * (exponent == 1 ? spread : spread * spread);
                decimal charged = decimal.Ceiling(exact * 100_000m) / 100_000m;
                Money fee = new PolymarketFee(Ratio.FromPartsPerMillion(rate), exponent)
                    .Of(Price.FromTicks(ticks), Quantity.FromHundredths(hundredths));
                Assert.Equal(charged, fee.Micros / 1_000_000m);
            });
}
