using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>
/// One market object to a <see cref="Market"/>. Field names and meanings: the venue's Market schema. Prices are read only from
/// the fields of the era asked for: a cent field in current data is a defect, never a price.
/// </summary>
internal sealed class MarketReader(Era era, FieldReader fields)
{
    public const string CentsInsteadOfDollars =
        "integer-cent prices of before March 2026; read the recording with --era cents";

    public const string DollarsInsteadOfCents = "today's dollar prices; read the recording without --era cents";

    private static readonly FieldTable Table = new(
    [
        .. Enum.GetValues<Field>().Select(static field => (Name(field), (int)field)),
    ]);

    private readonly TickGridReader _grids = new(fields);

    private enum Field
    {
        Ticker, EventTicker, MarketType, Status, Result, Title, YesSubTitle, NoSubTitle, RulesPrimary, RulesSecondary,
        EarlyCloseCondition, StrikeType, FloorStrike, CapStrike, FunctionalStrike, CustomStrike, OpenTime, CloseTime,
        ExpectedExpirationTime, LatestExpirationTime, OccurrenceDatetime, UpdatedTime, SettlementTimerSeconds,
        SettlementValueDollars, ExpirationValue, CanCloseEarly, FeeWaiverExpirationTime, YesBidDollars, YesBidSizeFp,
        YesAskDollars, YesAskSizeFp, YesBid, YesAsk, LastPriceDollars, LastPrice, VolumeFp, OpenInterestFp, PriceRanges,
        IsProvisional, ExchangeIndex, MveCollectionTicker, MveSelectedLegs,
    }

    /// <summary>When the page being read was received; null where that is not known.</summary>
    public DateTimeOffset? At { get; set; }

