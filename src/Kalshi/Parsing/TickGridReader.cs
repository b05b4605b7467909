using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>
/// Reads <c>price_ranges</c>, the venue's source of truth for valid limit prices. Markets share a few grids: the text of the last
/// one is recognised, and the grid used again.
/// </summary>
internal sealed class TickGridReader(FieldReader fields)
{
    private const string Name = "price_ranges";

    private byte[] _lastText = [];
    private TickGrid? _last;

    public TickGrid? Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> item)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            fields.Unexpected(ref reader, Name, "a list of price bands");
            return null;
        }

        Utf8JsonReader ahead = reader;
        ahead.Skip();
        ReadOnlySpan<byte> text = item[(int)reader.TokenStartIndex..(int)ahead.BytesConsumed];
        if (_last is null || !text.SequenceEqual(_lastText))
        {
            _last = ReadBands(ref reader);
            _lastText = text.ToArray();
        }

        reader = ahead;
        return _last;
    }

    private TickGrid? ReadBands(ref Utf8JsonReader reader)
    {
        List<PriceBand> bands = new(3);
        bool readable = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                readable = false;
                continue;
            }

            readable &= ReadBand(ref reader, out PriceBand band);
            bands.Add(band);
        }

        if (readable && IsCent(bands))
        {
            return TickGrid.Cent;
        }

        if (readable && TickGrid.TryCreate(bands) is { } grid)
        {
            return grid;
        }

        fields.Defect(Name, "the price bands cannot be read, so no valid limit price is known");
        return null;
    }

    private static bool IsCent(List<PriceBand> bands) =>
        bands.Count == 1 && bands[0] == new PriceBand(Price.Zero, Price.One, 100);

    private static bool ReadBand(ref Utf8JsonReader reader, out PriceBand band)
    {
        Price? start = null, end = null, step = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isStart = reader.ValueTextEquals("start"u8);
            bool isEnd = reader.ValueTextEquals("end"u8);
            bool isStep = reader.ValueTextEquals("step"u8);
            reader.Read();
            Price? value = reader.TokenType == JsonTokenType.String && Price.TryParse(reader.ValueSpan, out Price price)
                ? price
                : null;
            reader.Skip();
            start = isStart ? value : start;
            end = isEnd ? value : end;
            step = isStep ? value : step;
        }

        band = start is { } from && end is { } to && step is { } by ? new PriceBand(from, to, by.Ticks) : default;
        return start is not null && end is not null && step is not null;
    }
}
