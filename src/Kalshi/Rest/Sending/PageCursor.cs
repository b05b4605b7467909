using System.Text.Json;

namespace Dutchbook.Kalshi;

/// <summary>Finds the top-level cursor of a page; absent, null and empty all mean the last page.</summary>
internal static class PageCursor
{
    public static string? Read(RawPage page)
    {
        try
        {
            Utf8JsonReader reader = new(page.Body.Span);
            string? cursor = null;
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                throw Wrong(page, "is not a JSON object");
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool wanted = reader.ValueTextEquals("cursor"u8);
                reader.Read();
                if (wanted)
                {
                    cursor = reader.TokenType is JsonTokenType.String or JsonTokenType.Null
                        ? reader.GetString()
                        : throw Wrong(page, "has a cursor that is not text");
                }

                reader.Skip();
            }

            return string.IsNullOrEmpty(cursor) ? null : cursor;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Wrong(page, "is not JSON");
        }
    }

    private static KalshiException Wrong(RawPage page, string what) =>
        new(KalshiErrorKind.WrongShape, $"{page.Path} {what}: the venue or a proxy answered something else.");
}
