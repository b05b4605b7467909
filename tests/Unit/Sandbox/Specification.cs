using System.Collections.Concurrent;
using System.Text.Json;
using Dutchbook.Unit.House;
using YamlDotNet.RepresentationModel;

namespace Dutchbook.Unit.Sandbox;

/// <summary>
/// The venue's specifications beside the checkout, read once; tests that need one skip, visibly, where it is not. They are older than
/// the API of today: what the venue has removed since is not missed, and is named here.
/// </summary>
internal sealed class Specification(YamlMappingNode schemas)
{
    /// <summary>Required in the files, gone from the venue's answers since: integer cents and counts, and a few others.</summary>
    private static readonly HashSet<string> Removed = new(StringComparer.Ordinal)
    {
        "fractional_trading_enabled", "available_on_brokers", "read_limit", "write_limit", "resting_orders_count",
        "price", "delta", "count", "volume", "open_interest", "yes_bid", "yes_ask", "yes_price", "no_price", "position",
        "position_cost", "realized_pnl", "fees_paid", "position_fee_cost", "post_position", "yes_dollars", "no_dollars", "time",
    };

    private static readonly ConcurrentDictionary<string, Lazy<Specification>> Files = new(StringComparer.Ordinal);

    public static Specification Read(string file)
    {
        string path = Repository.Recorded("reference", file);
        return Files.GetOrAdd(path, static path => new Lazy<Specification>(() =>
        {
            YamlStream yaml = [];
            using StreamReader reader = new(path);
            yaml.Load(reader);
            return new Specification((YamlMappingNode)yaml.Documents[0].RootNode["components"]["schemas"]);
        })).Value;
    }

    /// <summary>What a value lacks, or has of another type, beside its schema.</summary>
    public IReadOnlyList<string> Problems(JsonElement value, string schema)
    {
        List<string> problems = [];
        Check((YamlMappingNode)schemas[schema], value, schema, problems);
        return [.. problems.Distinct(StringComparer.Ordinal)];
    }

    private void Check(YamlMappingNode schema, JsonElement value, string at, List<string> problems)
    {
        if (schema.Children.TryGetValue("$ref", out YamlNode? reference))
        {
            Check((YamlMappingNode)schemas[reference.ToString().Split('/')[^1]], value, at, problems);
            return;
        }

        if (schema.Children.TryGetValue("type", out YamlNode? type) && value.ValueKind != JsonValueKind.Null && !Fits(type.ToString(), value))
        {
            problems.Add($"{at} is {value.ValueKind}, not {type}");
            return;
        }

        if (schema.Children.TryGetValue("required", out YamlNode? required) && value.ValueKind == JsonValueKind.Object)
        {
            problems.AddRange(((YamlSequenceNode)required)
                .Select(static name => name.ToString())
                .Where(name => !Removed.Contains(name) && !value.TryGetProperty(name, out _) && !MayOmit(at, name, value))
                .Select(name => $"{at}.{name} is missing"));
        }

        if (value.ValueKind == JsonValueKind.Array && schema.Children.TryGetValue("items", out YamlNode? items))
        {
            foreach (JsonElement item in value.EnumerateArray().Take(1_000))
            {
                Check((YamlMappingNode)items, item, at + "[]", problems);
            }
        }

        Members(schema, value, at, problems);
    }

    private void Members(YamlMappingNode schema, JsonElement value, string at, List<string> problems)
    {
        if (value.ValueKind != JsonValueKind.Object || !schema.Children.TryGetValue("properties", out YamlNode? properties))
        {
            return;
        }

        foreach ((YamlNode name, YamlNode child) in ((YamlMappingNode)properties).Children)
        {
            if (value.TryGetProperty(name.ToString(), out JsonElement member))
            {
                Check((YamlMappingNode)child, member, $"{at}.{name}", problems);
            }
        }
    }

    /// <summary>The one series that forgets its fee does so on purpose.</summary>
    private static bool MayOmit(string at, string name, JsonElement value) =>
        at.EndsWith("series[]", StringComparison.Ordinal)
        && name.StartsWith("fee_", StringComparison.Ordinal)
        && value.GetProperty("ticker").GetString() == "KXPPI";

    private static bool Fits(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        _ => true,
    };
}
