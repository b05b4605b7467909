using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>What is held as JSON: by market, by trade, and the cash.</summary>
internal static class PositionsJson
{
    /// <param name="json">Inside an object.</param>
    /// <param name="holdings">By market.</param>
    /// <param name="held">Trades that hold something.</param>
    /// <param name="quotes">What they would bring, by trade, where the books were read for it.</param>
    /// <param name="closings">What a running instance found worth, or not worth, closing; null where none was asked.</param>
    public static void Write(
        Utf8JsonWriter json,
        IReadOnlyDictionary<string, Holding> holdings,
        IEnumerable<TradeRecord> held,
        IReadOnlyDictionary<string, Liquidation> quotes,
        IReadOnlyList<ShownClosing>? closings = null)
    {
        Dictionary<string, ShownClosing> offers = (closings ?? []).ToDictionary(
            static closing => closing.Offer.Plan.TradeId, StringComparer.Ordinal);
        json.WriteStartArray("positions");
        foreach ((string ticker, Holding holding) in holdings)
        {
            json.WriteStartObject();
            json.WriteString("ticker", JsonText.Clean(ticker));
            json.WriteString("side", holding.Side.Word());
            json.WriteString("quantity", holding.Quantity.ToString());
            json.WriteString("cost", holding.Cost.ToString());
            json.WriteString("trade", holding.TradeId);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("trades");
        foreach (TradeRecord trade in held)
        {
            json.WriteStartObject();
            json.WriteString("id", trade.State.Plan.TradeId);
            json.WriteString("phase", trade.State.Phase.ToString());
            json.WriteString("cost", trade.HeldCost.ToString());
            json.WriteString("guaranteed", trade.Guaranteed.ToString());
            json.WriteString("atWorst", trade.AtWorst.ToString());
            JsonText.WriteNullable(json, "until", Waiting.Until(trade.State.Plan) is { } until ? JsonText.Time(until) : null);
            Liquidation? quote = quotes.GetValueOrDefault(trade.State.Plan.TradeId);
            WriteQuote(json, quote);
            WriteClosing(json, quote?.Offer is { } offer
                ? new ShownClosing(offer, quote.IsWorth)
                : offers.GetValueOrDefault(trade.State.Plan.TradeId));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Cash by shard.</summary>
    /// <param name="json">Inside an object.</param>
    /// <param name="field">What the cash of a shard is called.</param>
    /// <param name="cash">By shard.</param>
    public static void WriteCash(Utf8JsonWriter json, string field, IReadOnlyList<KeyValuePair<int, Money>> cash)
    {
        json.WriteStartArray("cash");
        foreach ((int shard, Money amount) in cash)
        {
            json.WriteStartObject();
            json.WriteNumber("shard", shard);
            json.WriteString(field, amount.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteQuote(Utf8JsonWriter json, Liquidation? quote)
    {
        JsonText.WriteNullable(json, "closeNow", quote?.Close.ToString());
        if (quote is null)
        {
            json.WriteNull("closesWhole");
        }
        else
        {
            json.WriteBoolean("closesWhole", quote.IsWhole);
        }

        JsonText.WriteNullable(json, "annualReturn", quote?.AnnualReturn?.ToString());
    }

    private static void WriteClosing(Utf8JsonWriter json, ShownClosing? closing)
    {
        json.WritePropertyName("closing");
        if (closing is { } known)
        {
            ClosingView.Write(json, known.Offer, known.IsWorth);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
