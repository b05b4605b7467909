using System.Numerics;
using CsCheck;
using Dutchbook.Domain;
using Xunit;

namespace Dutchbook.Unit.Domain;

/// <summary>Sums and products are exact or throw; quotients never flatter.</summary>
public sealed class ExactArithmetic
{
    private static readonly Gen<long> Longs =
        Gen.OneOf(Gen.Long, Gen.Long[-5_000_000_000, 5_000_000_000], Gen.Long[-1_000, 1_000]);

    [Fact]
    public void Sums_are_exact_or_throw() => Gen.Select(Longs, Longs).Sample((left, right) =>
    {
        Same((BigInteger)left + right, () => (Money.FromMicros(left) + Money.FromMicros(right)).Micros);
        Same((BigInteger)left - right, () => (Money.FromMicros(left) - Money.FromMicros(right)).Micros);
        Same((BigInteger)left * right, () => (Money.FromMicros(left) * right).Micros);
        Same(-(BigInteger)left, () => (-Money.FromMicros(left)).Micros);
        Same((BigInteger)left * 1_000_000, () => Money.FromDollars(left).Micros);
        Quantity count = Quantity.FromHundredths(left);
        Same((BigInteger)left + right, () => (count + Quantity.FromHundredths(right)).Hundredths);
        Same((BigInteger)left - right, () => (count - Quantity.FromHundredths(right)).Hundredths);
        Same((BigInteger)left * right, () => (Quantity.FromHundredths(left) * right).Hundredths);
        Same(-(BigInteger)left, () => (-Quantity.FromHundredths(left)).Hundredths);
        Same((BigInteger)left * 100, () => Quantity.FromContracts(left).Hundredths);
        Same((BigInteger)left + right, () => (A(left) + A(right)).PartsPerMillion);
        Same((BigInteger)left - right, () => (A(left) - A(right)).PartsPerMillion);
    });

    [Fact]
    public void The_edges_of_a_long_throw()
    {
        Assert.Throws<OverflowException>(() => -Money.FromMicros(long.MinValue));
        Assert.Throws<OverflowException>(() => Money.FromMicros(long.MaxValue) + Money.FromMicros(1));
        Assert.Throws<OverflowException>(() => -Quantity.FromHundredths(long.MinValue));
        Assert.Throws<OverflowException>(() => Ratio.Of(Money.FromMicros(long.MaxValue), Money.FromMicros(1)));
        Assert.Throws<OverflowException>(() => Price.One * Quantity.FromHundredths(long.MaxValue));
    }

    [Fact]
    public void A_price_times_a_count_is_exact() =>
        Gen.Select(Gen.Int[0, 10_000], Longs).Sample((ticks, hundredths) => Same(
            (BigInteger)ticks * hundredths,
            () => (Price.FromTicks(ticks) * Quantity.FromHundredths(hundredths)).Micros));

    [Fact]
    public void Three_thousand_three_hundred_and_thirty_three_ticks_times_3_33_is_1_109889() =>
        Assert.Equal(Some.Money("1.109889"), Some.Price("0.3333") * Some.Quantity("3.33"));

    [Fact]
    public void A_price_and_its_complement_cost_a_dollar() => Gen.Int[0, 10_000].Sample(ticks =>
    {
        Price price = Price.FromTicks(ticks);
        Assert.Equal(price, price.Complement().Complement());
        Assert.Equal(Money.FromDollars(1), price.PerContract() + price.Complement().PerContract());
        Assert.Equal(price.PerContract(), price * Quantity.FromContracts(1));
    });

    [Theory]
    [InlineData(-1)]
    [InlineData(10_001)]
    [InlineData(65_536)]
    [InlineData(int.MinValue)]
    public void A_price_outside_0_to_1_cannot_be_made(int ticks) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Price.FromTicks(ticks));

    [Fact]
    public void Quotients_and_products_of_ratios_round_down() =>
        Gen.Select(Longs, Longs.Where(static value => value != 0)).Sample((left, right) =>
        {
            Same(
                Floor((BigInteger)left * 1_000_000, right),
                () => Ratio.Of(Money.FromMicros(left), Money.FromMicros(right)).PartsPerMillion);
            Same(Floor((BigInteger)left * right, 1_000_000), () => (A(left) * A(right)).PartsPerMillion);
        });

    // -1/3 is below -0.333333, and a loss is not made smaller by rounding.
    [Theory]
    [InlineData(1, 3, 333_333)]
    [InlineData(-1, 3, -333_334)]
    [InlineData(1, -3, -333_334)]
    [InlineData(-1, -3, 333_333)]
    [InlineData(0, 3, 0)]
    [InlineData(-3, 3, -1_000_000)]
    public void A_quotient_is_rounded_toward_minus_infinity(long numerator, long denominator, long expected) =>
        Assert.Equal(A(expected), Ratio.Of(Money.FromMicros(numerator), Money.FromMicros(denominator)));

    [Fact]
    public void A_quotient_by_nothing_throws() =>
        Assert.Throws<DivideByZeroException>(() => Ratio.Of(Money.FromDollars(1), Money.Zero));

    [Fact]
    public void Values_are_ordered_by_their_size() => Gen.Select(Longs, Longs).Sample((left, right) =>
    {
        Money one = Money.FromMicros(left);
        Money two = Money.FromMicros(right);
        Assert.Equal((left < right, left > right), (one < two, one > two));
        Assert.Equal((left <= right, left >= right), (one <= two, one >= two));
        Assert.Equal(Math.Min(left, right), Money.Min(one, two).Micros);
        Assert.Equal(Math.Max(left, right), Money.Max(one, two).Micros);
        Quantity first = Quantity.FromHundredths(left);
        Quantity second = Quantity.FromHundredths(right);
        Assert.Equal((left < right, left >= right), (first < second, first >= second));
        Assert.Equal(Math.Min(left, right), Quantity.Min(first, second).Hundredths);
        Assert.Equal((left < right, left >= right), (A(left) < A(right), A(left) >= A(right)));
        Assert.Equal(Math.Min(left, right), Ratio.Min(A(left), A(right)).PartsPerMillion);
    });

    private static Ratio A(long partsPerMillion) => Ratio.FromPartsPerMillion(partsPerMillion);

    private static BigInteger Floor(BigInteger numerator, BigInteger denominator)
    {
        BigInteger quotient = BigInteger.DivRem(numerator, denominator, out BigInteger rest);
        return !rest.IsZero && rest.Sign != denominator.Sign ? quotient - 1 : quotient;
    }

    private static void Same(BigInteger exact, Func<long> computed)
    {
        if (exact >= long.MinValue && exact <= long.MaxValue)
        {
            Assert.Equal((long)exact, computed());
        }
        else
        {
            Assert.Throws<OverflowException>(() => computed());
        }
    }
}
