using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>The legs of a proof: what is bought at which levels of which book, and what that costs.</summary>
internal static class ProofLegs
{
    public static void Write(Utf8JsonWriter json, Opportunity opportunity, MarketPlaces places)
    {
        json.WriteStartArray("legs");
        foreach (BasketLeg leg in opportunity.Legs)
        {
            places.WriteClaim(json, leg.Claim);
            json.WriteNumber("weight", leg.Weight);
            json.WriteString("quantity", leg.Quantity.ToString());
            json.WriteString("bookAt", ProofWriter.Time(leg.BookAt));
            if (leg.BookSequence is long sequence)
            {
                json.WriteNumber("bookSequence", sequence);
            }
            else
            {
                json.WriteNull("bookSequence");
            }

            WriteLevels(json, "levels", leg.Levels);
            WriteLevels(json, "offered", leg.Offered);
            json.WriteString("cost", leg.Cost.ToString());
            WriteFee(json, leg);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLevels(Utf8JsonWriter json, string name, IReadOnlyList<BookLevel> levels)
    {
        json.WriteStartArray(name);
        foreach (BookLevel level in levels)
        {
            json.WriteStartObject();
            json.WriteString("price", level.Price.ToString());
            json.WriteString("quantity", level.Quantity.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFee(Utf8JsonWriter json, BasketLeg leg)
    {
        json.WriteStartObject("fee");
        json.WriteString("type", leg.Terms.Type.ToString());
        json.WriteString("multiplier", leg.Terms.Multiplier.ToString());
        json.WriteString("origin", leg.Terms.Origin);
        json.WriteString("inForceSince", leg.Terms.InForceSince is { } since ? ProofWriter.Time(since) : null);
        json.WriteBoolean("assumed", leg.Terms.IsAssumed);
        json.WriteString("net", leg.Fee.ToString());
        json.WriteString("bound", leg.FeeBound.ToString());
        json.WriteEndObject();
    }
}
