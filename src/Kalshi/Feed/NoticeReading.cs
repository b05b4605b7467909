using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Kalshi;

/// <summary>
/// Reads the rare messages of the stream into notices. One whose subject is named but whose rest cannot be read is
/// still told, with what is wrong, so that what it concerns is read anew and not trusted meanwhile.
/// </summary>
internal static class NoticeReading
{
    private static readonly Dictionary<string, MarketTurn> turns = new(StringComparer.Ordinal)
    {
        ["created"] = MarketTurn.Created,
        ["activated"] = MarketTurn.Activated,
        ["deactivated"] = MarketTurn.Deactivated,
        ["close_date_updated"] = MarketTurn.CloseMoved,
        ["determined"] = MarketTurn.Determined,
        ["settled"] = MarketTurn.Settled,
        ["price_level_structure_updated"] = MarketTurn.GridChanged,
        ["metadata_updated"] = MarketTurn.TextChanged,
    };

    public static T? Read<T>(ReadOnlySpan<byte> message, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(message, type);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Null if not even the market can be read.</summary>
    public static VenueNotice.MarketChanged? Market(ReadOnlySpan<byte> message)
    {
        MarketLifecycleWire? wire = Read(message, WireJson.Default.MarketLifecycleWire);
        if (wire is null)
        {
            ReadOnlySpan<byte> ticker = BookMessages.TickerOf(message);
            return ticker.IsEmpty ? null : new VenueNotice.MarketChanged(System.Text.Encoding.UTF8.GetString(ticker), MarketTurn.Unknown)
            {
                Defect = new FieldDefect("msg", "is of another shape than documented"),
            };
        }

        if (string.IsNullOrEmpty(wire.MarketTicker))
        {
            return null;
        }

        MarketTurn turn = turns.GetValueOrDefault(wire.EventType ?? "");
        try
        {
            return new VenueNotice.MarketChanged(wire.MarketTicker, turn)
            {
                CloseTime = wire.CloseTs is { } close ? Field.FromUnixSeconds(close, "close_ts") : null,
                TickGrid = wire.PriceRanges is null ? null : Grid(wire.PriceRanges),
                Result = Field.Word(wire.Result, Words.Result),
                SettlementValue = Field.Price(wire.SettlementValue, "settlement_value"),
                ExchangeIndex = wire.ExchangeIndex,
                Defect = turn == MarketTurn.Unknown ? new FieldDefect("event_type", "is a word that we do not know") : null,
            };
        }
        catch (UnreadableFieldException e)
        {
            return new VenueNotice.MarketChanged(wire.MarketTicker, turn) { Defect = new FieldDefect(e.Field, e.Problem) };
        }
    }

    public static VenueNotice? Event(ReadOnlySpan<byte> message) =>
        Read(message, WireJson.Default.EventLifecycleWire) is { EventTicker: { Length: > 0 } ticker } wire
            ? new VenueNotice.EventListed(ticker, wire.SeriesTicker ?? "")
            : null;

    public static VenueNotice? Fees(ReadOnlySpan<byte> message)
    {
        if (Read(message, WireJson.Default.EventFeeUpdateWire) is not { EventTicker: { Length: > 0 } ticker } wire)
        {
            return null;
        }

        Open<FeeType>? type = wire.FeeTypeOverride is { Length: > 0 } word ? Field.Word(word, Words.Fee) : null;
        if (wire.FeeMultiplierOverride is not { } text)
        {
            return new VenueNotice.EventFeesChanged(ticker, type, null);
        }

        return Ratio.TryParse(text, out Ratio multiplier)
            ? new VenueNotice.EventFeesChanged(ticker, type, multiplier)
            : new VenueNotice.EventFeesChanged(ticker, type, null)
            {
                Defect = new FieldDefect("fee_multiplier_override", "is no number with at most 6 decimals"),
            };
    }

    private static TickGrid Grid(IReadOnlyList<PriceRangeWire> ranges)
    {
        PriceBand[] bands = [.. ranges.Select(static range => new PriceBand(
            Field.Need(Field.Price(range.Start, "start"), "start"),
            Field.Need(Field.Price(range.End, "end"), "end"),
            Field.Need(Field.Price(range.Step, "step"), "step").Ticks))];
        return TickGrid.TryCreate(bands) ?? throw new UnreadableFieldException("price_ranges", "are no ordered bands with positive steps");
    }
}
