using System.Numerics;
using CsCheck;
using Dutchbook.Domain;
using Xunit;

namespace Dutchbook.Unit.Domain;

/// <summary>Fees against an oracle in big integers and decimals, and the facts that sizing relies on.</summary>
public sealed class FeeProperties
{
    private static readonly Gen<FeeType> Types =
        Gen.Enum<FeeType>().Where(static type => type is not (FeeType.Unknown or FeeType.Flat));

    private static readonly Gen<LiquidityRole> Roles = Gen.Enum<LiquidityRole>();
    private static readonly Gen<MemberKind> Members = Gen.Enum<MemberKind>();

    private static readonly Gen<Ratio> Multipliers = Gen.OneOf(
        Gen.Int[0, 20].Select(static halves => halves * 500_000L),
        Gen.Long[0, 10_000_000]).Select(Ratio.FromPartsPerMillion);

    private static readonly Gen<FeeTerms> Terms =
        Gen.Select(Types, Multipliers, static (type, multiplier) => new FeeTerms(type, multiplier, "test"));

    private static readonly Gen<Price> Prices = Gen.OneOf(
        Gen.Int[1, 99].Select(static cents => cents * 100), Gen.Int[0, 10_000]).Select(Price.FromTicks);

    private static readonly Gen<Quantity> Quantities = Gen.OneOf(
        Gen.Long[0, 300], Gen.Long[0, 100_000], Gen.Long[0, 1_000_000_000_000]).Select(Quantity.FromHundredths);

    private static readonly Gen<Quantity> SmallQuantities = Gen.OneOf(
        Gen.Long[1, 30], Gen.Long[1, 500], Gen.Int[1, 20].Select(static contracts => contracts * 100L))
        .Select(Quantity.FromHundredths);

    private static readonly Gen<BookLevel> Levels =
        Gen.Select(Prices, SmallQuantities, static (price, quantity) => new BookLevel(price, quantity));

    [Fact]
    public void The_trade_fee_is_the_formula_rounded_up_to_a_micro_dollar() =>
        Gen.Select(Terms, Roles, Prices, Quantities).Sample(
            (terms, role, price, quantity) =>
                FeeModel.TradeFee(terms, role, price, quantity).Micros
                    == (long)CeilingMicros(terms, role, price, quantity),
            iter: 20_000);

    [Fact]
    public void Sums_of_numerators_round_up_once() =>
        Gen.Select(Terms, Roles, Levels.Array[0, 8]).Sample((terms, role, levels) =>
        {
            Int128 sum = 0;
            BigInteger expected = BigInteger.Zero;
            foreach (BookLevel level in levels)
            {
                sum += FeeModel.Numerator(terms, role, level.Price, level.Quantity);
                expected += Exact(terms, role, level.Price, level.Quantity);
            }

            return FeeModel.RoundUp(sum).Micros == (long)Ceiling(expected);
        });

    [Fact]
    public void Both_sides_pay_the_same() =>
        Gen.Select(Terms, Roles, Prices, Quantities).Sample((terms, role, price, quantity) =>
            FeeModel.TradeFee(terms, role, price, quantity)
                == FeeModel.TradeFee(terms, role, price.Complement(), quantity));

    [Fact]
    public void More_contracts_never_pay_less_and_splitting_a_fill_never_saves() =>
        Gen.Select(Terms, Prices, Quantities, Quantities).Sample((terms, price, first, second) =>
        {
            Money Fee(Quantity quantity) => FeeModel.TradeFee(terms, LiquidityRole.Taker, price, quantity);
            return Fee(first + second) >= Fee(first) && Fee(first) + Fee(second) >= Fee(first + second);
        });

    [Fact]
    public void A_worse_price_never_costs_less_with_its_fee() =>
        Gen.Select(Terms, Prices, Prices, Quantities).Sample((terms, one, other, quantity) =>
        {
            Price low = one <= other ? one : other;
            Price high = one <= other ? other : one;
            Int128 Cost(Price price) => ((Int128)(price * quantity).Micros * FeeModel.Denominator)
                + FeeModel.Numerator(terms, LiquidityRole.Taker, price, quantity);
            return Cost(low) <= Cost(high);
        });

