using System.Globalization;
using System.Text.Json;

namespace Dutchbook.Bench;

/// <summary>
/// The brief's own detection as a straightforward program: every market a dictionary of decimals, every pair of a ladder and
/// every sum of an event re-computed in loops. It stands beside ours in every table as the measure of what care buys.
/// </summary>
internal static class NaiveBaseline
{
    public static List<List<Dictionary<string, object>>> Parse(string path)
    {
        using FileStream file = File.OpenRead(path);
        using JsonDocument document = JsonDocument.Parse(file);
        List<List<Dictionary<string, object>>> events = [];
        foreach (JsonElement item in document.RootElement.GetProperty("events").EnumerateArray())
        {
            List<Dictionary<string, object>> markets = [];
            foreach (JsonElement market in item.GetProperty("markets").EnumerateArray())
            {
                Dictionary<string, object> fields = new(StringComparer.Ordinal)
                {
                    ["exclusive"] = item.GetProperty("mutually_exclusive").GetBoolean(),
                };
                foreach (JsonProperty property in market.EnumerateObject())
                {
                    fields[property.Name] = property.Name.EndsWith("_dollars", StringComparison.Ordinal)
                        ? decimal.Parse(property.Value.GetString()!, CultureInfo.InvariantCulture)
                        : property.Value.ToString();
                }

                markets.Add(fields);
            }

            events.Add(markets);
        }

        return events;
    }

    /// <summary>Ladder pairs and partition sums with the brief's formulas and fees of 0.07 p (1 - p).</summary>
    public static int Detect(List<List<Dictionary<string, object>>> events)
    {
        int found = 0;
        foreach (List<Dictionary<string, object>> markets in events)
        {
            for (int i = 0; i < markets.Count; i++)
            {
                for (int j = i + 1; j < markets.Count; j++)
                {
                    if (Text(markets[i], "strike_type") == "greater" && Text(markets[j], "strike_type") == "greater")
                    {
                        decimal bid = (decimal)markets[j]["yes_bid_dollars"];
                        decimal ask = (decimal)markets[i]["yes_ask_dollars"];
                        found += bid - ask - Fee(bid) - Fee(ask) > 0 ? 1 : 0;
                    }
                }
            }

            if (markets.Count > 1 && (bool)markets[0]["exclusive"])
            {
                decimal bids = markets.Sum(static market => (decimal)market["yes_bid_dollars"]);
                decimal fees = markets.Sum(static market => Fee((decimal)market["yes_bid_dollars"]));
                found += bids - fees > 1 ? 1 : 0;
            }
        }

        return found;
    }

    private static string Text(Dictionary<string, object> market, string field) =>
        market.TryGetValue(field, out object? value) ? (string)value : "";

    private static decimal Fee(decimal price) => 0.07m * price * (1 - price);
}
