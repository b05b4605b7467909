using System.Text.Json;

namespace Dutchbook.Kalshi;

/// <summary>Finds the top-level cursor of a page; absent, null and empty all mean the last page.</summary>
internal static class PageCursor
{
    /// <summary>Cursors are some dozens of characters; a request line holds some thousands.</summary>
    private const int Longest = 4_096;

    public static string? Read(RawPage page)
    {
        try
        {
            Utf8JsonReader reader = new(page.Body.Span, new JsonReaderOptions { MaxDepth = 256 });
            string? cursor = null;
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                throw KalshiException.WrongShape(page.Path, "answered no JSON object");
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool wanted = reader.ValueTextEquals("cursor"u8);
                reader.Read();
                if (wanted)
                {
                    cursor = reader.TokenType is JsonTokenType.String or JsonTokenType.Null
                        ? reader.GetString()
                        : throw KalshiException.WrongShape(page.Path, "has a cursor that is not text");
                }

                reader.Skip();
            }

            return cursor switch
            {
                null or "" => null,
                { Length: > Longest } => throw KalshiException.WrongShape(page.Path, $"has a cursor of {cursor.Length} characters"),
                _ => cursor,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw KalshiException.NotJson(page.Path, "JSON that is cut off or damaged");
        }
    }
}
