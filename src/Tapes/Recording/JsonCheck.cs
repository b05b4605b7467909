using System.Text.Json;

namespace Dutchbook.Tapes;

/// <summary>Whether a message may stand on a line as it is.</summary>
internal static class JsonCheck
{
    public static bool IsOneObject(ReadOnlySpan<byte> text)
    {
        try
        {
            Utf8JsonReader reader = new(text);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
