using System.Globalization;
using System.Numerics;
using System.Text;
using CsCheck;
using Dutchbook.Domain;
using Xunit;

namespace Dutchbook.Unit.Domain;

/// <summary>Wire text is read exactly or refused.</summary>
public sealed class ExactText
{
    /// <summary>Texts that are numbers, of which many have the digits asked for.</summary>
    private static readonly Gen<string> Numbers = Gen.Select(
        Gen.OneOf(Gen.Long[0, 12], Gen.Long[0, long.MaxValue]),
        Gen.Char["0123456789"].Array[0, 7],
        Gen.Bool,
        static (whole, fraction, negative) =>
            $"{(negative ? "-" : "")}{whole}{(fraction.Length > 0 ? "." : "")}{new string(fraction)}");

    // Read with two decimals, unsigned; null is refused.
    [Theory]
    [InlineData("0", 0L)]
    [InlineData("1", 100L)]
    [InlineData("0.5", 50L)]
    [InlineData("1.00", 100L)]
    [InlineData("10.05", 1005L)]
    [InlineData("92233720368547758.07", long.MaxValue)]
    [InlineData("92233720368547758.08", null)]
    [InlineData("92233720368547759", null)]
    [InlineData("100000000000000000", null)]
    [InlineData("12345678901234567890", null)]
    [InlineData("184467440737095516.16", null)]
    [InlineData("99999999999999999999999999999999", null)]
    [InlineData("999999999999999999999999999999999", null)]
    [InlineData("1.000", null)]
    [InlineData("1.001", null)]
    [InlineData("", null)]
    [InlineData(".", null)]
    [InlineData("1.", null)]
    [InlineData(".5", null)]
    [InlineData("1..0", null)]
    [InlineData("1.0.0", null)]
    [InlineData("00", null)]
    [InlineData("01", null)]
    [InlineData("00.5", null)]
    [InlineData("+1", null)]
    [InlineData("-1", null)]
    [InlineData("-0", null)]
    [InlineData("--1", null)]
    [InlineData("1-", null)]
    [InlineData("-", null)]
    [InlineData("1e2", null)]
    [InlineData("1e-2", null)]
    [InlineData("1E2", null)]
    [InlineData("NaN", null)]
    [InlineData("Infinity", null)]
    [InlineData("null", null)]
    [InlineData("0x1", null)]
    [InlineData(" 1", null)]
    [InlineData("1 ", null)]
    [InlineData("1\n", null)]
    [InlineData("1\0", null)]
    [InlineData("1,5", null)]
    [InlineData("1,000", null)]
    [InlineData("1_0", null)]
    [InlineData("$1", null)]
    [InlineData("\u0661", null)]
    [InlineData("\uff11", null)]
    [InlineData("1\u00b2", null)]
    public void Two_decimals_without_a_sign(string text, long? hundredths)
    {
        bool fromChars = FixedPoint.TryParse(text, 2, signed: false, out long chars);
        bool fromBytes = FixedPoint.TryParse(Encoding.UTF8.GetBytes(text), 2, signed: false, out long bytes);

        Assert.Equal((hundredths.HasValue, hundredths ?? 0), (fromChars, chars));
        Assert.Equal((hundredths.HasValue, hundredths ?? 0), (fromBytes, bytes));
    }

    [Theory]
    [InlineData("-0", 0L)]
    [InlineData("-0.000001", -1L)]
    [InlineData("-1", -1_000_000L)]
    [InlineData("9223372036854.775807", long.MaxValue)]
    [InlineData("9223372036854.775808", null)]
    [InlineData("-9223372036854.775808", long.MinValue)]
    [InlineData("-9223372036854.775809", null)]
    [InlineData("18446744073709.551616", null)]
    [InlineData("-18446744073709.551616", null)]
    [InlineData("-", null)]
    [InlineData("-.5", null)]
    [InlineData("-01", null)]
    [InlineData("--1", null)]
    [InlineData("- 1", null)]
    [InlineData("\u22121", null)]
    [InlineData("1.0000000", null)]
    public void Money_is_signed_has_six_decimals_and_any_size_that_fits(string text, long? micros)
    {
        Assert.Equal(micros.HasValue, Money.TryParse(text, out Money fromChars));
        Assert.Equal(micros.HasValue, Money.TryParse(Encoding.UTF8.GetBytes(text), out Money fromBytes));
        Assert.Equal(micros ?? 0, fromChars.Micros);
        Assert.Equal(micros ?? 0, fromBytes.Micros);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("0.0001", 1)]
    [InlineData("0.1234", 1234)]
    [InlineData("1", 10_000)]
    [InlineData("1.0000", 10_000)]
    [InlineData("1.0001", null)]
    [InlineData("1.01", null)]
    [InlineData("2", null)]
    [InlineData("65536", null)]
    [InlineData("6.5536", null)]
    [InlineData("0.12340", null)]
    [InlineData("0.12345", null)]
    [InlineData("-0.5", null)]
    [InlineData("-0", null)]
    public void A_price_is_from_0_to_1_with_four_decimals(string text, int? ticks)
    {
        Assert.Equal(ticks.HasValue, Price.TryParse(text, out Price fromChars));
        Assert.Equal(ticks.HasValue, Price.TryParse(Encoding.UTF8.GetBytes(text), out Price fromBytes));
        Assert.Equal(ticks ?? 0, fromChars.Ticks);
        Assert.Equal(ticks ?? 0, fromBytes.Ticks);
    }

