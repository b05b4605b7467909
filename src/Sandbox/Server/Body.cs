using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Sandbox;

/// <summary>Reads a JSON body as strictly as the venue: a field of another type than documented is refused.</summary>
internal readonly struct Body(JsonElement root)
{
    public static Body Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes.IsEmpty ? "{}"u8.ToArray() : bytes);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new Body(document.RootElement.Clone())
                : throw Refused("the body must be a JSON object");
        }
        catch (JsonException)
        {
            throw Refused("the body is not JSON");
        }
    }

    public string Required(string name) => Text(name) ?? throw Refused($"{name} is required");

    public string? Text(string name) => Find(name, JsonValueKind.String, "a string")?.GetString();

    public bool Flag(string name) => Member(name) is { } value && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Refused($"{name} must be true or false"),
    };

    public long? Integer(string name) => Find(name, JsonValueKind.Number, "a whole number") is not { } value ? null
        : value.TryGetInt64(out long number) ? number : throw Refused($"{name} must be a whole number");

    public int? Small(string name) => Integer(name) switch
    {
        null => null,
        >= int.MinValue and <= int.MaxValue and long fits => (int)fits,
        _ => throw Refused($"{name} is out of range"),
    };

    /// <summary>A count of contracts with at most two decimals; a count that is no positive one is an order's own error.</summary>
    public Quantity? Count(string name) => Text(name) is not { } text ? null
        : Quantity.TryParse(text, out Quantity count) && count.Hundredths < 1_000_000_000_000 ? count
        : throw new RefusedException(Answer.Error(400, "invalid_order_size", "invalid order size", $"{name} is no count"));

    /// <summary>A price in dollars.</summary>
    public Price? Dollars(string name) => Text(name) is not { } text ? null
        : Price.TryParse(text, out Price price) ? price
        : throw new RefusedException(Answer.Error(400, "INVALID_PRICE", "invalid price", $"{name} is no price"));

    public string Word(string name, params ReadOnlySpan<string> allowed)
    {
        string text = Required(name);
        return allowed.Contains(text) ? text : throw Refused($"{name} must be one of {string.Join(", ", allowed!)}");
    }

    /// <summary>A list of strings; null when absent.</summary>
    public string[]? Strings(string name) => Find(name, JsonValueKind.Array, "a list") is not { } list ? null
        : [.. list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String
            ? item.GetString()! : throw Refused($"{name} must hold strings"))];

    public IReadOnlyList<Body> Items(string name)
    {
        JsonElement list = Find(name, JsonValueKind.Array, "a list") ?? throw Refused($"{name} is required");
        List<Body> items = [];
        foreach (JsonElement item in list.EnumerateArray())
        {
            items.Add(item.ValueKind == JsonValueKind.Object ? new Body(item) : throw Refused($"{name} must hold objects"));
        }

        return items;
    }

    private static RefusedException Refused(string details) => new(Answer.BadRequest(details));

    private JsonElement? Member(string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private JsonElement? Find(string name, JsonValueKind kind, string what) => Member(name) is not { } value ? null
        : value.ValueKind == kind ? value : throw Refused($"{name} must be {what}");
}
