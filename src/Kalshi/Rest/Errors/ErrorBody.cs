using System.Text.Json;

namespace Dutchbook.Kalshi;

/// <summary>
/// What an error's body says. The venue documents <c>{code,message,details}</c>, really sends <c>{"error":{code,message,details}}</c>,
/// and refuses too many requests with <c>{"error":"text"}</c> and some others with <c>{"msg":"text"}</c>; a proxy answers with HTML
/// or nothing.
/// </summary>
/// <param name="Shape">What the body is, where it says nothing readable.</param>
internal readonly record struct ErrorBody(string? Code, string? Message, string? Details, string? Shape)
{
    public const string Nothing = "an empty body";
    public const string Html = "an HTML page";
    public const string Other = "text that is not JSON";

    public static ErrorBody Read(ReadOnlyMemory<byte> body)
    {
        if (ShapeOf(body.Span) is { } shape)
        {
            return new ErrorBody { Shape = shape };
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(body);
            JsonElement at = json.RootElement;
            if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty("error", out JsonElement inner))
            {
                at = inner;
            }

            ErrorBody said = at.ValueKind switch
            {
                JsonValueKind.String => new ErrorBody { Message = at.GetString() },
                JsonValueKind.Object => new ErrorBody(
                    Text(at, "code"), Text(at, "message") ?? Text(at, "msg"), Text(at, "details"), Shape: null),
                _ => default,
            };
            return said == default ? new ErrorBody { Shape = "JSON without an error in it" } : said;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new ErrorBody { Shape = Other };
        }
    }

    /// <summary>What a body is that cannot be JSON; null when it begins like an object or a list.</summary>
    public static string? ShapeOf(ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<byte> text = body.TrimStart(" \t\r\n"u8);
        return text switch
        {
            [] => Nothing,
            [(byte)'{' or (byte)'[', ..] => null,
            [(byte)'<', ..] => Html,
            _ => Other,
        };
    }

    // Details have been text and, in other APIs of the venue, an object: shown as they are.
    private static string? Text(JsonElement at, string name)
    {
        if (!at.TryGetProperty(name, out JsonElement value))
        {
            return null;
        }

        string? text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Null => null,
            _ => value.GetRawText(),
        };
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }
}