    [Fact]
    public void Marginal_fees_enclose_the_formula() =>
        Gen.Select(Terms, Roles, Prices, Gen.Long[0, 10_000]).Sample((terms, role, price, contracts) =>
        {
            Money least = FeeModel.PerContractAtLeast(terms, role, price);
            Money most = FeeModel.PerContractAtMost(terms, role, price);
            Money fee = FeeModel.TradeFee(terms, role, price, Quantity.FromContracts(contracts));
            return least * contracts <= fee && fee <= most * contracts
                && most.Micros - least.Micros is 0 or 1;
        });

    [Fact]
    public void An_order_pays_what_the_rule_says_fill_by_fill() =>
        Gen.Select(Terms, Members, Gen.Select(Levels, Roles).Array[1, 12]).Sample((terms, member, fills) =>
        {
            OrderFees order = new(terms, member);
            decimal unit = member == MemberKind.Direct ? 0.0001m : 0.01m;
            decimal carried = 0;
            decimal total = 0;
            foreach ((BookLevel fill, LiquidityRole role) in fills)
            {
                decimal trade = (decimal)CeilingMicros(terms, role, fill.Price, fill.Quantity) / 1_000_000m;
                decimal cash = -(fill.Price.Ticks / 10_000m * fill.Quantity.Hundredths / 100m) - trade;
                decimal rounding = cash - (Math.Floor(cash / unit) * unit);
                carried += rounding;
                decimal rebate = Math.Min(Math.Floor(carried / unit) * unit, trade + rounding);
                carried -= rebate;
                total += trade + rounding - rebate;

                FillFee fee = order.Add(fill.Price, fill.Quantity, role);
                Assert.Equal(trade, Dollars(fee.TradeFee));
                Assert.Equal(rounding, Dollars(fee.RoundingFee));
                Assert.Equal(rebate, Dollars(fee.Rebate));
                Assert.True(fee.Net() >= Money.Zero);
                Assert.True(order.Carried < member.BalanceUnit());
            }

            Assert.Equal(total, Dollars(order.Total));
        });

    [Fact]
    public void Known_fills_cost_at_most_their_trade_fees_and_one_unit() =>
        Gen.Select(Terms, Members, Levels.Array[1, 40]).Sample((terms, member, fills) =>
            Total(terms, member, fills) <= OrderFee.BoundKnownFills(terms, member, fills)
                && OrderFee.ForFills(terms, member, fills) == Total(terms, member, fills));

    [Fact]
    public void Levels_cost_at_most_the_bound_however_their_fills_are_split() =>
        Gen.Select(Terms, Members, Levels.Array[1, 4], Gen.Int).Sample(
            (terms, member, levels, seed) =>
            {
                List<BookLevel> fills = Split(levels, new Random(seed));
                Money fee = Total(terms, member, fills);
                return fee <= OrderFee.Bound(terms, member, levels)
                    && OrderFee.ForFills(terms, member, levels) <= OrderFee.Bound(terms, member, levels);
            },
            iter: 2_000);

    [Fact]
    public void Fills_at_better_prices_never_cost_more_than_the_levels_and_the_bound() =>
        Gen.Select(Terms, Members, Levels.Array[1, 4], Gen.Int).Sample(
            (terms, member, levels, seed) =>
            {
                Random random = new(seed);
                List<BookLevel> fills = Split(levels, random).ConvertAll(fill =>
                    fill with { Price = Price.FromTicks(random.Next(fill.Price.Ticks + 1)) });
                return Cost(fills) + Total(terms, member, fills)
                    <= Cost(levels) + OrderFee.Bound(terms, member, levels);
            },
            iter: 2_000);

