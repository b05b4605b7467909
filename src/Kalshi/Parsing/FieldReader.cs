using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Kalshi;

/// <summary>
/// Reads one value at a time into our types. What is null or empty is absent; what cannot be read is absent and leaves a defect
/// that names the field and shows the value. Nothing is ever taken for zero.
/// </summary>
internal sealed class FieldReader(TextArena texts)
{
    /// <summary>What a decimal holds without rounding: 28 digits, a sign and a point.</summary>
    private const int LongestDecimal = 30;

    /// <summary>Above all there is, and small enough that sums of price times count stay exact.</summary>
    public static readonly Quantity Greatest = Domain.Quantity.FromContracts(10_000_000_000);

    private readonly WordStore _words = new();
    private List<FieldDefect>? _defects;

    /// <summary>The defects of the item just read; the list belongs to the caller.</summary>
    public IReadOnlyList<FieldDefect> TakeDefects()
    {
        List<FieldDefect>? defects = _defects;
        _defects = null;
        return defects is null ? [] : defects;
    }

    public bool HasDefect(string field) => _defects is { } defects && defects.Exists(defect => defect.Field == field);

    public void Defect(string field, string problem) => (_defects ??= []).Add(new FieldDefect(field, problem));

    public Utf8Text Text(ref Utf8JsonReader reader, string name, int field)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return texts.Keep(ref reader, field);
        }

        Unexpected(ref reader, name, "text");
        return Utf8Text.Empty;
    }

    /// <summary>A short string that many items share, kept once.</summary>
    public string Word(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            Unexpected(ref reader, name, "text");
            return "";
        }

        return Name(ref reader);
    }

    /// <summary>A string that no other item shares.</summary>
    public string Unique(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return Unescape(ref reader);
        }

        Unexpected(ref reader, name, "text");
        return "";
    }

    /// <summary>The text or property name the reader stands on. Words beyond ASCII are too few to be worth keeping.</summary>
    public string Name(ref Utf8JsonReader reader) =>
        reader.ValueSpan.IsEmpty ? ""
        : reader.ValueIsEscaped || !Ascii.IsValid(reader.ValueSpan) ? Unescape(ref reader)
        : _words.Keep(reader.ValueSpan);

    public Open<TEnum> Open<TEnum>(ref Utf8JsonReader reader, string name, WordTable<TEnum> words)
        where TEnum : struct, Enum
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return words.Find(reader.ValueSpan);
        }

        Unexpected(ref reader, name, "a word");
        return default;
    }

    public Price? Price(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            if (reader.ValueSpan.IsEmpty)
            {
                return null;
            }

            if (Domain.Price.TryParse(reader.ValueSpan, out Price price))
            {
                return price;
            }
        }

        Unexpected(ref reader, name, "a price from 0 to 1 with at most 4 decimals, as a string");
        return null;
    }

    public Quantity? Quantity(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            if (reader.ValueSpan.IsEmpty)
            {
                return null;
            }

            if (Domain.Quantity.TryParse(reader.ValueSpan, out Quantity quantity) && quantity <= Greatest)
            {
                return quantity;
            }
        }

        Unexpected(ref reader, name, "a count of at most ten thousand million with at most 2 decimals, as a string");
        return null;
    }

    /// <summary>Integer cents of the old era: 0 to 100.</summary>
    public Price? Cents(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int cents) && cents is >= 0 and <= 100)
        {
            return Domain.Price.FromTicks(cents * 100);
        }

        Unexpected(ref reader, name, "integer cents from 0 to 100");
        return null;
    }

    public decimal? Decimal(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType == JsonTokenType.Number
            && reader.ValueSpan.Length <= LongestDecimal
            && reader.ValueSpan.IndexOfAny((byte)'e', (byte)'E') < 0
            && Utf8Parser.TryParse(reader.ValueSpan, out decimal value, out int used)
            && used == reader.ValueSpan.Length)
        {
            return value;
        }

        Unexpected(ref reader, name, "a plain decimal number");
        return null;
    }

    public Ratio? Multiplier(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType == JsonTokenType.Number && Ratio.TryParse(reader.ValueSpan, out Ratio ratio))
        {
            return ratio;
        }

        Unexpected(ref reader, name, "a number with at most 6 decimals");
        return null;
    }

    public int? Integer(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int value) && value >= 0)
        {
            return value;
        }

        Unexpected(ref reader, name, "a whole number from 0 on");
        return null;
    }

    public bool? Flag(ref Utf8JsonReader reader, string name)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            default:
                Unexpected(ref reader, name, "true or false");
                return null;
        }
    }

    public DateTimeOffset? Time(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            if (reader.ValueSpan.IsEmpty)
            {
                return null;
            }

            if (Instant.TryRead(ref reader, out DateTimeOffset time))
            {
                return time;
            }
        }

        Unexpected(ref reader, name, "an RFC 3339 time with its zone");
        return null;
    }

    /// <summary>Whole JSON value as text; null is absent.</summary>
    public Utf8Text Raw(ref Utf8JsonReader reader, ReadOnlySpan<byte> item, int field)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return Utf8Text.Empty;
        }

        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return texts.Keep(item[start..(int)reader.BytesConsumed], field);
    }

    /// <summary>Notes a value of the wrong kind, and steps over it. Null is absence, which is no defect by itself.</summary>
    public void Unexpected(ref Utf8JsonReader reader, string name, string wanted)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        string shown = reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject
            ? reader.TokenType == JsonTokenType.StartArray ? "a list" : "an object"
            : $"'{Shown.Text(reader.ValueSpan)}'";
        Defect(name, $"{shown} is not {wanted}");
        reader.Skip();
    }

    /// <summary>The string the reader stands on, as it is where it is no valid text; empty for anything but a string.</summary>
    public static string Unescape(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
        {
            reader.Skip();
            return "";
        }

        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }
}
