using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>One series object. A fee type or multiplier that is absent or unreadable stays unknown, and unknown is not tradable.</summary>
internal sealed class SeriesReader(FieldReader fields)
{
    private const int TitleSlot = 62;

    public Series? Read(ReadOnlySpan<byte> item)
    {
        Utf8JsonReader reader = new(item, ItemSplitter.Options);
        reader.Read();
        string ticker = "", category = "", frequency = "", terms = "";
        Utf8Text title = default;
        IReadOnlyList<SettlementSource> sources = [];
        Open<FeeType> feeType = default;
        Ratio? multiplier = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.ValueSpan.Length < 40 ? fields.Name(ref reader) : "";
            reader.Read();
            switch (name)
            {
                case "ticker": ticker = fields.Word(ref reader, name); break;
                case "title": title = fields.Text(ref reader, name, TitleSlot); break;
                case "category": category = fields.Word(ref reader, name); break;
                case "frequency": frequency = fields.Word(ref reader, name); break;
                case "contract_terms_url": terms = fields.Word(ref reader, name); break;
                case "settlement_sources": sources = SourceReader.Read(ref reader, fields); break;
                case "fee_type": feeType = fields.Open(ref reader, name, Words.Fee); break;
                case "fee_multiplier": multiplier = fields.Multiplier(ref reader, name); break;
                default: reader.Skip(); break;
            }
        }

        IReadOnlyList<FieldDefect> defects = fields.TakeDefects();
        return ticker.Length == 0 ? null : new Series
        {
            Ticker = ticker,
            Title = title,
            Category = category,
            Frequency = frequency,
            ContractTermsUrl = terms,
            SettlementSources = sources,
            FeeType = feeType,
            FeeMultiplier = multiplier,
            Defects = defects,
        };
    }
}