    [Fact]
    public void Single_hundredths_stay_within_the_bound_where_the_cent_of_the_whole_order_does_not()
    {
        // 0.07 x 142.85 x 0.001 x 0.999 = 0.0099895, which would be a cent for the whole order. In fills of 0.01 each
        // trade fee is 0.0000007 up to 0.000001: 0.014285 in all. The bound is 0.009990 + 14,285 x 0.000001 + 0.01.
        BookLevel level = Some.Level("0.0010", "142.85");
        BookLevel[] fills = [.. Enumerable.Repeat(Some.Level("0.0010", "0.01"), 14_285)];
        Money fee = OrderFee.ForFills(Some.Terms(), MemberKind.NonDirect, fills);

        Assert.InRange(fee.Micros, 14_285, 24_284);
        Assert.Equal(Some.Money("0.034275"), OrderFee.Bound(Some.Terms(), MemberKind.NonDirect, [level]));
    }

    [Fact]
    public void A_free_trade_is_bounded_by_the_alignment_alone() =>
        Assert.Equal(
            Some.Money("0.01"),
            OrderFee.Bound(Some.Terms("0"), MemberKind.NonDirect, [Some.Level("0.3333", "100")]));

    [Fact]
    public void A_part_of_the_levels_costs_what_its_fills_cost() =>
        Gen.Select(Terms, Members, Levels.Array[1, 6], Gen.Int[0, 100]).Sample((terms, member, levels, percent) =>
        {
            long rest = levels.Sum(static level => level.Quantity.Hundredths) * percent / 100;
            Quantity quantity = Quantity.FromHundredths(rest);
            List<BookLevel> fills = [];
            foreach (BookLevel level in levels)
            {
                long taken = Math.Min(rest, level.Quantity.Hundredths);
                rest -= taken;
                fills.Add(level with { Quantity = Quantity.FromHundredths(taken) });
            }

            fills.RemoveAll(static fill => fill.Quantity == Quantity.Zero);
            return OrderFee.ForQuantity(terms, member, levels, quantity) == Total(terms, member, fills);
        });

    [Fact]
    public void A_basket_pays_each_order_by_itself()
    {
        FeeTerms half = Some.Terms("0.5");
        BasketOrder[] orders =
        [
            new(Some.Terms(), new[] { Some.Level("0.42", "10") }),
            new(half, new[] { Some.Level("0.45", "4"), Some.Level("0.46", "6") }),
        ];

        // 0.07 x 10 x 0.42 x 0.58 = 0.17052, aligned 0.1706. 0.035 x 4 x 0.45 x 0.55 = 0.03465, aligned 0.0347 with
        // 0.00005 carried; 0.035 x 6 x 0.46 x 0.54 = 0.052164, aligned 0.0522, carrying 0.000086.
        Assert.Equal(Some.Money("0.2575"), BasketFees.Calculate(MemberKind.Direct, orders));
        Assert.Equal(
            OrderFee.Bound(Some.Terms(), MemberKind.Direct, orders[0].Levels.Span)
                + OrderFee.Bound(half, MemberKind.Direct, orders[1].Levels.Span),
            BasketFees.Bound(MemberKind.Direct, orders));

        // The documented opportunity: 0.1706 for YES at 0.42 and 0.07 x 10 x 0.45 x 0.55 = 0.17325, aligned 0.1733.
        Assert.Equal(
            Some.Money("0.3439"),
            BasketFees.CalculateFees(
                Quantity.FromContracts(10),
                MemberKind.Direct,
                (Some.Terms(), Some.Price("0.42")),
                (Some.Terms(), Some.Price("0.45"))));
    }

