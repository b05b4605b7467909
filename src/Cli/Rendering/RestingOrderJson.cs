using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Cli;

/// <summary>The property <c>restingOrder</c> of near misses and opportunities: an object, or null when there is none.</summary>
internal static class RestingOrderJson
{
    public static void Write(Utf8JsonWriter json, RestingOrder? order)
    {
        if (order is null)
        {
            json.WriteNull("restingOrder");
            return;
        }

        json.WriteStartObject("restingOrder");
        WriteClaim(json, order.Claim);
        json.WriteString("price", order.Price.ToString());
        json.WriteString("quantity", order.Quantity.ToString());
        json.WriteString("fee", order.Fee.ToString());
        JsonText.WriteNullable(json, "queueAhead", order.QueueAhead?.ToString());
        json.WriteStartArray("takes");
        foreach (RestingTake take in order.Takes)
        {
            json.WriteStartObject();
            WriteClaim(json, take.Claim);
            json.WriteString("price", take.Price.ToString());
            json.WriteString("quantity", take.Quantity.ToString());
            json.WriteString("fee", take.Fee.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("edge", order.Edge.ToString());
        json.WriteString("magnitude", JsonText.Rounded(order.Magnitude));
        json.WriteString("words", JsonText.Clean(order.Words));
        JsonText.WriteStrings(json, "caveats", order.Caveats);
        json.WriteEndObject();
    }

    private static void WriteClaim(Utf8JsonWriter json, Claim claim)
    {
        json.WriteString("ticker", JsonText.Clean(claim.Market.Ticker));
        json.WriteString("side", claim.Side.Word());
    }
}
