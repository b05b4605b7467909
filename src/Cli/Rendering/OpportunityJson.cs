using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Cli;

/// <summary>One opportunity as JSON: prices with 4 decimals, quantities with 2, money exact, all as decimal strings.</summary>
internal static class OpportunityJson
{
    /// <summary>The proof has them all.</summary>
    private const int MostWorlds = 64;

    public static void Write(Utf8JsonWriter json, Opportunity opportunity)
    {
        json.WriteStartObject();
        WriteFields(json, opportunity);
        json.WriteEndObject();
    }

    /// <summary>The same for whoever adds fields of his own.</summary>
    public static void WriteFields(Utf8JsonWriter json, Opportunity opportunity)
    {
        json.WriteString("id", opportunity.Id);
        json.WriteString("status", opportunity.Status.ToString());
        json.WriteString("grade", opportunity.Grade.ToString());
        json.WriteBoolean("executable", opportunity.Executable);
        json.WriteString("signal", opportunity.Signal.Word());
        JsonText.WriteStrings(json, "explanation", opportunity.Explanation);
        json.WriteString("basis", opportunity.Basis.Word());
        WriteRelations(json, opportunity.Relations);
        WriteLegs(json, opportunity.Legs);
        WriteWorlds(json, opportunity);
        json.WriteString("units", opportunity.Units.ToString());
        json.WriteString("available", opportunity.Available.ToString());
        json.WriteString("cost", opportunity.Cost.ToString());
        json.WriteString("fees", opportunity.Fees.ToString());
        json.WriteString("feeBound", opportunity.FeeBound.ToString());
        json.WriteString("minPayout", opportunity.MinPayout.ToString());
        json.WriteString("edge", opportunity.Edge.ToString());
        json.WriteString("magnitude", JsonText.Rounded(opportunity.Magnitude));
        JsonText.WriteNullable(json, "bound", opportunity.Bound?.ToString());
        JsonText.WriteNullable(json, "gap", opportunity.Bound is { } bound ? (bound - opportunity.Edge).ToString() : null);
        JsonText.WriteNullable(json, "apr", opportunity.AnnualReturn is { } apr ? JsonText.Percentless(apr) : null);
        json.WriteString("confidence", opportunity.Confidence.ToString());
        UncertaintyJson.Write(json, opportunity.Uncertainty);
        json.WriteString("score", JsonText.Rounded(opportunity.Score));
        json.WriteStartObject("capital");
        json.WriteString("gross", opportunity.Capital.Gross.ToString());
        json.WriteString("netted", opportunity.Capital.Netted.ToString());
        json.WriteString("peak", opportunity.Capital.Peak.ToString());
        json.WriteEndObject();
        json.WriteStartObject("abnormal");
        JsonText.WriteNullable(json, "oneLegVoid", opportunity.Abnormal?.OneLegVoid.ToString());
        JsonText.WriteNullable(json, "lastPrice", opportunity.Abnormal?.LastPrice?.ToString());
        JsonText.WriteNullable(json, "scalar", opportunity.Abnormal?.Scalar.ToString());
        json.WriteEndObject();
        json.WriteString("worstAbnormal", opportunity.WorstAbnormal.ToString());
        json.WriteString("detectedAt", JsonText.Time(opportunity.DetectedAt));
        JsonText.WriteNullable(json, "paysAt", opportunity.PaysAt is { } pays ? JsonText.Time(pays) : null);
        JsonText.WriteNullable(json, "expiresAt", opportunity.ExpiresAt is { } expires ? JsonText.Time(expires) : null);
        JsonText.WriteStrings(json, "belowThreshold", opportunity.BelowThreshold);
        JsonText.WriteStrings(json, "caveats", opportunity.Caveats);
        RestingOrderJson.Write(json, opportunity.RestingOrder);
        JsonText.WriteNullable(json, "proof", opportunity.ProofId);
    }

    public static void WriteRelations(Utf8JsonWriter json, IReadOnlyList<RelationUse> relations)
    {
        json.WriteStartArray("relations");
        foreach (RelationUse use in relations)
        {
            json.WriteStartObject();
            json.WriteString("id", use.Relation.Id);
            json.WriteString("type", use.Relation.Type.ToString());
            json.WriteString("tier", use.Relation.Tier.ToString());
            json.WriteString("rule", use.Relation.Rule);
            JsonText.WriteStrings(json, "tickers", use.Tickers);
            JsonText.WriteStrings(json, "evidence", use.Relation.Evidence.Select(static item => item.ToString()));
            JsonText.WriteNullable(json, "payoffAlone", use.PayoffAlone?.ToString());
            JsonText.WriteNullable(json, "payoffIfItFails", use.PayoffIfItFails?.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteWorlds(Utf8JsonWriter json, Opportunity opportunity)
    {
        json.WriteStartObject("argument");
        JsonText.WriteNullable(json, "kind", opportunity.Argument?.Source.Word());
        JsonText.WriteNullable(json, "worlds", opportunity.Argument?.Worlds);
        JsonText.WriteNullable(json, "cells", opportunity.Argument?.Cells);
        json.WriteEndObject();
        json.WriteStartArray("worlds");
        foreach (PayoffWorld world in opportunity.Worlds.Take(MostWorlds))
        {
            json.WriteStartObject();
            JsonText.WriteStrings(json, "yes", world.Yes.Select(static market => market.Ticker));
            json.WriteString("pays", world.Pays.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteLegs(Utf8JsonWriter json, IReadOnlyList<BasketLeg> legs)
    {
        json.WriteStartArray("legs");
        foreach (BasketLeg leg in legs)
        {
            WriteLeg(json, leg);
        }

        json.WriteEndArray();
    }

    private static void WriteLeg(Utf8JsonWriter json, BasketLeg leg)
    {
        json.WriteStartObject();
        json.WriteString("ticker", JsonText.Clean(leg.Claim.Market.Ticker));
        json.WriteString("side", leg.Claim.Side.Word());
        json.WriteNumber("weight", leg.Weight);
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
        json.WriteString("bookAt", JsonText.Time(leg.BookAt));
        JsonText.WriteNullable(json, "bookSequence", leg.BookSequence);
        json.WriteEndObject();
    }
}