    [Fact]
    public void Pricing_an_order_allocates_nothing()
    {
        FeeTerms terms = Some.Terms();
        BookLevel[] levels = [Some.Level("0.42", "10"), Some.Level("0.4301", "1000000")];
        Money Price() => OrderFee.ForFills(terms, MemberKind.Direct, levels)
            + OrderFee.ForQuantity(terms, MemberKind.Direct, levels, levels[0].Quantity)
            + OrderFee.Bound(terms, MemberKind.Direct, levels)
            + OrderFee.BoundKnownFills(terms, MemberKind.Direct, levels);
        Price();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            Price();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(FeeType.Unknown)]
    [InlineData(FeeType.Flat)]
    public void A_type_without_a_formula_is_never_free(FeeType type) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => FeeModel.TradeFee(
            Some.Terms(type: type), LiquidityRole.Maker, Some.Price("0.5"), Some.Quantity("1")));

    [Theory]
    [InlineData("-0.000001")]
    [InlineData("10.000001")]
    public void An_absurd_multiplier_is_refused(string multiplier) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => FeeModel.TradeFee(
            Some.Terms(multiplier), LiquidityRole.Taker, Some.Price("0.5"), Some.Quantity("1")));

    [Fact]
    public void Negative_and_missing_quantities_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => FeeModel.TradeFee(
            Some.Terms(), LiquidityRole.Taker, Some.Price("0.5"), Quantity.FromHundredths(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => OrderFee.ForQuantity(
            Some.Terms(), MemberKind.Direct, [Some.Level("0.5", "1")], Some.Quantity("1.01")));
        Assert.Throws<ArgumentOutOfRangeException>(() => OrderFee.ForQuantity(
            Some.Terms(), MemberKind.Direct, [Some.Level("0.5", "1")], Quantity.FromHundredths(-1)));
    }

    [Fact]
    public void A_fee_that_does_not_fit_throws() => Assert.Throws<OverflowException>(() => FeeModel.TradeFee(
        Some.Terms("10"), LiquidityRole.Taker, Some.Price("0.5"), Quantity.FromHundredths(long.MaxValue)));

    private static Money Total(FeeTerms terms, MemberKind member, IEnumerable<BookLevel> fills)
    {
        OrderFees order = new(terms, member);
        foreach (BookLevel fill in fills)
        {
            order.Add(fill.Price, fill.Quantity, LiquidityRole.Taker);
        }

        return order.Total;
    }

    private static Money Cost(IEnumerable<BookLevel> levels) =>
        levels.Aggregate(Money.Zero, static (sum, level) => sum + (level.Price * level.Quantity));

    private static List<BookLevel> Split(BookLevel[] levels, Random random)
    {
        List<BookLevel> fills = [];
        int longest = random.Next(1, 200);
        foreach (BookLevel level in levels)
        {
            long rest = level.Quantity.Hundredths;
            while (rest > 0)
            {
                long part = Math.Min(rest, random.Next(1, longest + 1));
                fills.Add(level with { Quantity = Quantity.FromHundredths(part) });
                rest -= part;
            }
        }

        return [.. fills.OrderBy(_ => random.Next())];
    }

    private static decimal Dollars(Money money) => money.Micros / 1_000_000m;

    private static BigInteger CeilingMicros(FeeTerms terms, LiquidityRole role, Price price, Quantity quantity) =>
        Ceiling(Exact(terms, role, price, quantity));

    // In 10^-20 dollars: multiplier 10^-6, k 10^-4, contracts 10^-2, p and 1-p 10^-4 each; a micro-dollar is 10^14.
    private static BigInteger Ceiling(BigInteger exact) => BigInteger.Divide(
        exact + BigInteger.Pow(10, 14) - 1, BigInteger.Pow(10, 14));

    private static BigInteger Exact(FeeTerms terms, LiquidityRole role, Price price, Quantity quantity)
    {
        int k = (terms.Type, role) switch
        {
            (_, LiquidityRole.Taker) => 700,
            (FeeType.QuadraticWithMakerFees, _) => 175,
            (FeeType.QuadraticWithComboMakerFees, _) => 350,
            _ => 0,
        };
        return (BigInteger)terms.Multiplier.PartsPerMillion * k * quantity.Hundredths * price.Ticks
            * (10_000 - price.Ticks);
    }
}
