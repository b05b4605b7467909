using Dutchbook.Domain;
using Xunit;

namespace Dutchbook.Unit.Domain;

/// <summary>The venue's published and observed fees, and the ones computed by hand from its rule.</summary>
public sealed class FeeVectors
{
    // Direct: cash is floored to $0.0001; non-direct: to $0.01. The first row is the venue's own worked example:
    // 0.07 x 0.055 x 0.945 = 0.00363825, up to 0.003639; -0.055 - 0.003639 = -0.058639, down to -0.06: 0.001361 more.
    [Theory]
    [InlineData("0.0550", "1", "1", "0.003639", "0.0037", "0.005")]
    [InlineData("0.0100", "1", "1", "0.000693", "0.0007", "0.01")]
    [InlineData("0.0100", "100", "1", "0.0693", "0.0693", "0.07")]
    [InlineData("0.0500", "100", "1", "0.3325", "0.3325", "0.34")]
    [InlineData("0.1000", "100", "1", "0.63", "0.63", "0.63")]
    [InlineData("0.2500", "100", "1", "1.3125", "1.3125", "1.32")]
    [InlineData("0.7500", "100", "1", "1.3125", "1.3125", "1.32")]
    [InlineData("0.3300", "7", "1", "0.108339", "0.1084", "0.11")]
    [InlineData("0.5000", "1", "1", "0.0175", "0.0175", "0.02")]
    [InlineData("0.5000", "100", "1", "1.75", "1.75", "1.75")]
    [InlineData("0.9900", "1", "1", "0.000693", "0.0007", "0.01")]
    [InlineData("0.5000", "0.30", "1", "0.00525", "0.0053", "0.01")]
    [InlineData("0.3301", "0.03", "1", "0.000465", "0.000497", "0.010097")]
    [InlineData("0.3350", "12.34", "1", "0.192434", "0.1925", "0.1961")]
    [InlineData("0.5000", "100", "0.5", "0.875", "0.875", "0.88")]
    [InlineData("0.3333", "3.33", "0", "0", "0.000011", "0.000111")]
    [InlineData("0.5000", "0", "1", "0", "0", "0")]
    public void A_taker_pays_the_rounded_formula_and_the_alignment_of_the_balance(
        string price, string quantity, string multiplier, string tradeFee, string direct, string nonDirect)
    {
        FeeTerms terms = Some.Terms(multiplier);
        BookLevel fill = Some.Level(price, quantity);

        Assert.Equal(
            Some.Money(tradeFee), FeeModel.TradeFee(terms, LiquidityRole.Taker, fill.Price, fill.Quantity));
        Assert.Equal(Some.Money(direct), OrderFee.ForFills(terms, MemberKind.Direct, [fill]));
        Assert.Equal(Some.Money(nonDirect), OrderFee.ForFills(terms, MemberKind.NonDirect, [fill]));
    }

    // The first two were seen on live fills of a direct account: 0.0175 x 2 x 0.67 x 0.33 = 0.0077385.
    [Theory]
    [InlineData("0.67", "2", FeeType.QuadraticWithMakerFees, "0.007739", "0.0078", "0.01")]
    [InlineData("0.12", "2", FeeType.QuadraticWithMakerFees, "0.003696", "0.0037", "0.01")]
    [InlineData("0.50", "100", FeeType.QuadraticWithMakerFees, "0.4375", "0.4375", "0.44")]
    [InlineData("0.50", "100", FeeType.QuadraticWithComboMakerFees, "0.875", "0.875", "0.88")]
    [InlineData("0.50", "100", FeeType.Quadratic, "0", "0", "0")]
    public void A_maker_pays_what_the_type_says(
        string price, string quantity, FeeType type, string tradeFee, string direct, string nonDirect)
    {
        FeeTerms terms = Some.Terms(type: type);
        FillFee atDirect = new OrderFees(terms, MemberKind.Direct)
            .Add(Some.Price(price), Some.Quantity(quantity), LiquidityRole.Maker);
        FillFee atNonDirect = new OrderFees(terms, MemberKind.NonDirect)
            .Add(Some.Price(price), Some.Quantity(quantity), LiquidityRole.Maker);

        Assert.Equal(Some.Money(tradeFee), atDirect.TradeFee);
        Assert.Equal(Some.Money(direct), atDirect.Net());
        Assert.Equal(Some.Money(nonDirect), atNonDirect.Net());
    }

    [Fact]
    public void The_published_example_splits_into_trade_fee_and_rounding_fee()
    {
        FillFee fee = new OrderFees(Some.Terms(), MemberKind.NonDirect)
            .Add(Some.Price("0.055"), Some.Quantity("1"), LiquidityRole.Taker);

        Assert.Equal(new FillFee(Some.Money("0.003639"), Some.Money("0.001361"), Money.Zero), fee);
        Assert.Equal("0.0050 (trade 0.003639, rounding 0.001361, rebate 0.0000)", fee.ToString());
    }

