using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Cli;

/// <summary>The bounds of a market for machines; docs/json.md describes the document.</summary>
internal static class BoundsJson
{
    public static void Write(Utf8JsonWriter json, PriceBounds bounds)
    {
        json.WriteStartObject();
        json.WriteNumber("schema", ScanJson.Schema);
        json.WriteString("ticker", JsonText.Clean(bounds.Market.Ticker));
        json.WriteString("contracts", bounds.Contracts.ToString());
        JsonText.WriteNullable(json, "bid", bounds.Bid?.ToString());
        JsonText.WriteNullable(json, "ask", bounds.Ask?.ToString());
        Write(json, "sell", bounds.Sell);
        Write(json, "build", bounds.Build);
        JsonText.WriteStrings(json, "notes", bounds.Notes);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, PriceBound? bound)
    {
        if (bound is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("price", bound.Price.ToString());
        json.WriteStartArray("legs");
        foreach (BoundLeg leg in bound.Legs)
        {
            json.WriteStartObject();
            json.WriteString("ticker", JsonText.Clean(leg.Claim.Market.Ticker));
            json.WriteString("side", leg.Claim.Side.Word());
            json.WriteString("quantity", leg.Quantity.ToString());
            json.WriteStartArray("levels");
            foreach (BookLevel level in leg.Levels)
            {
                json.WriteStartObject();
                json.WriteString("price", level.Price.ToString());
                json.WriteString("quantity", level.Quantity.ToString());
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("cost", leg.Cost.ToString());
            json.WriteString("fee", leg.Fee.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        OpportunityJson.WriteRelations(json, bound.Relations);
        json.WriteEndObject();
    }
}
