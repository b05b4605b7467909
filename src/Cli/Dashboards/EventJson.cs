using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>Events for whoever draws them: as a ladder, a partition, or neither, with the places where prices break.</summary>
internal static class EventJson
{
    private const int Most = 100;

    public static void WriteList(Utf8JsonWriter json, PassIndex? index, RunView view, string query)
    {
        Dictionary<string, int> broken = Broken(view);
        string text = query.Trim();
        json.WriteStartArray("events");
        foreach (Event item in (index?.Events ?? [])
            .Where(item => text.Length == 0 || item.Ticker.Contains(text, StringComparison.OrdinalIgnoreCase)
                || item.Title.ToString().Contains(text, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(item => broken.GetValueOrDefault(item.Ticker))
            .ThenBy(static item => item.Ticker, StringComparer.Ordinal)
            .Take(Most))
        {
            json.WriteStartObject();
            WriteHead(json, item);
            json.WriteNumber("markets", item.Markets.Count);
            json.WriteNumber("opportunities", broken.GetValueOrDefault(item.Ticker));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter json, Event item, PassIndex index, RunView view, QuotesNow quotes)
    {
        json.WriteStartObject("event");
        WriteHead(json, item);
        json.WriteEndObject();
        Opportunity[] inside = [.. view.Opportunities.Select(static shown => shown.Opportunity)
            .Where(opportunity => opportunity.Legs.Any(leg => leg.Claim.Market.EventTicker == item.Ticker))];
        IReadOnlyDictionary<string, QuoteNow> now = quotes.Read(item.Markets, view.Pass?.At ?? view.StartedAt, view.At);
        json.WriteStartArray("markets");
        foreach (Market market in item.Markets)
        {
            WriteMarket(json, market, now[market.Ticker], index, inside);
        }

        json.WriteEndArray();
        json.WriteString("kind", Kind(item));
        json.WriteStartArray("breaks");
        foreach (Opportunity opportunity in inside)
        {
            json.WriteStartObject();
            json.WriteString("opportunity", opportunity.Id);
            JsonText.WriteStrings(json, "tickers", opportunity.Legs.Select(static leg => leg.Claim.Market.Ticker).Distinct(StringComparer.Ordinal));
            json.WriteString("text", JsonText.Clean(string.Join(' ', opportunity.Explanation)));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteHead(Utf8JsonWriter json, Event item)
    {
        json.WriteString("ticker", JsonText.Clean(item.Ticker));
        json.WriteString("title", JsonText.Clean(item.Title.ToString()));
        json.WriteString("series", JsonText.Clean(item.SeriesTicker));
        if (item.MutuallyExclusive is { } exclusive)
        {
            json.WriteBoolean("mutuallyExclusive", exclusive);
        }
        else
        {
            json.WriteNull("mutuallyExclusive");
        }
    }

    private static void WriteMarket(Utf8JsonWriter json, Market market, QuoteNow now, PassIndex index, Opportunity[] inside)
    {
        json.WriteStartObject();
        json.WriteString("ticker", JsonText.Clean(market.Ticker));
        json.WriteString("label", JsonText.Clean(market.YesSubTitle.IsEmpty ? market.Title.ToString() : market.YesSubTitle.ToString()));
        JsonText.WriteNullable(json, "floor", MarketJson.Number(market.FloorStrike));
        JsonText.WriteNullable(json, "cap", MarketJson.Number(market.CapStrike));
        json.WriteString("strikeType", JsonText.Clean(market.StrikeType.Text));
        MarketJson.WriteQuote(json, now.Quote);
        MarketJson.WriteAge(json, now);
        JsonText.WriteNullable(json, "lastPrice", market.LastPrice?.ToString());
        json.WriteString("status", JsonText.Clean(market.Status.Text));
        json.WriteNumber("inRelations", index.UsesOf(market.Ticker));
        JsonText.WriteStrings(json, "inOpportunities", inside
            .Where(opportunity => opportunity.Legs.Any(leg => leg.Claim.Market.Ticker == market.Ticker))
            .Select(static opportunity => opportunity.Id));
        json.WriteEndObject();
    }

    /// <summary>A ladder has one-sided strikes only; a partition excludes, or has ranges.</summary>
    private static string Kind(Event item)
    {
        bool isLadder = item.Markets.Count > 1 && item.Markets.All(static market => market.StrikeType.Value
            is StrikeType.Greater or StrikeType.GreaterOrEqual or StrikeType.Less or StrikeType.LessOrEqual);
        bool isPartition = item.MutuallyExclusive == true || item.Markets.Any(static market => market.StrikeType.Value == StrikeType.Between);
        return isPartition ? "partition" : isLadder ? "ladder" : "other";
    }

    private static Dictionary<string, int> Broken(RunView view)
    {
        Dictionary<string, int> broken = new(StringComparer.Ordinal);
        foreach (string ticker in view.Opportunities.SelectMany(static item => item.Opportunity.Legs
            .Select(static leg => leg.Claim.Market.EventTicker).Distinct(StringComparer.Ordinal)))
        {
            broken[ticker] = broken.GetValueOrDefault(ticker) + 1;
        }

        return broken;
    }
}
