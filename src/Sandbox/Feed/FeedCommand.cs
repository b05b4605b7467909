using System.Text.Json;

namespace Dutchbook.Sandbox;

/// <summary>A command of a client, its parameters read as strictly as the venue reads them.</summary>
internal sealed record FeedCommand(long? Id, string Name, JsonElement? Parameters)
{
    public static FeedCommand Parse(ReadOnlyMemory<byte> text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement.Clone();
            long? id = root.TryGetProperty("id", out JsonElement number) && number.TryGetInt64(out long value) && value > 0 ? value : null;
            return root.TryGetProperty("cmd", out JsonElement name) && name.ValueKind == JsonValueKind.String && id is not null
                ? new FeedCommand(id, name.GetString()!, Member(root, "params", JsonValueKind.Object))
                : throw new FeedRefusal(1, "Unable to process message");
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw new FeedRefusal(1, "Unable to process message");
        }
    }

    public JsonElement Required => Parameters ?? throw new FeedRefusal(2, "Params required");

    public bool Flag(string name) => Parameters is { } parameters && parameters.TryGetProperty(name, out JsonElement value)
        && value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False or JsonValueKind.Null => false,
            _ => throw new FeedRefusal(11, "Invalid parameter"),
        };

    public string? Text(string name) => Parameters is { } parameters && Member(parameters, name, JsonValueKind.String) is { } value
        ? value.GetString() : null;

    /// <summary>A list of strings; null when absent.</summary>
    public IReadOnlyList<string>? Texts(string name) =>
        Parameters is { } parameters && Member(parameters, name, JsonValueKind.Array) is { } list
            ? [.. list.EnumerateArray().Select(static item => item.ValueKind == JsonValueKind.String
                ? item.GetString()! : throw new FeedRefusal(11, "Invalid parameter"))]
            : null;

    /// <summary>A list of whole numbers; null when absent.</summary>
    public IReadOnlyList<int>? Numbers(string name) =>
        Parameters is { } parameters && Member(parameters, name, JsonValueKind.Array) is { } list
            ? [.. list.EnumerateArray().Select(static item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out int number)
                ? number : throw new FeedRefusal(11, "Invalid parameter"))]
            : null;

    public int? Number(string name) => Parameters is { } parameters && Member(parameters, name, JsonValueKind.Number) is { } value
        ? value.TryGetInt32(out int number) ? number : throw new FeedRefusal(11, "Invalid parameter") : null;

    private static JsonElement? Member(JsonElement parent, string name, JsonValueKind kind) =>
        !parent.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == kind ? value : throw new FeedRefusal(11, "Invalid parameter");
}

/// <summary>A command that cannot be followed, with the venue's number for why.</summary>
internal sealed class FeedRefusal(int code, string text, IReadOnlyList<string>? markets = null) : Exception(text)
{
    public int Code { get; } = code;

    public IReadOnlyList<string>? Markets { get; } = markets;
}
