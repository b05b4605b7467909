using System.Globalization;
using System.Numerics;
using System.Text;

namespace Dutchbook.Verification;

/// <summary>
/// Decimal strings as whole numbers of their unit: micro-dollars, hundredths of a contract, parts per million.
/// </summary>
internal static class Units
{
    public const int MicrosPerDollar = 1_000_000;

    private const int LongestWhole = 30;

    /// <summary>So many digits fit a long, whatever they are.</summary>
    private const int LongestSmall = 18;

    public static BigInteger Money(Node node) => Parse(node, decimals: 6, isSigned: true);

    /// <summary>In hundredths of a contract.</summary>
    public static BigInteger Quantity(Node node) => Parse(node, decimals: 2, isSigned: false);

    /// <summary>In ticks of $0.0001.</summary>
    public static BigInteger Price(Node node) => Parse(node, decimals: 4, isSigned: false);

    /// <summary>In parts per million.</summary>
    public static BigInteger Ratio(Node node) => Parse(node, decimals: 6, isSigned: true);

    public static DateTimeOffset Time(Node node) => DateTimeOffset.TryParse(
        node.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : throw new ProofException(node, $"\"{node.Text}\" is not a time");

    public static int Index(Node node, int count) =>
        int.TryParse(node.Utf8, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < count
            ? index
            : throw new ProofException(node, $"{node.Text} is not a whole number below {count}");

    public static bool IsYes(Node side) => side.Text switch
    {
        "yes" => true,
        "no" => false,
        _ => throw new ProofException(side, "a side is yes or no"),
    };

    /// <summary>Micro-dollars as the document writes them: 4 to 6 decimals.</summary>
    public static string Dollars(BigInteger micros)
    {
        string digits = BigInteger.Abs(micros).ToString("0000000", CultureInfo.InvariantCulture);
        string text = $"{digits[..^6]}.{digits[^6..]}";
        while (text[^1] == '0' && text.Length - text.IndexOf('.') > 5)
        {
            text = text[..^1];
        }

        return micros.Sign < 0 ? $"-{text}" : text;
    }

    private static BigInteger Parse(Node node, int decimals, bool isSigned)
    {
        ReadOnlySpan<byte> text = node.Utf8;
        bool negative = text.StartsWith((byte)'-');
        ReadOnlySpan<byte> digits = negative ? text[1..] : text;
        int point = digits.IndexOf((byte)'.');
        ReadOnlySpan<byte> whole = point < 0 ? digits : digits[..point];
        ReadOnlySpan<byte> fraction = point < 0 ? [] : digits[(point + 1)..];
        bool isNumber = whole.Length is > 0 and <= LongestWhole && (point < 0 || fraction.Length > 0)
            && fraction.Length <= decimals && (isSigned || !negative)
            && !whole.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && !fraction.ContainsAnyExceptInRange((byte)'0', (byte)'9');
        if (!isNumber)
        {
            throw new ProofException(node, $"\"{node.Text}\" is not a number with at most {decimals} decimals");
        }

        BigInteger value = Scaled(whole, fraction, decimals);
        return negative ? -value : value;
    }

    private static BigInteger Scaled(ReadOnlySpan<byte> whole, ReadOnlySpan<byte> fraction, int decimals)
    {
        // Nearly every number is small enough for the machine's own.
        if (whole.Length + decimals > LongestSmall)
        {
            string padded = Encoding.ASCII.GetString(whole) + Encoding.ASCII.GetString(fraction).PadRight(decimals, '0');
            return BigInteger.Parse(padded, NumberStyles.None, CultureInfo.InvariantCulture);
        }

        long value = 0;
        foreach (byte digit in whole)
        {
            value = (value * 10) + (digit - '0');
        }

        for (int i = 0; i < decimals; i++)
        {
            value = (value * 10) + (i < fraction.Length ? fraction[i] - '0' : 0);
        }

        return value;
    }
}
