using System.Globalization;
using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>Plans and trades for a reader.</summary>
internal static class TradeView
{
    public static void Show(CommandScope scope, TradePlan plan)
    {
        scope.Output.Line($"{plan.Units} baskets, bought leg by leg in this order ({plan.Policy.Name} policy):");
        Table legs = Tables.Plain("Leg", "Contracts", "At most", "Market");
        for (int i = 0; i < plan.Legs.Count; i++)
        {
            PlanLeg leg = plan.Legs[i];
            legs.AddRow(
                (i + 1).ToString(CultureInfo.InvariantCulture) + " " + leg.Side.Word().ToUpperInvariant(),
                plan.LegQuantity(i, plan.Units).ToString(), leg.Limit.ToString(), TerminalText.Markup(leg.Ticker, 60));
        }

        scope.Output.Table(legs);
        TradeLosses losses = plan.Losses;
        scope.Output.Line($"Outlay at most           {plan.MostOutlay}");
        scope.Output.Line($"Execution bound          {losses.ExecutionBound}   however it fills, while the relations hold");
        scope.Output.Line($"Likely unwind loss       {losses.LikelyUnwind?.ToString() ?? "not known: a book has too few bids"}");
        scope.Output.Line($"If a leg is void         {losses.OneLegVoid}");
        scope.Output.Line($"If settled at last price {losses.LastPrice?.ToString() ?? "not known: a market never traded"}");
        scope.Output.Line($"If settled at any value  {losses.Scalar}");
        scope.Output.Line($"If a relation is wrong   {losses.RelationWrong}");
    }

    /// <summary>What it rests on, and how often each relation was traded before: the first trades of each ask a person.</summary>
    public static void ShowRelations(CommandScope scope, TradePlan plan, IReadOnlyDictionary<string, int> before)
    {
        foreach (string relation in plan.RelationIds)
        {
            scope.Output.Line($"Rests on relation {relation}, traded {Times(before.GetValueOrDefault(relation))} before");
        }

        static string Times(int count) => count == 1 ? "once" : count == 0 ? "never" : $"{count:N0} times";
    }

    public static void Show(CommandScope scope, TradeRecord trade)
    {
        scope.Output.Line($"Trade {trade.State.Plan.TradeId}: {trade.State.Phase}, {TerminalText.Clean(trade.State.Reason, 300)}");
        scope.Output.Line($"Paid {trade.Account.Spent} of which {trade.Account.Fees} fees; sure to be paid {trade.Guaranteed}; "
            + $"result at worst {trade.AtWorst}");
    }

    /// <summary>One trade as a document of its own.</summary>
    public static void WriteDocument(Utf8JsonWriter json, TradeRecord trade)
    {
        json.WriteStartObject();
        json.WriteNumber("schema", ScanJson.Schema);
        json.WritePropertyName("trade");
        Write(json, trade);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, TradeRecord trade)
    {
        json.WriteStartObject();
        WriteFields(json, trade);
        json.WriteEndObject();
    }

    /// <summary>The same for whoever adds fields of his own.</summary>
    public static void WriteFields(Utf8JsonWriter json, TradeRecord trade)
    {
        TradePlan plan = trade.State.Plan;
        json.WriteString("id", plan.TradeId);
        json.WriteString("opportunity", plan.OpportunityId);
        json.WriteString("phase", trade.State.Phase.ToString());
        json.WriteString("reason", JsonText.Clean(trade.State.Reason));
        json.WriteString("policy", plan.Policy.Name);
        json.WriteString("createdAt", plan.CreatedAt.UtcDateTime);
        json.WriteString("units", plan.Units.ToString());
        json.WriteString("outlayAtMost", plan.MostOutlay.ToString());
        WriteLosses(json, plan.Losses);
        json.WriteString("spent", trade.Account.Spent.ToString());
        json.WriteString("fees", trade.Account.Fees.ToString());
        json.WriteString("guaranteed", trade.Guaranteed.ToString());
        json.WriteString("atWorst", trade.AtWorst.ToString());
        json.WriteBoolean("paid", trade.IsPaid);
        json.WriteStartArray("legs");
        for (int i = 0; i < plan.Legs.Count; i++)
        {
            PlanLeg leg = plan.Legs[i];
            json.WriteStartObject();
            json.WriteString("ticker", leg.Ticker);
            json.WriteString("side", leg.Side.Word());
            json.WriteNumber("weight", leg.Weight);
            json.WriteString("limit", leg.Limit.ToString());
            json.WriteString("held", trade.Account.Held[i].ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteLosses(Utf8JsonWriter json, TradeLosses losses)
    {
        json.WriteStartObject("losses");
        json.WriteString("executionBound", losses.ExecutionBound.ToString());
        json.WriteString("likelyUnwind", losses.LikelyUnwind?.ToString());
        json.WriteString("oneLegVoid", losses.OneLegVoid.ToString());
        json.WriteString("lastPrice", losses.LastPrice?.ToString());
        json.WriteString("scalar", losses.Scalar.ToString());
        json.WriteString("relationWrong", losses.RelationWrong.ToString());
        json.WriteEndObject();
    }
}
