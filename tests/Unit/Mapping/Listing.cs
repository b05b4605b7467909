using System.Text;
using System.Text.Json.Nodes;
using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Dutchbook.Kalshi;
using Dutchbook.Mapping;
using Xunit;

namespace Dutchbook.Unit.Mapping;

/// <summary>
/// What the venue lists, written in its own JSON and read back through the parser, so that the mapper sees what it would see.
/// </summary>
internal sealed class Listing
{
    private readonly List<(ItemKind Kind, JsonObject Json)> _items = [];

    /// <summary>A series with one settlement source.</summary>
    public Listing Series(string ticker, string source = "Bureau of Labor Statistics") => Series(ticker, "quadratic", "1", source);

    /// <summary>The series once more with other fee terms; it replaces the earlier one.</summary>
    public Listing Fees(string ticker, string type, string? multiplier) => Series(ticker, type, multiplier, "Bureau of Labor Statistics");

    /// <summary>An event as the events endpoint nests it; its series is what stands before the first dash.</summary>
    public Listing Event(string ticker, params Row[] markets) => Event(ticker, exclusive: false, markets);

    /// <summary>An event that the venue marks as mutually exclusive.</summary>
    public Listing Choice(string ticker, params Row[] markets) => Event(ticker, exclusive: true, markets);

    /// <summary>Markets of a page of the markets endpoint, which come without their event.</summary>
    public Listing Page(string eventTicker, params Row[] markets)
    {
        _items.AddRange(markets.Select(market => (ItemKind.Market, market.Json(eventTicker))));
        return this;
    }

    public VenueSnapshot Read()
    {
        SnapshotAssembler assembler = new();
        ItemParser parser = new(Era.Current);
        foreach ((ItemKind kind, JsonObject json) in _items)
        {
            parser.Parse(kind, Encoding.UTF8.GetBytes(json.ToJsonString()), At, assembler, () => "the listing");
        }

        VenueSnapshot snapshot = assembler.Build(At, ["the listing"], isRecording: true);
        Assert.Empty(snapshot.Skipped);
        return snapshot;
    }

    public RelationMap Map() => new StructuralMapper(new MappingOptions()).Map(Read());

    private static DateTimeOffset At { get; } = new(2026, 11, 24, 2, 0, 0, TimeSpan.Zero);

    private Listing Event(string ticker, bool exclusive, Row[] markets)
    {
        _items.Add((ItemKind.Event, new JsonObject
        {
            ["event_ticker"] = ticker,
            ["series_ticker"] = ticker.Split('-')[0],
            ["title"] = ticker,
            ["sub_title"] = "",
            ["category"] = "Economics",
            ["collateral_return_type"] = exclusive ? "MECNET" : "",
            ["mutually_exclusive"] = exclusive,
            ["markets"] = new JsonArray([.. markets.Select(market => (JsonNode)market.Json(ticker))]),
        }));
        return this;
    }

    private Listing Series(string ticker, string feeType, string? multiplier, string source)
    {
        _items.RemoveAll(item => item.Kind == ItemKind.Series && item.Json["ticker"]!.GetValue<string>() == ticker);
        _items.Add((ItemKind.Series, new JsonObject
        {
            ["ticker"] = ticker,
            ["title"] = ticker,
            ["fee_type"] = feeType,
            ["fee_multiplier"] = multiplier is null ? null : JsonNode.Parse(multiplier),
            ["settlement_sources"] = new JsonArray(new JsonObject { ["name"] = source, ["url"] = "https://source.example" }),
        }));
        return this;
    }
}
