using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>One opportunity with everything that a reader needs to disagree.</summary>
internal static class DetailJson
{
    private const int MostWorlds = 200;
    private const int MostMarkets = 24;

    public static void Write(
        Utf8JsonWriter json, ShownOpportunity item, RunView view, PassIndex? index, IReadOnlyList<EdgePoint> history, QuotesNow quotes)
    {
        Opportunity opportunity = item.Opportunity;
        json.WritePropertyName("opportunity");
        ShownJson.Write(json, item, view.Desk, index);
        json.WriteBoolean("gone", !view.Opportunities.Any(shown => string.Equals(shown.Opportunity.Id, opportunity.Id, StringComparison.Ordinal)));
        JsonText.WriteStrings(json, "explanation", opportunity.Explanation);
        WriteMarkets(json, opportunity, view, index, quotes);
        WriteWorlds(json, opportunity);
        WriteLevels(json, opportunity);
        WriteHistory(json, history);
        json.WritePropertyName("outside");
        if (item.Outside is { } outside)
        {
            OutsideJson.Write(json, outside);
        }
        else
        {
            json.WriteNullValue();
        }

        WriteLosses(json, item, view.Desk);
        json.WriteString("proofId", item.Proof.Id);
    }

    /// <summary>Its legs, and the other markets of its relations.</summary>
    private static void WriteMarkets(Utf8JsonWriter json, Opportunity opportunity, RunView view, PassIndex? index, QuotesNow quotes)
    {
        IEnumerable<Market> legs = opportunity.Legs.Select(static leg => leg.Claim.Market);
        IEnumerable<Market> others = opportunity.Relations.SelectMany(static use => use.Tickers)
            .Select(ticker => index?.Market(ticker)).OfType<Market>();
        Market[] markets =
        [
            .. legs.Concat(others).DistinctBy(static market => market.Ticker, StringComparer.Ordinal).Take(MostMarkets)
                .Select(market => index?.Market(market.Ticker) ?? market),
        ];
        IReadOnlyDictionary<string, QuoteNow> now = quotes.Read(markets, view.Pass?.At ?? view.StartedAt, view.At);
        json.WriteStartArray("markets");
        foreach (Market market in markets)
        {
            MarketJson.Write(json, market, now[market.Ticker]);
        }

        json.WriteEndArray();
    }

    /// <summary>What each leg is paid in each world of the basket's own markets.</summary>
    private static void WriteWorlds(Utf8JsonWriter json, Opportunity opportunity)
    {
        bool isMarked = false;
        json.WriteStartArray("worlds");
        foreach (PayoffWorld world in opportunity.Worlds.Take(MostWorlds))
        {
            HashSet<string> yes = new(world.Yes.Select(static market => market.Ticker), StringComparer.Ordinal);
            bool isWorst = !isMarked && world.Pays == opportunity.MinPayout;
            isMarked |= isWorst;
            json.WriteStartObject();
            json.WriteString("name", Name(world));
            json.WriteStartArray("pays");
            foreach (BasketLeg leg in opportunity.Legs)
            {
                bool isPaid = yes.Contains(leg.Claim.Market.Ticker) == (leg.Claim.Side == Side.Yes);
                json.WriteStringValue((isPaid ? Price.One * leg.Quantity : Money.Zero).ToString());
            }

            json.WriteEndArray();
            json.WriteString("total", world.Pays.ToString());
            json.WriteBoolean("worst", isWorst);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Name(PayoffWorld world) => world.Yes.Count == 0
        ? "every market NO"
        : JsonText.Clean("YES: " + string.Join(", ", world.Yes.Select(static market =>
            market.YesSubTitle.IsEmpty ? market.Ticker : market.YesSubTitle.ToString())));

    private static void WriteLevels(Utf8JsonWriter json, Opportunity opportunity)
    {
        json.WriteStartArray("levels");
        foreach (BasketLeg leg in opportunity.Legs)
        {
            json.WriteStartObject();
            json.WriteString("ticker", JsonText.Clean(leg.Claim.Market.Ticker));
            json.WriteString("side", leg.Claim.Side.Word());
            WriteLevels(json, "taken", leg.Levels);
            WriteLevels(json, "offered", leg.Offered);
            json.WriteString("bookAt", JsonText.Time(leg.BookAt));
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

    private static void WriteHistory(Utf8JsonWriter json, IReadOnlyList<EdgePoint> history)
    {
        json.WriteStartArray("history");
        foreach (EdgePoint point in history)
        {
            json.WriteStartObject();
            json.WriteString("at", JsonText.Time(point.At));
            json.WriteString("edge", point.Edge.ToString());
            json.WriteString("fees", point.Fees.ToString());
            json.WriteString("units", point.Units.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Those of its trade; a plan shows those of a trade that is not begun.</summary>
    private static void WriteLosses(Utf8JsonWriter json, ShownOpportunity item, DeskView? desk)
    {
        string? trade = ShownJson.TradeOf(item, desk);
        if (desk?.Trades.FirstOrDefault(known => known.State.Plan.TradeId == trade) is { State.Plan: TradePlan plan })
        {
            TradeView.WriteLosses(json, plan.Losses);
        }
        else
        {
            json.WriteNull("losses");
        }
    }
}
