using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>The scan document for machines; its shape is described in docs/json.md and fixed by a test.</summary>
internal static class ScanJson
{
    public const int Schema = 1;

    public static void Write(Utf8JsonWriter json, ScanResult result)
    {
        json.WriteStartObject();
        WriteCoverage(json, result);
        WriteOpportunities(json, "opportunities", result.Report.Opportunities);
        WriteOpportunities(json, "belowThreshold", result.Report.BelowThreshold);
        OutsideJson.Write(json, result.Views);
        OpinionOutput.Write(json, result.Opinions);
        CrossGaps.Write(json, result.Gaps);
        StatisticalJson.Write(json, result.Report.Statistical);
        WriteFunnel(json, result.Report.Funnel);
        WriteNearMisses(json, result.Report.NearMisses);
        json.WriteEndObject();
    }

    /// <summary>The document without its opportunities, which are stored one by one.</summary>
    public static void WriteSummary(Utf8JsonWriter json, ScanResult result)
    {
        json.WriteStartObject();
        WriteCoverage(json, result);
        WriteFunnel(json, result.Report.Funnel);
        WriteNearMisses(json, result.Report.NearMisses);
        json.WriteEndObject();
    }

    private static void WriteCoverage(Utf8JsonWriter json, ScanResult result)
    {
        VenueSnapshot snapshot = result.Snapshot;
        json.WriteNumber("schema", Schema);
        json.WriteString("at", JsonText.Time(snapshot.At));
        JsonText.WriteStrings(json, "source", snapshot.Sources);
        JsonText.WriteStrings(json, "assumptions", snapshot.Assumptions);
        json.WriteNumber("markets", snapshot.Markets.Count);
        json.WriteNumber("events", snapshot.Events.Count);
        json.WriteNumber("skippedCount", snapshot.SkippedCount);
        WriteItems(json, "skipped", snapshot.Skipped);
        WriteIncomplete(json, snapshot.Incomplete);
        WriteRelationCounts(json, result.Map);
        JsonText.WriteStrings(json, "notes", result.Report.Notes);
    }

    private static void WriteIncomplete(Utf8JsonWriter json, IReadOnlyList<Incompleteness> incomplete)
    {
        json.WriteStartArray("incomplete");
        foreach (Incompleteness kind in incomplete)
        {
            json.WriteStartObject();
            json.WriteString("what", JsonText.Clean(kind.What));
            json.WriteNumber("count", kind.Count);
            WriteItems(json, "examples", kind.Examples);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteItems(Utf8JsonWriter json, string name, IReadOnlyList<SkippedItem> items)
    {
        json.WriteStartArray(name);
        foreach (SkippedItem item in items)
        {
            json.WriteStartObject();
            json.WriteString("item", JsonText.Clean(item.Item));
            json.WriteString("reason", JsonText.Clean(item.Reason));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteNearMisses(Utf8JsonWriter json, IReadOnlyList<NearMiss> misses)
    {
        json.WriteStartArray("nearMisses");
        foreach (NearMiss miss in misses)
        {
            WriteNearMiss(json, miss);
        }

        json.WriteEndArray();
    }

    private static void WriteRelationCounts(Utf8JsonWriter json, RelationMap map)
    {
        json.WriteStartArray("relations");
        foreach (var group in map.Relations
            .GroupBy(static relation => (relation.Type, relation.Tier))
            .OrderBy(static group => group.Key.Tier)
            .ThenBy(static group => group.Key.Type))
        {
            json.WriteStartObject();
            json.WriteString("type", group.Key.Type.ToString());
            json.WriteString("tier", group.Key.Tier.ToString());
            json.WriteNumber("count", group.Count());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOpportunities(Utf8JsonWriter json, string name, IReadOnlyList<Opportunity> opportunities)
    {
        json.WriteStartArray(name);
        foreach (Opportunity opportunity in opportunities)
        {
            OpportunityJson.Write(json, opportunity);
        }

        json.WriteEndArray();
    }

    public static void WriteFunnel(Utf8JsonWriter json, IReadOnlyList<FunnelStage> funnel)
    {
        json.WriteStartArray("funnel");
        foreach (FunnelStage stage in funnel)
        {
            json.WriteStartObject();
            json.WriteString("stage", stage.Stage);
            json.WriteNumber("in", stage.In);
            json.WriteNumber("out", stage.Out);
            json.WriteStartObject("reasons");
            foreach ((string reason, int count) in stage.Reasons.OrderByDescending(static pair => pair.Value)
                .ThenBy(static pair => pair.Key, StringComparer.Ordinal))
            {
                json.WriteNumber(JsonText.Clean(reason), count);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNearMiss(Utf8JsonWriter json, NearMiss miss)
    {
        json.WriteStartObject();
        json.WriteString("signal", miss.Signal.Word());
        OpportunityJson.WriteRelations(json, miss.Relations);
        json.WriteStartArray("claims");
        foreach (Claim claim in miss.Claims)
        {
            json.WriteStartObject();
            json.WriteString("ticker", JsonText.Clean(claim.Market.Ticker));
            json.WriteString("side", claim.Side.Word());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("edge", miss.Edge.ToString());
        json.WriteString("needs", JsonText.Clean(miss.Needs));
        RestingOrderJson.Write(json, miss.RestingOrder);
        json.WriteEndObject();
    }
}
