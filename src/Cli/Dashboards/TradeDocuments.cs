using System.Globalization;
using System.Text.Json;
using Dutchbook.Dashboard;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>Trades, what is held, and what it made.</summary>
internal sealed class TradeDocuments(DashboardSource source)
{
    /// <summary>Newest first; the CSV has them all.</summary>
    private const int Most = 1_000;

    private static readonly Dictionary<string, Liquidation> NoQuotes = new(StringComparer.Ordinal);

    public IReadOnlyList<TradeRecord> All() => TradeRecord.All(source.History.Load());

    public ApiAnswer List()
    {
        IReadOnlyList<TradeRecord> all = All();
        return ApiAnswer.Json(json =>
        {
            json.WriteStartArray("trades");
            foreach (TradeRecord trade in all.Reverse().Take(Most))
            {
                json.WriteStartObject();
                WriteFields(json, trade);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("total", all.Count);
        });
    }

    public ApiAnswer? One(string id)
    {
        JournalContent content = source.History.Load();
        if (TradeRecord.All(content).FirstOrDefault(trade => trade.State.Plan.TradeId == id) is not { } found)
        {
            return null;
        }

        OrderState[] orders = [.. content.Orders.Where(order => order.Intent.TradeId == id)];
        IReadOnlyList<JournalLine> lines = source.History.Lines(id);
        IReadOnlyList<Decision> decisions = source.History.Decisions(id);
        return ApiAnswer.Json(json =>
        {
            json.WriteStartObject("trade");
            WriteFields(json, found);
            json.WriteEndObject();
            TradeTimeline.Write(json, found, orders, lines, decisions);
            TradeHistoryJson.Write(json, lines, decisions);
        });
    }

    public static ApiAnswer Positions(RunView view)
    {
        DeskView? desk = view.Desk;
        return ApiAnswer.Json(json =>
        {
            PositionsJson.Write(
                json,
                desk?.Holdings ?? new Dictionary<string, Holding>(StringComparer.Ordinal),
                (desk?.Trades ?? []).Select(DeskFigures.Record).Where(static trade => trade.HeldCost.IsPositive),
                NoQuotes,
                view.Closings);
            PositionsJson.WriteCash(json, "cash", desk?.Cash ?? []);
            if (desk is null)
            {
                json.WriteNull("reconciled");
            }
            else
            {
                json.WriteBoolean("reconciled", desk.IsReconciled);
            }
        });
    }

    public ApiAnswer Profit()
    {
        TradeRecord[] trades = [.. All().Where(static trade => trade.State.Phase != TradePhase.Declined)];
        return ApiAnswer.Json(json =>
        {
            ProfitSums.Of(trades).Write(json, "relationTypes");
            WriteCurve(json, trades);
        });
    }

    public ApiAnswer TradesCsv()
    {
        CsvText csv = new("trade", "opportunity", "phase", "created", "ended", "units", "spent", "fees", "guaranteed", "at_worst",
            "paid", "realised", "reason");
        foreach (TradeRecord trade in All())
        {
            TradePlan plan = trade.State.Plan;
            csv.Add(
                plan.TradeId, plan.OpportunityId, trade.State.Phase.ToString(), JsonText.Time(plan.CreatedAt),
                trade.State.EndedAt is { } ended ? JsonText.Time(ended) : "", plan.Units.ToString(), trade.Account.Spent.ToString(),
                trade.Account.Fees.ToString(), trade.Guaranteed.ToString(), trade.AtWorst.ToString(), trade.IsPaid ? "yes" : "no",
                trade.IsPaid ? trade.Cash.ToString() : "", JsonText.Clean(trade.State.Reason));
        }

        return csv.Answer("trades.csv");
    }

    public ApiAnswer ProfitCsv()
    {
        CsvText csv = new("day", "trades", "fees", "realised", "open_at_worst");
        foreach (ProfitSum day in ProfitSums.Of([.. All().Where(static trade => trade.State.Phase != TradePhase.Declined)]).Days)
        {
            csv.Add(
                day.Name, day.Trades.ToString(CultureInfo.InvariantCulture), day.Fees.ToString(), day.Realised.ToString(),
                day.AtWorst.ToString());
        }

        return csv.Answer("pnl.csv");
    }

    private static void WriteFields(Utf8JsonWriter json, TradeRecord trade)
    {
        TradeView.WriteFields(json, trade);
        JsonText.WriteNullable(json, "endedAt", trade.State.EndedAt is { } ended ? JsonText.Time(ended) : null);
        JsonText.WriteNullable(json, "realised", trade.IsPaid ? trade.Cash.ToString() : null);
        json.WriteString("heldCost", trade.HeldCost.ToString());
    }

    /// <summary>What all trades up to an instant brought in, and with the open ones at their worst.</summary>
    private static void WriteCurve(Utf8JsonWriter json, IEnumerable<TradeRecord> trades)
    {
        Money realised = Money.Zero;
        Money atWorst = Money.Zero;
        json.WriteStartArray("curve");
        foreach (TradeRecord trade in trades.OrderBy(static trade => trade.State.EndedAt ?? trade.State.Plan.CreatedAt))
        {
            realised += trade.IsPaid ? trade.Cash : Money.Zero;
            atWorst += trade.AtWorst;
            json.WriteStartObject();
            json.WriteString("at", JsonText.Time(trade.State.EndedAt ?? trade.State.Plan.CreatedAt));
            json.WriteString("realised", realised.ToString());
            json.WriteString("atWorst", atWorst.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
