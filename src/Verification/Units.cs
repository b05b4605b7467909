using System.Globalization;
using System.Numerics;

namespace Dutchbook.Verification;

/// <summary>
/// Decimal strings as whole numbers of their unit: micro-dollars, hundredths of a contract, parts per million.
/// </summary>
internal static class Units
{
    public const int MicrosPerDollar = 1_000_000;

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
        int.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < count
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
        string text = node.Text;
        bool negative = text.StartsWith('-');
        string[] parts = (negative ? text[1..] : text).Split('.');
        bool isNumber = parts.Length <= 2 && parts[0].Length is > 0 and <= 30 && parts.All(static part => part.All(char.IsAsciiDigit))
            && (parts.Length == 1 || (parts[1].Length > 0 && parts[1].Length <= decimals)) && (isSigned || !negative);
        if (!isNumber)
        {
            throw new ProofException(node, $"\"{text}\" is not a number with at most {decimals} decimals");
        }

        string fraction = (parts.Length == 2 ? parts[1] : "").PadRight(decimals, '0');
        BigInteger value = BigInteger.Parse(parts[0] + fraction, NumberStyles.None, CultureInfo.InvariantCulture);
        return negative ? -value : value;
    }
}
