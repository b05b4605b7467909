using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>The relations of a proof, what they guarantee, and what is lost when one of them fails.</summary>
internal static class ProofRelations
{
    public static void Write(Utf8JsonWriter json, Opportunity opportunity, MarketPlaces places)
    {
        Money spent = opportunity.Cost + opportunity.Fees;
        json.WriteString("basis", opportunity.Basis.Word());
        json.WriteStartArray("relations");
        foreach (RelationUse use in opportunity.Relations)
        {
            Relation relation = use.Relation;
            json.WriteStartObject();
            json.WriteString("id", relation.Id);
            json.WriteString("type", relation.Type.ToString());
            json.WriteString("tier", relation.Tier.ToString());
            json.WriteString("rule", relation.Rule);
            json.WriteString("confidence", relation.Confidence.ToString());
            WriteClaims(json, relation, places);
            json.WriteStartArray("evidence");
            foreach (Evidence evidence in relation.Evidence)
            {
                json.WriteStringValue(evidence.ToString());
            }

            json.WriteEndArray();
            json.WriteString("payoffAlone", use.PayoffAlone!.Value.ToString());
            json.WriteString("payoffIfItFails", use.PayoffIfItFails!.Value.ToString());
            json.WriteString("resultIfItFails", (use.PayoffIfItFails.Value - spent).ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteClaims(Utf8JsonWriter json, Relation relation, MarketPlaces places)
    {
        if (relation.Line is not null)
        {
            json.WriteNumber("cells", relation.Line.Cells.Count);
        }

        json.WriteStartArray("claims");
        for (int i = 0; i < relation.Claims.Count; i++)
        {
            places.WriteClaim(json, relation.Claims[i]);
            if (relation.Line is not null)
            {
                json.WriteNumber("from", relation.Line.Spans[i].From);
                json.WriteNumber("to", relation.Line.Spans[i].To);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
