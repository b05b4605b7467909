using System.Text.Json;
using Dutchbook.Ingestion;

namespace Dutchbook.Kalshi;

/// <summary>What a command asks for.</summary>
internal enum FeedCommandKind
{
    Subscribe,
    AddMarkets,
    DropMarkets,
    GetSnapshots,
    Probe,
}

/// <summary>One command to the stream, and what has to be known when its answer comes.</summary>
/// <param name="Channel">Of a subscription; empty otherwise.</param>
/// <param name="Markets">The markets it names.</param>
internal sealed record FeedCommand(FeedCommandKind Kind, long Id, string Channel, IReadOnlyList<int> Markets, byte[] Text)
{
    public const string BookChannel = "orderbook_delta";

    public static FeedCommand Subscribe(long id, string channel) =>
        new(FeedCommandKind.Subscribe, id, channel, [], Write(id, "subscribe", json =>
        {
            WriteChannel(json, channel);
            BodyWriter.Flag(json, "send_initial_snapshot", channel == "ticker");
        }));

    /// <summary>The form of NO prices is always said: the venue will change what it takes where it is not.</summary>
    public static FeedCommand SubscribeBooks(long id, IReadOnlyList<int> wanted, LiveMarkets names, bool noInYesPrices) =>
        new(FeedCommandKind.Subscribe, id, BookChannel, wanted, Write(id, "subscribe", json =>
        {
            WriteChannel(json, BookChannel);
            WriteMarkets(json, wanted, names);
            json.WriteBoolean("use_yes_price", noInYesPrices);
        }));

    public static FeedCommand Update(
        FeedCommandKind kind, long id, long sid, IReadOnlyList<int> markets, LiveMarkets names) =>
        new(kind, id, "", markets, Write(id, "update_subscription", json =>
        {
            json.WriteNumber("sid", sid);
            json.WriteString("action", kind switch
            {
                FeedCommandKind.AddMarkets => "add_markets",
                FeedCommandKind.DropMarkets => "delete_markets",
                FeedCommandKind.GetSnapshots => "get_snapshot",
                FeedCommandKind.Subscribe or FeedCommandKind.Probe =>
                    throw new ArgumentException("No change of a subscription.", nameof(kind)),
            });
            WriteMarkets(json, markets, names);
        }));

    /// <summary>Asks for something that any living connection answers.</summary>
    public static FeedCommand Probe(long id) => new(FeedCommandKind.Probe, id, "", [], Write(id, "list_subscriptions", fields: null));

    private static void WriteChannel(Utf8JsonWriter json, string channel)
    {
        json.WriteStartArray("channels");
        json.WriteStringValue(channel);
        json.WriteEndArray();
    }

    private static void WriteMarkets(Utf8JsonWriter json, IReadOnlyList<int> markets, LiveMarkets names)
    {
        json.WriteStartArray("market_tickers");
        foreach (int market in markets)
        {
            json.WriteStringValue(names.NameOf(market));
        }

        json.WriteEndArray();
    }

    private static byte[] Write(long id, string command, Action<Utf8JsonWriter>? fields) => BodyWriter.Write(json =>
    {
        json.WriteNumber("id", id);
        json.WriteString("cmd", command);
        if (fields is not null)
        {
            json.WriteStartObject("params");
            fields(json);
            json.WriteEndObject();
        }
    }).Bytes.ToArray();
}
