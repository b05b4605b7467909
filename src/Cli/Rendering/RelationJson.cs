using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Cli;

/// <summary>
/// Relations as JSON, each with its guarantees. A stored relation goes without: a chain of n claims has n (n - 1) / 2 of them, and
/// its claims and type tell them all.
/// </summary>
internal static class RelationJson
{
    public static void Write(Utf8JsonWriter json, Relation relation, bool guarantees = true)
    {
        json.WriteStartObject();
        WriteFields(json, relation, guarantees);
        json.WriteEndObject();
    }

    /// <summary>The same for whoever adds fields of his own.</summary>
    public static void WriteFields(Utf8JsonWriter json, Relation relation, bool guarantees)
    {
        json.WriteString("id", relation.Id);
        json.WriteString("type", relation.Type.ToString());
        json.WriteString("tier", relation.Tier.ToString());
        json.WriteString("status", relation.Status.ToString());
        json.WriteString("rule", relation.Rule);
        json.WriteString("strength", relation.Strength.ToString());
        json.WriteString("confidence", relation.Confidence.ToString());
        if (relation.Type == RelationType.Implication)
        {
            JsonText.WriteNullable(json, "conditionalAtLeast", relation.ConditionalAtLeast?.ToString());
        }

        json.WriteString("formula", Formula.Of(relation));
        json.WriteStartArray("claims");
        foreach (Claim claim in relation.Claims)
        {
            json.WriteStartObject();
            json.WriteString("ticker", JsonText.Clean(claim.Market.Ticker));
            json.WriteString("side", claim.Side.Word());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        JsonText.WriteStrings(json, "tickers", relation.Tickers);
        JsonText.WriteStrings(json, "evidence", relation.Evidence.Select(static item => item.ToString()));
        if (relation.Line is { } line)
        {
            WriteLine(json, line);
        }

        if (guarantees)
        {
            WriteGuarantees(json, relation);
        }
    }

    /// <summary>
    /// The logic of a relation as it was written: type, rule and claims, its markets by their tickers alone. Null for a text
    /// that is no such document.
    /// </summary>
    public static Relation? Read(string document)
    {
        try
        {
            using JsonDocument parsed = JsonDocument.Parse(document);
            JsonElement root = parsed.RootElement;
            return new Relation(
                Enum.Parse<RelationType>(Text(root, "type")), [.. root.GetProperty("claims").EnumerateArray().Select(ReadClaim)],
                root.TryGetProperty("cells", out JsonElement cells) ? ReadLine(cells, root.GetProperty("spans")) : null)
            {
                Rule = Text(root, "rule"),
                Strength = Enum.Parse<Strength>(Text(root, "strength")),
            };
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException
            or ArgumentException or FormatException)
        {
            return null;
        }
    }

    private static Claim ReadClaim(JsonElement claim) => new(
        new Market { Ticker = Text(claim, "ticker") },
        Enum.GetValues<Side>().First(side => string.Equals(side.Word(), Text(claim, "side"), StringComparison.Ordinal)));

    private static CellLine ReadLine(JsonElement cells, JsonElement spans) => new(
        [.. cells.EnumerateArray().Select(static cell => cell.GetString()!)],
        [.. spans.EnumerateArray().Select(static span =>
            new CellSpan(span.GetProperty("from").GetInt32(), span.GetProperty("to").GetInt32()))]);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    private static void WriteLine(Utf8JsonWriter json, CellLine line)
    {
        JsonText.WriteStrings(json, "cells", line.Cells);
        json.WriteStartArray("spans");
        foreach (CellSpan span in line.Spans)
        {
            json.WriteStartObject();
            json.WriteNumber("from", span.From);
            json.WriteNumber("to", span.To);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteGuarantees(Utf8JsonWriter json, Relation relation)
    {
        json.WriteStartArray("guarantees");
        foreach (Guarantee guarantee in relation.Guarantees())
        {
            json.WriteStartObject();
            json.WriteStartArray("claims");
            foreach (Claim claim in guarantee.Claims)
            {
                json.WriteStartObject();
                json.WriteString("ticker", JsonText.Clean(claim.Market.Ticker));
                json.WriteString("side", claim.Side.Word());
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("atLeast", guarantee.AtLeast);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
