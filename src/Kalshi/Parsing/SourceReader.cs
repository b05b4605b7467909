using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>Reads <c>settlement_sources</c>.</summary>
internal static class SourceReader
{
    private const string Name = "settlement_sources";

    public static IReadOnlyList<SettlementSource> Read(ref Utf8JsonReader reader, FieldReader fields)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            fields.Unexpected(ref reader, Name, "a list of sources");
            return [];
        }

        List<SettlementSource> sources = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            string name = "", url = "";
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isName = reader.ValueTextEquals("name"u8);
                bool isUrl = reader.ValueTextEquals("url"u8);
                reader.Read();
                if (isName)
                {
                    name = fields.Word(ref reader, Name);
                }
                else if (isUrl)
                {
                    url = fields.Word(ref reader, Name);
                }
                else
                {
                    reader.Skip();
                }
            }

            sources.Add(new SettlementSource(name, url));
        }

        return sources;
    }
}