    [Fact]
    public void Three_roundings_of_0_004_give_back_a_cent_with_the_third()
    {
        // The trade fee of one contract at 0.50 is 0.0175; -0.4885 - 0.0175 = -0.506 is 0.004 above -0.51.
        OrderFees order = new(Some.Terms(), MemberKind.NonDirect);
        FillFee Fill() =>
            order.Add(Some.Price("0.50"), Some.Quantity("1"), LiquidityRole.Taker, Some.Money("-0.4885"));

        Assert.Equal(Some.Money("0.0215"), Fill().Net());
        Assert.Equal(Some.Money("0.004"), order.Carried);
        Assert.Equal(Some.Money("0.0215"), Fill().Net());
        Assert.Equal(Some.Money("0.008"), order.Carried);
        FillFee third = Fill();

        Assert.Equal(Some.Money("0.01"), third.Rebate);
        Assert.Equal(Some.Money("0.0115"), third.Net());
        Assert.Equal(Some.Money("0.002"), order.Carried);
        Assert.Equal(Some.Money("0.0545"), order.Total);
    }

    [Fact]
    public void A_rebate_takes_no_more_than_the_fill_costs()
    {
        // Fee-free, each fill rounds 0.004: the third owes 0.010 back but costs only 0.004, so 0.008 stays carried.
        OrderFees order = new(Some.Terms("0"), MemberKind.NonDirect);
        FillFee Fill() =>
            order.Add(Some.Price("0.50"), Some.Quantity("1"), LiquidityRole.Taker, Some.Money("-0.496"));
        Fill();
        Fill();
        FillFee third = Fill();

        Assert.Equal(Some.Money("0.004"), third.Rebate);
        Assert.Equal(Money.Zero, third.Net());
        Assert.Equal(Some.Money("0.008"), order.Carried);
    }

    [Fact]
    public void Taker_and_maker_fills_of_an_order_share_the_carry()
    {
        // 0.055 taken: 0.003639 and rounding 0.001361. Then 1 at 0.99 rested without a fee and cash to the cent.
        // Then 0.05 rested with cash -0.041: rounding 0.009, carry 0.010361, of which a cent is due and 0.009 given.
        OrderFees order = new(Some.Terms(), MemberKind.NonDirect);
        order.Add(Some.Price("0.055"), Some.Quantity("1"), LiquidityRole.Taker);
        order.Add(Some.Price("0.99"), Some.Quantity("1"), LiquidityRole.Maker);
        FillFee rested = order.Add(Some.Price("0.05"), Some.Quantity("1"), LiquidityRole.Maker, Some.Money("-0.041"));

        Assert.Equal(new FillFee(Money.Zero, Some.Money("0.009"), Some.Money("0.009")), rested);
        Assert.Equal(Some.Money("0.001361"), order.Carried);
    }

    [Theory]
    [InlineData("0.05", "0.34", "0.01")]
    [InlineData("0.10", "0.63", "0.01")]
    [InlineData("0.15", "0.90", "0.01")]
    [InlineData("0.20", "1.12", "0.02")]
    [InlineData("0.25", "1.32", "0.02")]
    [InlineData("0.30", "1.47", "0.02")]
    [InlineData("0.35", "1.60", "0.02")]
    [InlineData("0.40", "1.68", "0.02")]
    [InlineData("0.45", "1.74", "0.02")]
    [InlineData("0.50", "1.75", "0.02")]
    public void The_general_table_of_cent_accounts_is_met_on_both_sides(string price, string hundred, string one)
    {
        Price low = Some.Price(price);
        foreach (Price each in new[] { low, low.Complement() })
        {
            Assert.Equal(Some.Money(hundred), ForOne(each, "100", "1"));
            Assert.Equal(Some.Money(one), ForOne(each, "1", "1"));
        }
    }

    [Theory]
    [InlineData("0.50", "0.88")]
    [InlineData("0.25", "0.66")]
    [InlineData("0.10", "0.32")]
    [InlineData("0.05", "0.17")]
    public void The_table_of_half_fees_is_multiplier_one_half(string price, string hundred) =>
        Assert.Equal(Some.Money(hundred), ForOne(Some.Price(price), "100", "0.5"));

    // 0.07 x 0.25 = 0.0175 a contract, times the multiplier; the sizes lie on both sides of what one long product holds.
    [Theory]
    [InlineData("1", "3000000", "52500")]
    [InlineData("1", "3000000.01", "52500.000175")]
    [InlineData("1.42", "3000000", "74550")]
    [InlineData("1.43", "3000000", "75075")]
    [InlineData("10", "3000000", "525000")]
    [InlineData("10", "100000000000", "17500000000")]
    public void Large_fills_are_exact(string multiplier, string quantity, string fee) => Assert.Equal(
        Some.Money(fee),
        FeeModel.TradeFee(Some.Terms(multiplier), LiquidityRole.Taker, Some.Price("0.5"), Some.Quantity(quantity)));

    [Fact]
    public void Neither_a_cent_for_each_contract_nor_a_flat_percentage_is_the_fee()
    {
        // 100 at 0.05: a ceiling for each contract says 1.00, three times too much.
        // 100 at 0.50: 1.5 % of the cost says 0.75, less than half.
        Assert.Equal(Some.Money("0.3325"), OrderFee.ForFills(
            Some.Terms(), MemberKind.Direct, [Some.Level("0.05", "100")]));
        Assert.Equal(Some.Money("1.75"), OrderFee.ForFills(
            Some.Terms(), MemberKind.Direct, [Some.Level("0.50", "100")]));
    }

    private static Money ForOne(Price price, string quantity, string multiplier) => OrderFee.ForFills(
        Some.Terms(multiplier), MemberKind.NonDirect, [new BookLevel(price, Some.Quantity(quantity))]);
}
