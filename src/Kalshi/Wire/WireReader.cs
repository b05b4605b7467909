using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Dutchbook.Kalshi;

/// <summary>Reads a page into wire records; what is wrong is told in the venue's names, not in ours.</summary>
internal static class WireReader
{
    /// <exception cref="KalshiException">The page is damaged or of another shape.</exception>
    public static T Read<T>(RawPage page, JsonTypeInfo<T> type)
        where T : class
    {
        JsonDocument? json = null;
        try
        {
            return JsonSerializer.Deserialize(page.Body.Span, type)
                ?? throw KalshiException.WrongShape(page.Path, "answered null");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            json = Parse(page);
            throw e is JsonException problem
                ? KalshiException.WrongShape(page.Path, "answered what cannot be read: " + Explain(problem, json.RootElement, type))
                : KalshiException.NotJson(page.Path, "text that is not Unicode");
        }
        finally
        {
            json?.Dispose();
        }
    }

    /// <summary>What is wrong with an object that could not be read.</summary>
    public static string Explain(JsonException problem, JsonElement item, JsonTypeInfo type)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return "is no object";
        }

        string[] missing = [.. type.Properties.Where(static p => p.IsRequired).Where(p => IsMissing(item, p)).Select(static p => p.Name)];
        return missing.Length > 0
            ? $"{string.Join(", ", missing)} missing"
            : $"{problem.Path?.TrimStart('$', '.') ?? "a field"} of another kind than documented";
    }

    private static bool IsMissing(JsonElement item, JsonPropertyInfo property) =>
        !item.TryGetProperty(property.Name, out JsonElement value)
        || (value.ValueKind == JsonValueKind.Null && !property.IsSetNullable);

    private static JsonDocument Parse(RawPage page)
    {
        try
        {
            return JsonDocument.Parse(page.Body, new JsonDocumentOptions { MaxDepth = 256 });
        }
        catch (JsonException)
        {
            throw KalshiException.NotJson(page.Path, "JSON that is cut off or damaged");
        }
    }
}
