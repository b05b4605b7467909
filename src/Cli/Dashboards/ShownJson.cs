using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>Opportunities as a dashboard lists them: those of a scan, with their life and what is done about them.</summary>
internal static class ShownJson
{
    private const int LongestTitle = 120;

    public static void WriteList(Utf8JsonWriter json, RunView view, PassIndex? index)
    {
        json.WriteStartArray("opportunities");
        foreach (ShownOpportunity item in view.Opportunities)
        {
            Write(json, item, view.Desk, index);
        }

        json.WriteEndArray();
        ScanJson.WriteNearMisses(json, view.Pass?.NearMisses ?? []);
    }

    public static void Write(Utf8JsonWriter json, ShownOpportunity item, DeskView? desk, PassIndex? index)
    {
        Opportunity opportunity = item.Opportunity;
        Market first = opportunity.Legs[0].Claim.Market;
        json.WriteStartObject();
        OpportunityJson.WriteFields(json, opportunity);
        json.WriteString("baskets", opportunity.Baskets.ToString());
        json.WriteString("title", Title(opportunity, index));
        json.WriteString("series", JsonText.Clean(first.SeriesTicker));
        json.WriteString("category", JsonText.Clean(index?.CategoryOf(first.EventTicker) ?? ""));
        json.WriteString("firstSeen", JsonText.Time(item.Episode.FirstSeen));
        json.WriteString("lastSeen", JsonText.Time(item.Episode.LastSeen));
        json.WriteNumber("timesSeen", item.Episode.TimesSeen);
        json.WriteString("bestEdge", item.Episode.BestEdge.ToString());
        json.WriteBoolean("above", opportunity.BelowThreshold.Count == 0);
        JsonText.WriteNullable(json, "tradeId", TradeOf(item, desk));
        JsonText.WriteNullable(json, "notTraded", item.NotTraded is { } reason ? JsonText.Clean(reason) : null);
        json.WriteEndObject();
    }

    /// <summary>The trade of it, also one that a person began.</summary>
    public static string? TradeOf(ShownOpportunity item, DeskView? desk) => item.TradeId
        ?? desk?.Trades.FirstOrDefault(trade => string.Equals(
            trade.State.Plan.OpportunityId, item.Opportunity.Id, StringComparison.Ordinal))?.State.Plan.TradeId;

    private static string Title(Opportunity opportunity, PassIndex? index)
    {
        IEnumerable<string> events = opportunity.Legs.Select(static leg => leg.Claim.Market.EventTicker)
            .Distinct(StringComparer.Ordinal).Take(3).Select(ticker => index?.TitleOf(ticker) is { Length: > 0 } title ? title : ticker);
        return TerminalText.Clean($"{string.Join(" / ", events)}: {opportunity.Signal.Word()}", LongestTitle);
    }
}
