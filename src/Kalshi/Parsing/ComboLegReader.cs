using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>Reads <c>mve_selected_legs</c>. One leg that cannot be read makes the whole list useless: a combo without it means something else.</summary>
internal static class ComboLegReader
{
    private const string Name = "mve_selected_legs";

    public static IReadOnlyList<ComboLeg> Read(ref Utf8JsonReader reader, FieldReader fields)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            fields.Unexpected(ref reader, Name, "a list of legs");
            return [];
        }

        List<ComboLeg> legs = [];
        bool readable = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject && ReadLeg(ref reader, fields) is { } leg)
            {
                legs.Add(leg);
            }
            else
            {
                reader.Skip();
                readable = false;
            }
        }

        if (readable)
        {
            return legs;
        }

        fields.Defect(Name, "a leg cannot be read, so it is not known what the combo needs");
        return [];
    }

    private static ComboLeg? ReadLeg(ref Utf8JsonReader reader, FieldReader fields)
    {
        string eventTicker = "", market = "", side = "";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isEvent = reader.ValueTextEquals("event_ticker"u8);
            bool isMarket = reader.ValueTextEquals("market_ticker"u8);
            bool isSide = reader.ValueTextEquals("side"u8);
            reader.Read();
            if (isEvent)
            {
                eventTicker = fields.Word(ref reader, Name);
            }
            else if (isMarket)
            {
                market = fields.Word(ref reader, Name);
            }
            else if (isSide)
            {
                side = fields.Word(ref reader, Name);
            }
            else
            {
                reader.Skip();
            }
        }

        return (market.Length, side) switch
        {
            (0, _) => null,
            (_, "yes") => new ComboLeg(eventTicker, market, new Open<Side>(Side.Yes, side)),
            (_, "no") => new ComboLeg(eventTicker, market, new Open<Side>(Side.No, side)),
            _ => null,
        };
    }
}
