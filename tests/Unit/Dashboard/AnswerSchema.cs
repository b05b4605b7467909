using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Dutchbook.Unit.Dashboard;

/// <summary>
/// Checks an answer against the API's own description of itself. It knows the words the description uses, and refuses others, so
/// that none is passed over.
/// </summary>
internal sealed class AnswerSchema(JsonElement description)
{
    private static readonly HashSet<string> known =
    [
        "type", "properties", "required", "items", "oneOf", "pattern", "format", "description", "additionalProperties", "$ref",
    ];

    /// <summary>Where the answer of a path is not as described; empty where it is.</summary>
    /// <param name="path">As asked for, below the API's root.</param>
    public IReadOnlyList<string> Faults(string method, string path, JsonElement answer)
    {
        List<string> faults = [];
        JsonElement operation = Operation(method, "/api/v1/" + path.Split('?')[0]);
        JsonElement content = operation.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json");
        Check(content.GetProperty("schema"), answer, path, faults);
        return faults;
    }

    private JsonElement Operation(string method, string path)
    {
        JsonProperty[] fitting = [.. description.GetProperty("paths").EnumerateObject().Where(item =>
            item.Value.TryGetProperty(method, out _)
            && Regex.IsMatch(path, "^" + Regex.Replace(item.Name, "\\{[^}]+\\}", "[^/]+") + "$", RegexOptions.None, TimeSpan.FromSeconds(1)))];
        return Assert.Single(fitting).Value.GetProperty(method);
    }

    private void Check(JsonElement schema, JsonElement value, string at, List<string> faults)
    {
        Assert.All(schema.EnumerateObject(), static word => Assert.Contains(word.Name, known));
        if (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            schema = description.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
            Check(schema, value, at, faults);
            return;
        }

        if (schema.TryGetProperty("oneOf", out JsonElement choices))
        {
            List<string>[] all = [.. choices.EnumerateArray().Select(choice => FaultsOf(choice, value, at))];
            if (all.Count(static found => found.Count == 0) != 1)
            {
                faults.AddRange(all.SelectMany(static found => found).DefaultIfEmpty($"{at}: more than one shape fits"));
            }

            return;
        }

        if (!Types(schema).Any(type => IsOf(value, type)))
        {
            faults.Add($"{at}: {value.ValueKind} instead of {string.Join(" or ", Types(schema))}");
            return;
        }

        CheckInside(schema, value, at, faults);
    }

    private void CheckInside(JsonElement schema, JsonElement value, string at, List<string> faults)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                CheckObject(schema, value, at, faults);
                break;
            case JsonValueKind.Array:
                foreach ((int index, JsonElement item) in value.EnumerateArray().Index())
                {
                    Check(schema.GetProperty("items"), item, $"{at}[{index}]", faults);
                }

                break;
            case JsonValueKind.String:
                bool fits = !schema.TryGetProperty("pattern", out JsonElement pattern)
                    || Regex.IsMatch(value.GetString()!, pattern.GetString()!, RegexOptions.None, TimeSpan.FromSeconds(1));
                bool isTime = !schema.TryGetProperty("format", out _) || value.TryGetDateTimeOffset(out _);
                faults.AddRange(fits && isTime ? [] : [$"{at}: {value.GetString()}"]);
                break;
        }
    }

    private void CheckObject(JsonElement schema, JsonElement value, string at, List<string> faults)
    {
        if (schema.TryGetProperty("required", out JsonElement required))
        {
            faults.AddRange(required.EnumerateArray().Select(static name => name.GetString()!)
                .Where(name => !value.TryGetProperty(name, out _)).Select(name => $"{at}: {name} is missing"));
        }

        foreach (JsonProperty item in value.EnumerateObject())
        {
            if (schema.TryGetProperty("properties", out JsonElement properties) && properties.TryGetProperty(item.Name, out JsonElement inner))
            {
                Check(inner, item.Value, $"{at}.{item.Name}", faults);
            }
            else if (schema.TryGetProperty("additionalProperties", out JsonElement any))
            {
                Check(any, item.Value, $"{at}.{item.Name}", faults);
            }
            else
            {
                faults.Add($"{at}: {item.Name} is not described");
            }
        }
    }

    private List<string> FaultsOf(JsonElement schema, JsonElement value, string at)
    {
        List<string> faults = [];
        Check(schema, value, at, faults);
        return faults;
    }

    private static string[] Types(JsonElement schema) => schema.GetProperty("type") is { ValueKind: JsonValueKind.Array } several
        ? [.. several.EnumerateArray().Select(static type => type.GetString()!)]
        : [schema.GetProperty("type").GetString()!];

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => throw new ArgumentException($"The description says `{type}`."),
    };
}
