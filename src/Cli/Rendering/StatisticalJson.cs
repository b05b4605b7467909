using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Cli;

/// <summary>The property <c>statistical</c>: baskets of soft implications, apart from all that is guaranteed.</summary>
internal static class StatisticalJson
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<StatisticalBasket> baskets)
    {
        json.WriteStartArray("statistical");
        foreach (StatisticalBasket basket in baskets)
        {
            Write(json, basket);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, StatisticalBasket basket)
    {
        json.WriteStartObject();
        json.WriteString("id", basket.Id);
        json.WriteString("status", basket.Status.ToString());
        json.WriteString("grade", basket.Grade.ToString());
        json.WritePropertyName("relation");
        RelationJson.Write(json, basket.Relation, guarantees: false);
        OpportunityJson.WriteLegs(json, basket.Legs);
        json.WriteString("units", basket.Units.ToString());
        json.WriteString("cost", basket.Cost.ToString());
        json.WriteString("fees", basket.Fees.ToString());
        json.WriteString("feeBound", basket.FeeBound.ToString());
        json.WriteString("expectedPayout", basket.ExpectedPayout.ToString());
        json.WriteString("expectedEdge", basket.ExpectedEdge.ToString());
        json.WriteString("perContract", JsonText.Rounded(basket.PerContract));
        json.WriteString("breakEven", basket.BreakEven.ToString());
        json.WriteString("confidence", basket.Confidence.ToString());
        json.WriteString("score", JsonText.Rounded(basket.Score));
        json.WriteString("worstCase", basket.WorstCase.ToString());
        json.WriteString("detectedAt", JsonText.Time(basket.DetectedAt));
        JsonText.WriteNullable(json, "paysAt", basket.PaysAt is { } pays ? JsonText.Time(pays) : null);
        JsonText.WriteNullable(json, "expiresAt", basket.ExpiresAt is { } expires ? JsonText.Time(expires) : null);
        JsonText.WriteStrings(json, "belowThreshold", basket.BelowThreshold);
        JsonText.WriteStrings(json, "caveats", basket.Caveats);
        json.WriteEndObject();
    }
}
