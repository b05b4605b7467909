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
        json.WriteStartArray("claims");
        foreach (Claim claim in relation.Claims)
        {
            places.WriteClaim(json, claim);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
