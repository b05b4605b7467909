using System.Globalization;
using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>What closing or rolling held baskets comes to, for a reader.</summary>
internal static class ClosingView
{
    public static void Show(CommandScope scope, ClosingOffer offer, ClosingRules rules)
    {
        scope.Output.Line($"{(offer.Kind == ClosingKind.Close ? "Close" : "Roll")} {offer.Units} baskets of {offer.Plan.TradeId}, in this order:");
        Table legs = Tables.Plain("Leg", "Contracts", "Held after", "Market");
        foreach (LegChange change in offer.Terms.Changes)
        {
            PlanLeg leg = offer.Plan.Legs[change.Leg];
            legs.AddRow(
                $"{(change.IsSale ? "sell" : "buy")} {leg.Side.Word().ToUpperInvariant()}", change.Amount.ToString(), change.To.ToString(),
                TerminalText.Markup(leg.Ticker, 60));
        }

        scope.Output.Table(legs);
        scope.Output.Line($"Brings now, fees paid                {offer.Brings}");
        scope.Output.Line($"Gives up                             {offer.GivesUp} {When(offer)}");
        scope.Output.Line($"Gain                                 {offer.Gain}{(offer.IsWorth(rules) ? "" : "   not worth it by the settings")}");
        if (offer.WaitReturn is { } waiting)
        {
            scope.Output.Line(string.Create(CultureInfo.InvariantCulture,
                $"Waiting instead earns a year         {waiting.PartsPerMillion / 10_000} %"));
        }

        scope.Output.Line($"Lost at most, wherever it stops      {offer.Bound}   of the whole trade; {offer.AtRisk} more than by holding");
    }

    /// <summary>In one line.</summary>
    public static string Words(ClosingOffer offer) => offer.Kind == ClosingKind.Close
        ? $"{offer.Plan.TradeId}: closing {offer.Units} baskets now brings {offer.Brings} instead of {offer.GivesUp} {When(offer)}"
        : $"{offer.Plan.TradeId}: rolling {offer.Units} baskets from {Old(offer).Ticker} to {offer.Plan.Legs[^1].Side.Word().ToUpperInvariant()} "
            + $"{offer.Plan.Legs[^1].Ticker} brings {offer.Brings}";

    public static void Write(Utf8JsonWriter json, ClosingOffer offer, bool isWorth)
    {
        json.WriteStartObject();
        json.WriteString("trade", offer.Plan.TradeId);
        json.WriteString("kind", offer.Kind.ToString());
        json.WriteString("units", offer.Units.ToString());
        json.WriteBoolean("worth", isWorth);
        json.WriteString("brings", offer.Brings.ToString());
        json.WriteString("givesUp", offer.GivesUp.ToString());
        json.WriteString("gain", offer.Gain.ToString());
        JsonText.WriteNullable(json, "until", offer.Until is { } until ? JsonText.Time(until) : null);
        JsonText.WriteNullable(json, "waitReturn", offer.WaitReturn?.ToString());
        json.WriteString("bound", offer.Bound.ToString());
        json.WriteString("atRisk", offer.AtRisk.ToString());
        json.WriteStartArray("legs");
        foreach (LegChange change in offer.Terms.Changes)
        {
            PlanLeg leg = offer.Plan.Legs[change.Leg];
            json.WriteStartObject();
            json.WriteString("ticker", JsonText.Clean(leg.Ticker));
            json.WriteString("side", leg.Side.Word());
            json.WriteString("action", change.IsSale ? "sell" : "buy");
            json.WriteString("quantity", change.Amount.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static PlanLeg Old(ClosingOffer offer) => offer.Plan.Legs[offer.Terms.Changes[^1].Leg];

    private static string When(ClosingOffer offer) => offer.Until is { } until
        ? string.Create(CultureInfo.InvariantCulture, $"on {until.UtcDateTime:yyyy-MM-dd}")
        : "at settlement";
}
