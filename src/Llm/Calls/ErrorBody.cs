using System.Text.Json;

namespace Dutchbook.Llm;

/// <summary>
/// The body of an error: <c>{"type":"error","error":{"type","message","details":{"error_code"}}}</c>, or whatever came
/// instead.
/// </summary>
internal sealed record ErrorBody(string Type, string Message, string Code)
{
    public const string SpendLimitCode = "enforced_spend_limit_reached";

    public static ErrorBody Read(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("error", out JsonElement error)
                ? Of(error)
                : new ErrorBody("error", "the answer has no error in it", "");
        }
        catch (JsonException)
        {
            return new ErrorBody("error", "the answer is no JSON", "");
        }
    }

    private static ErrorBody Of(JsonElement error) => error.ValueKind == JsonValueKind.Object
        ? new ErrorBody(
            Text(error, "type") ?? "error",
            Text(error, "message") ?? "",
            error.TryGetProperty("details", out JsonElement details) && details.ValueKind == JsonValueKind.Object
                ? Text(details, "error_code") ?? "" : "")
        : new ErrorBody("error", error.ToString(), "");

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
