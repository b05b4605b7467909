using System.Globalization;
using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Cli;

/// <summary>
/// What some trades brought in, what the open ones of them are sure to bring, and what selling those would bring now; null where
/// nobody asked for quotes.
/// </summary>
internal sealed record ProfitSum(string Name, int Trades, Money Fees, Money Realised, Money AtWorst, Money? IfSold)
{
    public static IReadOnlyList<ProfitSum> By(
        IEnumerable<TradeRecord> trades, IReadOnlyDictionary<string, Liquidation>? quotes, Func<TradeRecord, string> key) =>
    [
        .. trades.GroupBy(key, StringComparer.Ordinal).OrderBy(static group => group.Key, StringComparer.Ordinal)
            .Select(group => Of(group.Key, group, quotes)),
    ];

    public static ProfitSum Of(string name, IEnumerable<TradeRecord> trades, IReadOnlyDictionary<string, Liquidation>? quotes)
    {
        int count = 0;
        Money fees = Money.Zero;
        Money realised = Money.Zero;
        Money atWorst = Money.Zero;
        Money ifSold = Money.Zero;
        foreach (TradeRecord trade in trades)
        {
            count++;
            fees += trade.Account.Fees;
            realised += trade.IsPaid ? trade.Cash : Money.Zero;
            atWorst += trade.IsPaid ? Money.Zero : trade.AtWorst;
            ifSold += quotes is not null && quotes.TryGetValue(trade.State.Plan.TradeId, out Liquidation? quote)
                ? quote.Close - trade.Account.Spent
                : Money.Zero;
        }

        return new ProfitSum(name, count, fees, realised, atWorst, quotes is null ? null : ifSold);
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", JsonText.Clean(Name));
        json.WriteNumber("trades", Trades);
        json.WriteString("fees", Fees.ToString());
        json.WriteString("realised", Realised.ToString());
        json.WriteString("openAtWorst", AtWorst.ToString());
        JsonText.WriteNullable(json, "openIfSold", IfSold?.ToString());
        json.WriteEndObject();
    }
}

/// <summary>Profit and loss by day, by series and by type of relation.</summary>
internal sealed record ProfitSums(
    ProfitSum Total, IReadOnlyList<ProfitSum> Days, IReadOnlyList<ProfitSum> Series, IReadOnlyList<ProfitSum> Types)
{
    public static ProfitSums Of(IReadOnlyList<TradeRecord> trades, IReadOnlyDictionary<string, Liquidation>? quotes = null) => new(
        ProfitSum.Of("all", trades, quotes),
        ProfitSum.By(trades, quotes, static trade =>
            trade.State.Plan.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ProfitSum.By(trades, quotes, static trade =>
            string.Join('+', trade.State.Plan.Legs.Select(static leg => leg.SeriesTicker).Distinct(StringComparer.Ordinal))),
        ProfitSum.By(trades, quotes, static trade =>
            trade.State.Plan.Relations.Count == 0 ? "not known" : string.Join('+', trade.State.Plan.Relations)));

    /// <param name="json">Inside an object.</param>
    /// <param name="types">The name of the sums by type of relation.</param>
    public void Write(Utf8JsonWriter json, string types)
    {
        json.WritePropertyName("total");
        Total.Write(json);
        Write(json, "days", Days);
        Write(json, "series", Series);
        Write(json, types, Types);
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<ProfitSum> sums)
    {
        json.WriteStartArray(name);
        foreach (ProfitSum sum in sums)
        {
            sum.Write(json);
        }

        json.WriteEndArray();
    }
}
