using System.Text.Json;
using Dutchbook.Enrichment;

namespace Dutchbook.Cli;

/// <summary>What outside sources say of the opportunities; docs/json.md describes it.</summary>
internal static class OutsideJson
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<OutsideView> views)
    {
        json.WriteStartArray("outside");
        foreach (OutsideView view in views)
        {
            Write(json, view);
        }

        json.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter json, OutsideView view)
    {
        json.WriteStartObject();
        json.WriteString("opportunity", view.OpportunityId);
        json.WriteString("verdict", view.Verdict.Word());
        json.WriteString("worthAtLeast", view.LeastWorth.ToString());
        json.WriteString("worthAtMost", view.MostWorth.ToString());
        json.WriteString("confidenceBefore", view.ConfidenceBefore.ToString());
        json.WriteString("confidenceAfter", view.ConfidenceAfter.ToString());
        JsonText.WriteNullable(json, "outOfLine", view.OutOfLine?.Statement);
        json.WriteStartArray("legs");
        foreach (LegView leg in view.Legs)
        {
            WriteLeg(json, leg);
        }

        json.WriteEndArray();
        JsonText.WriteStrings(json, "failures", view.Failures.Select(static failure => failure.ToString()));
        json.WriteEndObject();
    }

    private static void WriteLeg(Utf8JsonWriter json, LegView leg)
    {
        json.WriteStartObject();
        json.WriteString("ticker", JsonText.Clean(leg.Claim.Market.Ticker));
        json.WriteString("side", leg.Claim.Side == Dutchbook.Domain.Side.Yes ? "yes" : "no");
        json.WriteString("paid", leg.Paid.ToString());
        json.WriteString("fairLow", leg.Band.Low.ToString());
        json.WriteString("fairHigh", leg.Band.High.ToString());
        json.WriteString("standing", leg.Standing.Word());
        json.WriteBoolean("disputed", leg.Value.IsDisputed);
        json.WriteBoolean("decided", leg.Value.IsDecided);
        json.WriteStartArray("evidence");
        foreach (MarketEvidence item in leg.Value.Evidence)
        {
            json.WriteStartObject();
            json.WriteString("source", item.Source);
            json.WriteString("yesLow", item.Yes.Low.ToString());
            json.WriteString("yesHigh", item.Yes.High.ToString());
            json.WriteString("observedAt", JsonText.Time(item.ObservedAt));
            json.WriteString("provenance", JsonText.Clean(item.Provenance));
            json.WriteString("applies", JsonText.Clean(item.Applies));
            JsonText.WriteStrings(json, "reservations", item.Reservations);
            json.WriteBoolean("unreviewed", item.IsUnreviewed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