    /// <summary>
    /// Reads the object the reader stands on to its end. Null when it has no ticker: then it cannot even be named.
    /// </summary>
    public Market? Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> item, string seriesTicker, string eventTicker)
    {
        MarketParts parts = new();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int field = Table.Find(reader.ValueSpan);
            reader.Read();
            if (field < 0)
            {
                reader.Skip();
            }
            else
            {
                ReadField(ref reader, item, (Field)field, ref parts);
            }
        }

        if (parts.Ticker.Length == 0)
        {
            fields.TakeDefects();
            return null;
        }

        return Build(in parts, seriesTicker, eventTicker);
    }

    private Market Build(in MarketParts parts, string seriesTicker, string eventTicker)
    {
        Require(parts.Status.Text.Length == 0, "status");
        Require(parts.Type.Text.Length == 0, "market_type");
        Quote quote = era == Era.Cents ? CentQuote(in parts) : CurrentQuote(in parts);
        return new Market
        {
            Ticker = parts.Ticker,
            EventTicker = parts.EventTicker.Length > 0 ? parts.EventTicker : eventTicker,
            SeriesTicker = seriesTicker,
            Type = parts.Type,
            Status = parts.Status,
            Result = parts.Result,
            Title = parts.Title,
            YesSubTitle = parts.YesSubTitle,
            NoSubTitle = parts.NoSubTitle,
            RulesPrimary = parts.RulesPrimary,
            RulesSecondary = parts.RulesSecondary,
            EarlyCloseCondition = parts.EarlyCloseCondition,
            StrikeType = parts.StrikeType,
            FloorStrike = parts.FloorStrike,
            CapStrike = parts.CapStrike,
            FunctionalStrike = parts.FunctionalStrike,
            CustomStrike = parts.CustomStrike,
            OpenTime = parts.OpenTime,
            CloseTime = parts.CloseTime,
            ExpectedExpirationTime = parts.ExpectedExpirationTime,
            LatestExpirationTime = parts.LatestExpirationTime,
            OccurrenceTime = parts.OccurrenceTime,
            UpdatedTime = parts.UpdatedTime,
            SettlementTimer = parts.SettlementTimerSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            SettlementValue = parts.SettlementValue,
            ExpirationValue = parts.ExpirationValue,
            CanCloseEarly = parts.CanCloseEarly,
            FeeWaiverExpirationTime = parts.FeeWaiverExpirationTime,
            Quote = quote,
            QuotedAt = At,
            SizesAssumed = era == Era.Cents && (parts.BidCents ?? parts.AskCents) is not null,
            LastPrice = parts.LastPrice,
            Volume = parts.Volume,
            OpenInterest = parts.OpenInterest,
            TickGrid = era == Era.Cents ? TickGrid.Cent : parts.TickGrid,
            IsProvisional = parts.IsProvisional,
            ExchangeIndex = parts.ExchangeIndex,
            CollectionTicker = parts.CollectionTicker,
            SelectedLegs = parts.Legs,
            Defects = fields.TakeDefects(),
        };
    }

    /// <summary>
    /// A side is quoted only if both its price and its size were read. A market whose outcome is known needs no quote.
    /// </summary>
    private Quote CurrentQuote(in MarketParts parts)
    {
        if (parts.YesBid is null && parts.YesAsk is null && parts.HasOtherEra)
        {
            fields.Defect("yes_bid_dollars", CentsInsteadOfDollars);
        }
        else if (!IsOver(in parts))
        {
            Require(parts.YesBid is null, "yes_bid_dollars");
            Require(parts.YesBidSize is null, "yes_bid_size_fp");
            Require(parts.YesAsk is null, "yes_ask_dollars");
            Require(parts.YesAskSize is null, "yes_ask_size_fp");
        }

        bool bid = parts.YesBid is not null && parts.YesBidSize is not null;
        bool ask = parts.YesAsk is not null && parts.YesAskSize is not null;
        return new Quote(
            bid ? parts.YesBid.GetValueOrDefault() : default,
            bid ? parts.YesBidSize.GetValueOrDefault() : default,
            ask ? parts.YesAsk.GetValueOrDefault() : default,
            ask ? parts.YesAskSize.GetValueOrDefault() : default);
    }

    /// <summary>Recordings of the old era have no sizes; one contract is assumed, and said to be assumed, so that prices compare.</summary>
    private Quote CentQuote(in MarketParts parts)
    {
        if (parts.BidCents is null && parts.AskCents is null && parts.HasOtherEra)
        {
            fields.Defect("yes_bid", DollarsInsteadOfCents);
        }
        else if (!IsOver(in parts))
        {
            Require(parts.BidCents is null, "yes_bid");
            Require(parts.AskCents is null, "yes_ask");
        }

        Quantity assumed = Quantity.FromContracts(1);
        return new Quote(
            parts.BidCents ?? default,
            parts.BidCents is null ? default : assumed,
            parts.AskCents ?? default,
            parts.AskCents is null ? default : assumed);
    }

    private static bool IsOver(in MarketParts parts) =>
        parts.Status.Value is MarketStatus.Determined or MarketStatus.Disputed or MarketStatus.Amended or MarketStatus.Finalized;

    /// <summary>A value that was there and could not be read has its defect already.</summary>
    private void Require(bool absent, string field)
    {
        if (absent && !fields.HasDefect(field))
        {
            fields.Defect(field, "absent");
        }
    }

    private void ReadField(ref Utf8JsonReader reader, ReadOnlySpan<byte> item, Field field, ref MarketParts parts)
    {
        string name = Names[(int)field];
        int index = (int)field;
        switch (field)
        {
            case Field.Ticker: parts.Ticker = fields.Unique(ref reader, name); break;
            case Field.EventTicker: parts.EventTicker = fields.Word(ref reader, name); break;
            case Field.MarketType: parts.Type = fields.Open(ref reader, name, Words.Type); break;
            case Field.Status: parts.Status = fields.Open(ref reader, name, Words.Status); break;
            case Field.Result: parts.Result = fields.Open(ref reader, name, Words.Result); break;
            case Field.Title: parts.Title = fields.Text(ref reader, name, index); break;
            case Field.YesSubTitle: parts.YesSubTitle = fields.Text(ref reader, name, index); break;
            case Field.NoSubTitle: parts.NoSubTitle = fields.Text(ref reader, name, index); break;
            case Field.RulesPrimary: parts.RulesPrimary = fields.Text(ref reader, name, index); break;
            case Field.RulesSecondary: parts.RulesSecondary = fields.Text(ref reader, name, index); break;
            case Field.EarlyCloseCondition: parts.EarlyCloseCondition = fields.Text(ref reader, name, index); break;
            case Field.StrikeType: parts.StrikeType = fields.Open(ref reader, name, Words.Strike); break;
            case Field.FloorStrike: parts.FloorStrike = fields.Decimal(ref reader, name); break;
            case Field.CapStrike: parts.CapStrike = fields.Decimal(ref reader, name); break;
            case Field.FunctionalStrike: parts.FunctionalStrike = fields.Word(ref reader, name); break;
            case Field.CustomStrike: parts.CustomStrike = fields.Raw(ref reader, item, index); break;
            case Field.OpenTime: parts.OpenTime = fields.Time(ref reader, name); break;
            case Field.CloseTime: parts.CloseTime = fields.Time(ref reader, name); break;
            case Field.ExpectedExpirationTime: parts.ExpectedExpirationTime = fields.Time(ref reader, name); break;
            case Field.LatestExpirationTime: parts.LatestExpirationTime = fields.Time(ref reader, name); break;
            case Field.OccurrenceDatetime: parts.OccurrenceTime = fields.Time(ref reader, name); break;
            case Field.UpdatedTime: parts.UpdatedTime = fields.Time(ref reader, name); break;
            case Field.SettlementTimerSeconds: parts.SettlementTimerSeconds = fields.Integer(ref reader, name); break;
            case Field.SettlementValueDollars: parts.SettlementValue = fields.Price(ref reader, name); break;
            case Field.ExpirationValue: parts.ExpirationValue = fields.Text(ref reader, name, index); break;
            case Field.CanCloseEarly: parts.CanCloseEarly = fields.Flag(ref reader, name); break;
            case Field.FeeWaiverExpirationTime: parts.FeeWaiverExpirationTime = fields.Time(ref reader, name); break;
            case Field.YesBidDollars: parts.YesBid = Dollars(ref reader, name, ref parts); break;
            case Field.YesBidSizeFp: parts.YesBidSize = fields.Quantity(ref reader, name); break;
            case Field.YesAskDollars: parts.YesAsk = Dollars(ref reader, name, ref parts); break;
            case Field.YesAskSizeFp: parts.YesAskSize = fields.Quantity(ref reader, name); break;
            case Field.YesBid: parts.BidCents = CentField(ref reader, name, ref parts); break;
            case Field.YesAsk: parts.AskCents = CentField(ref reader, name, ref parts); break;
            case Field.LastPriceDollars: parts.LastPrice = Dollars(ref reader, name, ref parts) ?? parts.LastPrice; break;
            case Field.LastPrice: parts.LastPrice = CentField(ref reader, name, ref parts) ?? parts.LastPrice; break;
            case Field.VolumeFp: parts.Volume = fields.Quantity(ref reader, name); break;
            case Field.OpenInterestFp: parts.OpenInterest = fields.Quantity(ref reader, name); break;
            case Field.PriceRanges: parts.TickGrid = _grids.Read(ref reader, item); break;
            case Field.IsProvisional: parts.IsProvisional = fields.Flag(ref reader, name) ?? false; break;
            case Field.ExchangeIndex: parts.ExchangeIndex = fields.Integer(ref reader, name); break;
            case Field.MveCollectionTicker: parts.CollectionTicker = fields.Word(ref reader, name); break;
            case Field.MveSelectedLegs: parts.Legs = ComboLegReader.Read(ref reader, fields); break;
        }
    }

    /// <summary>In the cents era the dollar fields hold rubbish and are not looked at.</summary>
    private Price? Dollars(ref Utf8JsonReader reader, string name, ref MarketParts parts)
    {
        if (era == Era.Cents)
        {
            parts.HasOtherEra |= reader.TokenType == JsonTokenType.String;
            reader.Skip();
            return null;
        }

        return fields.Price(ref reader, name);
    }

    private Price? CentField(ref Utf8JsonReader reader, string name, ref MarketParts parts)
    {
        if (era == Era.Cents)
        {
            return fields.Cents(ref reader, name);
        }

        parts.HasOtherEra |= reader.TokenType == JsonTokenType.Number;
        reader.Skip();
        return null;
    }

    private static readonly string[] Names = [.. Enum.GetValues<Field>().Select(Name)];

    private static string Name(Field field) => JsonNamingPolicy.SnakeCaseLower.ConvertName(field.ToString());
}
