using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Kalshi;

/// <summary>One event object, with its nested markets when it has them.</summary>
internal sealed class EventReader(FieldReader fields, MarketReader markets)
{
    /// <summary>Text slots of events, beyond those of markets.</summary>
    private const int TitleSlot = 60, SubTitleSlot = 61;

    /// <summary>Reads the object; null when it has no ticker. Members that cannot be named are reported and make it not whole.</summary>
    public Event? Read(ReadOnlySpan<byte> item, List<SkippedItem> lost)
    {
        (string ticker, string series) = Names(item);
        if (ticker.Length == 0)
        {
            return null;
        }

        Utf8JsonReader reader = new(item, ItemSplitter.Options);
        reader.Read();
        Utf8Text title = default, subTitle = default;
        string category = "", collateral = "", period = "";
        bool? exclusive = null;
        DateTimeOffset? strikeDate = null;
        IReadOnlyList<SettlementSource> sources = [];
        Open<FeeType>? feeType = null;
        Ratio? feeMultiplier = null;
        int? shard = null;
        List<Market>? members = null;
        bool whole = true;
        List<FieldDefect> defects = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.ValueSpan.Length < 40 ? fields.Name(ref reader) : "";
            reader.Read();
            switch (name)
            {
                case "title": title = fields.Text(ref reader, name, TitleSlot); break;
                case "sub_title": subTitle = fields.Text(ref reader, name, SubTitleSlot); break;
                case "category": category = fields.Word(ref reader, name); break;
                case "collateral_return_type": collateral = fields.Word(ref reader, name); break;
                case "strike_period": period = fields.Word(ref reader, name); break;
                case "mutually_exclusive": exclusive = fields.Flag(ref reader, name); break;
                case "strike_date": strikeDate = fields.Time(ref reader, name); break;
                case "settlement_sources": sources = SourceReader.Read(ref reader, fields); break;
                case "fee_type_override":
                    feeType = reader.TokenType == JsonTokenType.Null ? null : fields.Open(ref reader, name, Words.Fee);
                    break;
                case "fee_multiplier_override":
                    feeMultiplier = reader.TokenType == JsonTokenType.Null ? null : fields.Multiplier(ref reader, name);
                    break;
                case "exchange_index": shard = fields.Integer(ref reader, name); break;
                case "markets":
                    defects.AddRange(fields.TakeDefects());
                    whole &= ReadMembers(ref reader, item, ticker, series, members ??= [], lost);
                    break;
                default: reader.Skip(); break;
            }
        }

        defects.AddRange(fields.TakeDefects());
        return new Event
        {
            Ticker = ticker,
            SeriesTicker = series,
            Title = title,
            SubTitle = subTitle,
            Category = category,
            MutuallyExclusive = exclusive,
            CollateralReturnType = collateral,
            StrikeDate = strikeDate,
            StrikePeriod = period,
            SettlementSources = sources,
            FeeTypeOverride = feeType,
            FeeMultiplierOverride = feeMultiplier,
            ExchangeIndex = shard,
            IsWhole = whole && members is { Count: > 0 },
            Defects = defects,
            Markets = members ?? [],
        };
    }

    private bool ReadMembers(
        ref Utf8JsonReader reader, ReadOnlySpan<byte> item, string ticker, string series, List<Market> members, List<SkippedItem> lost)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            fields.Unexpected(ref reader, "markets", "a list of markets");
            return false;
        }

        int before = lost.Count;
        for (int position = 1; reader.Read() && reader.TokenType != JsonTokenType.EndArray; position++)
        {
            if (ReadMember(ref reader, item, ticker, series, members) is { } problem)
            {
                lost.Add(new SkippedItem($"event {Shown.Name(ticker)}, market {position}", problem));
            }
        }

        return lost.Count == before;
    }

    /// <summary>Adds the market, or says why it cannot be one of the event's.</summary>
    private string? ReadMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> item, string ticker, string series, List<Market> members)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return "it is no object";
        }

        if (markets.Read(ref reader, item, series, ticker) is not { } market)
        {
            return "the market has no ticker, so it cannot be named";
        }

        if (market.EventTicker != ticker)
        {
            return $"market {Shown.Name(market.Ticker)} says that it belongs to event {Shown.Name(market.EventTicker)}";
        }

        members.Add(market);
        return null;
    }

    /// <summary>The markets need the event's names, which may stand behind them.</summary>
    private (string Ticker, string Series) Names(ReadOnlySpan<byte> item)
    {
        Utf8JsonReader reader = new(item, ItemSplitter.Options);
        string ticker = "", series = "";
        reader.Read();
        while ((ticker.Length == 0 || series.Length == 0) && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isTicker = reader.ValueTextEquals("event_ticker"u8);
            bool isSeries = reader.ValueTextEquals("series_ticker"u8);
            reader.Read();
            if (isTicker)
            {
                ticker = fields.Word(ref reader, "event_ticker");
            }
            else if (isSeries)
            {
                series = fields.Word(ref reader, "series_ticker");
            }
            else
            {
                reader.Skip();
            }
        }

        return (ticker, series);
    }
}
