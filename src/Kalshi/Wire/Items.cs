using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Dutchbook.Kalshi;

/// <summary>A list of which some items could not be read: one bad item does not take the page with it.</summary>
/// <param name="Good">What was read, each with its place in the list.</param>
/// <param name="Bad">The places of the others, and what is wrong with them.</param>
internal sealed record Items<T>(IReadOnlyList<(int Index, T Item)> Good, IReadOnlyList<(int Index, string Problem)> Bad);

/// <summary>Reads each item for itself. What an item lacks or holds wrongly is told in the venue's names.</summary>
internal sealed class ItemsConverter<T> : JsonConverter<Items<T>>
    where T : class
{
    public override Items<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException();
        }

        JsonTypeInfo<T> type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        List<(int, T)> good = [];
        List<(int, string)> bad = [];
        for (int index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            Utf8JsonReader start = reader;
            try
            {
                T? item = JsonSerializer.Deserialize(ref reader, type);
                if (item is null)
                {
                    bad.Add((index, "is null"));
                }
                else
                {
                    good.Add((index, item));
                }
            }
            catch (JsonException problem)
            {
                reader = start;
                using JsonDocument item = JsonDocument.ParseValue(ref reader);
                bad.Add((index, WireReader.Explain(problem, item.RootElement, type)));
            }
        }

        return new Items<T>(good, bad);
    }

    public override void Write(Utf8JsonWriter writer, Items<T> value, JsonSerializerOptions options) =>
        throw new NotSupportedException("The client only reads.");
}
