using System.Globalization;
using System.Text;
using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>A field that an item needs cannot be read; the item is left out and listed.</summary>
internal sealed class UnreadableFieldException(string field, string problem) : Exception($"{field} {problem}")
{
    public string Field { get; } = field;

    public string Problem { get; } = problem;
}

/// <summary>
/// The edge between the venue's texts and our exact types. What is null or empty is absent; anything else that cannot be read makes
/// the item unreadable, because it means that a format has changed. Nothing is ever taken for zero.
/// </summary>
internal static class Field
{
    private const int ShownLength = 40;

    public static Price? Price(string? text, string field) => string.IsNullOrEmpty(text) ? null
        : Domain.Price.TryParse(text, out Price price) ? price
        : throw Wrong(text, field, "a price from 0 to 1 with at most 4 decimals");

    public static Quantity? Quantity(string? text, string field) => string.IsNullOrEmpty(text) ? null
        : Domain.Quantity.TryParse(text, out Quantity quantity) ? quantity
        : throw Wrong(text, field, "a count with at most 2 decimals");

    public static Quantity? SignedQuantity(string? text, string field) => string.IsNullOrEmpty(text) ? null
        : FixedPoint.TryParse(text, 2, signed: true, out long hundredths) ? Domain.Quantity.FromHundredths(hundredths)
        : throw Wrong(text, field, "a signed count with at most 2 decimals");

    public static Money? Money(string? text, string field) => string.IsNullOrEmpty(text) ? null
        : Domain.Money.TryParse(text, out Money money) ? money
        : throw Wrong(text, field, "dollars with at most 6 decimals");

    public static DateTimeOffset? Instant(string? text, string field) => string.IsNullOrEmpty(text) ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTimeOffset at) && HasZone(text) ? at
        : throw Wrong(text, field, "an RFC 3339 time");

    public static DateTimeOffset FromUnixSeconds(long seconds, string field) => seconds is >= 0 and < 253_402_300_800
        ? DateTimeOffset.FromUnixTimeSeconds(seconds)
        : throw Wrong(seconds.ToString(CultureInfo.InvariantCulture), field, "an instant in Unix seconds");

    /// <summary>The value, or the item is unreadable.</summary>
    public static T Need<T>(T? value, string field)
        where T : struct => value ?? throw new UnreadableFieldException(field, "is missing");

    /// <summary>The text, or the item is unreadable; an identity is never empty.</summary>
    public static string Need(string? text, string field) =>
        string.IsNullOrWhiteSpace(text) ? throw new UnreadableFieldException(field, "is missing") : text;

    public static Open<TEnum> Word<TEnum>(string? text, WordTable<TEnum> words)
        where TEnum : struct, Enum => string.IsNullOrEmpty(text) ? default : words.Find(Encoding.UTF8.GetBytes(text));

    public static UnreadableFieldException Wrong(string text, string field, string wanted) =>
        new(field, $"'{(text.Length > ShownLength ? text[..ShownLength] + "..." : text)}' is not {wanted}");

    // Without a zone the machine's own would be taken.
    private static bool HasZone(string text)
    {
        int time = text.IndexOf('T', StringComparison.OrdinalIgnoreCase);
        return time > 0 && text.AsSpan(time).IndexOfAny("Zz+-") > 0;
    }
}
