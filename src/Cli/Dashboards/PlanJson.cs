using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Cli;

/// <summary>A plan before it is traded: what it buys, what it costs at most, and what it may lose.</summary>
internal static class PlanJson
{
    public static void Write(Utf8JsonWriter json, TradePlan plan)
    {
        json.WriteStartObject("plan");
        json.WriteString("id", plan.TradeId);
        json.WriteString("opportunity", plan.OpportunityId);
        json.WriteString("units", plan.Units.ToString());
        json.WriteString("outlayAtMost", plan.MostOutlay.ToString());
        json.WriteString("policy", plan.Policy.Name);
        TradeView.WriteLosses(json, plan.Losses);
        json.WriteStartArray("legs");
        for (int i = 0; i < plan.Legs.Count; i++)
        {
            PlanLeg leg = plan.Legs[i];
            json.WriteStartObject();
            json.WriteString("ticker", JsonText.Clean(leg.Ticker));
            json.WriteString("side", leg.Side.Word());
            json.WriteNumber("weight", leg.Weight);
            json.WriteString("quantity", plan.LegQuantity(i, plan.Units).ToString());
            json.WriteString("limit", leg.Limit.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
