using System.Globalization;
using System.Text.Json;

namespace Dutchbook.Enrichment;

/// <summary>
/// A value in a source's JSON with the path to it, so that what is missing, renamed or of another type is named. Numbers may
/// come as text; what stands for "not available" is a failure of its own and never a zero.
/// </summary>
internal readonly struct WireValue(string source, string path, JsonElement element)
{
    private static readonly string[] NotAvailable = [".", "", "-", "NaN", "nan", "null", "N/A"];

    /// <exception cref="SourceException">The bytes are no JSON document.</exception>
    public static WireValue Parse(string source, ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return new WireValue(source, "$", document.RootElement.Clone());
        }
        catch (JsonException problem)
        {
            throw new SourceException(source, FailureKind.Malformed, $"no JSON: {problem.Message}", problem);
        }
    }

    public WireValue this[string name] =>
        Optional(name) ?? throw Failure(FailureKind.Malformed, $"{path}.{name} is missing");

    /// <summary>A field that may be left out or null.</summary>
    public WireValue? Optional(string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value)
            && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
                ? new WireValue(source, $"{path}.{name}", value)
                : null;

    /// <summary>The members of an array in their places; null stands for null.</summary>
    public IReadOnlyList<WireValue?> Items()
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            throw Failure(FailureKind.Malformed, $"{path} is no array");
        }

        List<WireValue?> items = [];
        foreach (JsonElement item in element.EnumerateArray())
        {
            items.Add(item.ValueKind == JsonValueKind.Null ? null : new WireValue(source, $"{path}[{items.Count}]", item));
        }

        return items;
    }

    public string Text() => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.Number => element.GetRawText(),
        _ => throw Failure(FailureKind.Malformed, $"{path} is no text"),
    };

    public bool Flag() => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Failure(FailureKind.Malformed, $"{path} is neither true nor false"),
    };

    /// <exception cref="SourceException">Not available, no number, or beyond 28 digits.</exception>
    public decimal Number()
    {
        string text = Text();
        if (NotAvailable.Contains(text, StringComparer.Ordinal))
        {
            throw Failure(FailureKind.Missing, $"{path} is \"{text}\"");
        }

        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
            ? number
            : throw Failure(FailureKind.Malformed, $"{path} is no number: \"{Short(text)}\"");
    }

    /// <summary>The number, or nothing where it is marked as not available.</summary>
    public decimal? NumberIfAny() =>
        NotAvailable.Contains(Text(), StringComparer.Ordinal) ? null : Number();

    public DateOnly Day() =>
        DateOnly.TryParseExact(Text(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? day
            : throw Failure(FailureKind.Malformed, $"{path} is no date: \"{Short(Text())}\"");

    public DateTimeOffset UnixSeconds()
    {
        decimal seconds = Number();
        return seconds is >= 0 and < 10_000_000_000m
            ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
            : throw Failure(FailureKind.OutOfRange, $"{path} is no time in seconds: {seconds}");
    }

    /// <summary>JSON that was put into a string, as some sources do with arrays.</summary>
    public WireValue Unpacked()
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            return this;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(element.GetString()!);
            return new WireValue(source, path, document.RootElement.Clone());
        }
        catch (JsonException problem)
        {
            throw new SourceException(source, FailureKind.Malformed, $"{path} holds no JSON", problem);
        }
    }

    public SourceException Failure(FailureKind kind, string detail) => new(source, kind, detail);

    private static string Short(string text) => text.Length <= 40 ? text : text[..40];
}
