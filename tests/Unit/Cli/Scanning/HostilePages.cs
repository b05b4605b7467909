using System.Text.Json;
using System.Text.Json.Nodes;
using Dutchbook.Unit.Sandbox;

namespace Dutchbook.Unit.Cli;

/// <summary>Real pages of the embedded exchange in which something is wrong: the same seed makes the same pages.</summary>
internal sealed class HostilePages
{
    private const string Escapes = "\u001b]0;x\u0007\u001b[2J\u202ereverse\u2066\u009b31m\u0000\u200b[red]no[/]";

    private static readonly string?[] Values =
    [
        null, "\"\"", "\"0.0000\"", "\"1.0000\"", "\"0.0001\"", "\"0.9999\"", "\"0.12345\"", "\"-0.01\"", "\"NaN\"", "\"1e9\"",
        "\"9999999999.99\"", "\"10000000000.00\"", "\"92233720368547758.07\"", "0", "-1", "1", "2147483647", "2147483648", "1e999", "-0",
        "9999999999999999999999999999", "0.0000000000000000000000000001", "-9999999999999999999999999999", "true", "[]", "{}", "[[[[{}]]]]",
        "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"2026-02-30T00:00:00Z\"", "\"active\"", "\"scalar\"",
        "\"between\"", "\"greater\"", "\"flat\"", "\"quadratic\"", JsonSerializer.Serialize(Escapes),
        JsonSerializer.Serialize(new string('x', 200_000)), JsonSerializer.Serialize("If [[the]] value is above 1,2.3.4e5 % before , ,, then"),
    ];

    private readonly List<JsonElement> _events;
    private readonly List<JsonElement> _combos;
    private readonly JsonElement _series;
    private readonly JsonElement _books;

    private HostilePages(List<JsonElement> events, List<JsonElement> combos, JsonElement series, JsonElement books) =>
        (_events, _combos, _series, _books) = (events, combos, series, books);

    public static async Task<HostilePages> ReadAsync()
    {
        await using RunningSandbox sandbox = await RunningSandbox.Start();
        List<JsonElement> events = await sandbox.All("/events?limit=200&with_nested_markets=true", "events");
        IEnumerable<string> tickers = events.SelectMany(static item => item.GetProperty("markets").EnumerateArray())
            .Select(static market => market.GetProperty("ticker").GetString()!);
        return new HostilePages(
            events,
            await sandbox.All("/markets?limit=1000&mve_filter=only", "markets"),
            await sandbox.Get("/series"),
            await sandbox.Get("/markets/orderbooks?" + string.Join('&', tickers.Take(100).Select(static ticker => "tickers=" + ticker))));
    }

    /// <summary>Some of the events with their series, the combos and some books, as a recording of one page a line.</summary>
    public string Make(int seed)
    {
        Random random = new(seed);
        JsonElement[] chosen = [.. _events];
        random.Shuffle(chosen);
        JsonNode[] pages =
        [
            Page("series", [.. _series.GetProperty("series").EnumerateArray()]),
            Page("events", chosen.Take(20)),
            Page("markets", _combos),
            Page("orderbooks", [.. _books.GetProperty("orderbooks").EnumerateArray()]),
        ];
        int changes = random.Next(1, 60);
        for (int i = 0; i < changes; i++)
        {
            // Of series and books there are many and they say little: most changes are made to events.
            Spoil(pages[random.Next(3) == 0 ? random.Next(pages.Length) : 1], random);
        }

        return string.Join('\n', pages.Select(static page => page.ToJsonString())) + "\n";
    }

    private static JsonObject Page(string list, IEnumerable<JsonElement> items) => new()
    {
        ["captured_at"] = Demo.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
        [list] = new JsonArray([.. items.Select(static item => (JsonNode?)JsonNode.Parse(item.GetRawText()))]),
    };

    private static void Spoil(JsonNode page, Random random)
    {
        JsonNode? at = page.AsObject().Last().Value;
        while (at is JsonArray { Count: > 0 } or JsonObject { Count: > 0 })
        {
            switch (at)
            {
                case JsonArray list:
                    int index = random.Next(list.Count);
                    switch (random.Next(12))
                    {
                        case 0: list.RemoveAt(index); return;
                        case 1: list.Insert(index, list[index]?.DeepClone()); return;
                        case 2: list[index] = Value(random); return;
                        default: at = list[index]; break;
                    }

                    break;
                case JsonObject item:
                    string name = item.ElementAt(random.Next(item.Count)).Key;
                    JsonNode? value = item[name];
                    if (value is JsonArray { Count: > 0 } && random.Next(3) > 0)
                    {
                        at = value;
                        break;
                    }

                    if (random.Next(6) == 0)
                    {
                        item.Remove(name);
                    }
                    else
                    {
                        item[name] = Value(random);
                    }

                    return;
            }
        }
    }

    private static JsonNode? Value(Random random) => Values[random.Next(Values.Length)] is { } text ? JsonNode.Parse(text) : null;
}