    [Fact]
    public void A_count_is_signed_only_where_the_field_is()
    {
        Assert.False(Quantity.TryParse("-13.00"u8, out _));
        Assert.False(Quantity.TryParse("-13.00", out _));
        Assert.True(Quantity.TryParseSigned("-13.00"u8, out Quantity delta));
        Assert.Equal(-1300, delta.Hundredths);
        Assert.False(Quantity.TryParseSigned("13.001"u8, out _));
    }

    [Fact]
    public void What_is_written_is_read_back() => Gen.Long.Sample(value =>
    {
        Assert.True(Money.TryParse(Money.FromMicros(value).ToString(), out Money money));
        Assert.Equal(value, money.Micros);
        Assert.True(Ratio.TryParse(Ratio.FromPartsPerMillion(value).ToString(), out Ratio ratio));
        Assert.Equal(value, ratio.PartsPerMillion);
        Assert.True(Quantity.TryParseSigned(
            Encoding.UTF8.GetBytes(Quantity.FromHundredths(value).ToString()), out Quantity quantity));
        Assert.Equal(value, quantity.Hundredths);
        Price price = Price.FromTicks((int)((ulong)value % 10_001));
        Assert.Equal(price, Some.Price(price.ToString()));
    });

    [Fact]
    public void Any_text_is_read_as_the_exact_number_it_is_or_refused() =>
        Gen.Select(Numbers, Gen.Char["0123456789.-+e "].Array[0, 24], Gen.Int[0, 6], Gen.Bool).Sample(
            (number, letters, decimals, signed) =>
            {
                string text = letters.Length % 2 == 0 ? number : new(letters);
                bool read = FixedPoint.TryParse(text, decimals, signed, out long scaled);
                BigInteger? expected = Expected(text, decimals, signed);
                Assert.Equal(expected.HasValue, read);
                Assert.Equal(expected ?? 0, scaled);
            },
            iter: 20_000);

    [Fact]
    public void Numbers_are_written_as_decimals_write_them() =>
        Gen.Select(Gen.OneOf(Gen.Long, Gen.Long[-1_000_000, 1_000_000]), Gen.Int[0, 8], Gen.Int[0, 8]).Sample(
            static (scaled, decimals, most) =>
            {
                int least = Math.Min(decimals, most);
                string form = $"0.{new string('0', least)}{new string('#', decimals - least)}";
                decimal value = scaled / (decimal)Math.Pow(10, decimals);
                Assert.Equal(value.ToString(form, CultureInfo.InvariantCulture), FixedPoint.Format(scaled, decimals, least));
            },
            iter: 5_000);

    [Theory]
    [InlineData(0L, "0.0000")]
    [InlineData(1L, "0.000001")]
    [InlineData(-1L, "-0.000001")]
    [InlineData(1_500_000L, "1.5000")]
    [InlineData(1_234_560L, "1.23456")]
    [InlineData(long.MinValue, "-9223372036854.775808")]
    [InlineData(long.MaxValue, "9223372036854.775807")]
    public void Money_is_written_with_four_to_six_decimals(long micros, string text) =>
        Assert.Equal(text, Money.FromMicros(micros).ToString());

    [Fact]
    public void Prices_counts_and_ratios_are_written_in_their_own_form()
    {
        Assert.Equal("0.5000", Some.Price("0.5").ToString());
        Assert.Equal("0.0000", default(Price).ToString());
        Assert.Equal("13.00", Some.Quantity("13").ToString());
        Assert.Equal("0.43", Some.Ratio("0.43").ToString());
        Assert.Equal("1", Ratio.One.ToString());
    }

    private static BigInteger? Expected(string text, int decimals, bool signed)
    {
        string pattern = signed ? "^-?" : "^";
        pattern += "(0|[1-9][0-9]*)";
        pattern += decimals > 0 ? $"(\\.[0-9]{{1,{decimals}}})?\\z" : "\\z";
        if (!System.Text.RegularExpressions.Regex.IsMatch(text, pattern, default, TimeSpan.FromSeconds(1)))
        {
            return null;
        }

        int point = text.IndexOf('.', StringComparison.Ordinal);
        int digits = point < 0 ? 0 : text.Length - point - 1;
        string all = text.Replace(".", "", StringComparison.Ordinal);
        BigInteger value = BigInteger.Parse(all, CultureInfo.InvariantCulture) * BigInteger.Pow(10, decimals - digits);
        return value >= long.MinValue && value <= long.MaxValue ? value : null;
    }
}
