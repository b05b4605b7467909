using System.Globalization;
using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>How a running instance is, at one instant.</summary>
internal static class StateJson
{
    public static void Write(Utf8JsonWriter json, DashboardSource source, RunView view, long version, ToReview toReview)
    {
        json.WriteNumber("version", version);
        json.WriteString("at", JsonText.Time(view.At));
        json.WriteString("startedAt", JsonText.Time(view.StartedAt));
        json.WriteString("host", JsonText.Clean(source.Host));
        json.WriteBoolean("dryRun", view.IsDryRun);
        json.WriteBoolean("live", !view.IsDryRun);
        WriteMode(json, source.Flag.Read());
        WriteLayers(json, view.Layers);
        WritePass(json, view.Pass);
        WriteLook(json, view.Look);
        WriteDesk(json, view);
        json.WriteStartObject("counts");
        json.WriteNumber("opportunities", view.Opportunities.Count(static item => item.Opportunity.BelowThreshold.Count == 0));
        json.WriteNumber("belowThreshold", view.Opportunities.Count(static item => item.Opportunity.BelowThreshold.Count > 0));
        JsonText.WriteNullable(json, "nearMisses", view.Pass?.NearMisses.Count);
        JsonText.WriteNullable(json, "reviewQueue", toReview.Relations);
        JsonText.WriteNullable(json, "matchQueue", toReview.Matches);
        json.WriteEndObject();
    }

    public static void WriteMode(Utf8JsonWriter json, TradingModeState mode)
    {
        json.WriteStartObject("mode");
        json.WriteString("mode", mode.Mode.ToString());
        json.WriteString("reason", JsonText.Clean(mode.Reason));
        JsonText.WriteNullable(json, "since", mode.Since > DateTimeOffset.UnixEpoch ? JsonText.Time(mode.Since) : null);
        json.WriteBoolean("needsPerson", mode.NeedsPerson);
        json.WriteEndObject();
    }

    private static void WriteLayers(Utf8JsonWriter json, IReadOnlyList<LayerState> layers)
    {
        json.WriteStartArray("layers");
        foreach (LayerState layer in layers)
        {
            json.WriteStartObject();
            json.WriteString("name", layer.Name);
            json.WriteString("health", layer.Health.ToString());
            json.WriteString("text", JsonText.Clean(layer.Text));
            json.WriteString("since", JsonText.Time(layer.Since));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePass(Utf8JsonWriter json, PassSummary? pass)
    {
        if (pass is null)
        {
            json.WriteNull("pass");
            return;
        }

        json.WriteStartObject("pass");
        json.WriteNumber("number", pass.Number);
        json.WriteString("at", JsonText.Time(pass.At));
        json.WriteNumber("markets", pass.Markets);
        json.WriteNumber("events", pass.Events);
        json.WriteStartArray("relations");
        foreach ((RelationType type, int count) in pass.Relations)
        {
            json.WriteStartObject();
            json.WriteString("type", type.ToString());
            json.WriteNumber("count", count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        ScanJson.WriteFunnel(json, pass.Funnel);
        JsonText.WriteStrings(json, "notes", pass.Notes);
        json.WriteString("seconds", pass.Took.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture));
        json.WriteNumber("missed", pass.Missed);
        json.WriteEndObject();
    }

    private static void WriteLook(Utf8JsonWriter json, LookSummary? look)
    {
        if (look is null)
        {
            json.WriteNull("look");
            return;
        }

        json.WriteStartObject("look");
        json.WriteNumber("looks", look.Looks);
        json.WriteNumber("candidates", look.Candidates);
        WriteCounts(json, "waiting", look.Waiting);
        WriteCounts(json, "gone", look.Gone);
        json.WriteNumber("quotes", look.Quotes);
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, int> counts)
    {
        json.WriteStartObject(name);
        foreach ((string reason, int count) in counts.OrderByDescending(static pair => pair.Value)
            .ThenBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            json.WriteNumber(JsonText.Clean(reason), count);
        }

        json.WriteEndObject();
    }

    private static void WriteDesk(Utf8JsonWriter json, RunView view)
    {
        if (view.Desk is not { } desk)
        {
            json.WriteNull("desk");
            return;
        }

        DeskFigures figures = DeskFigures.Of(desk, view.At);
        json.WriteStartObject("desk");
        json.WriteBoolean("reconciled", desk.IsReconciled);
        PositionsJson.WriteCash(json, "amount", desk.Cash);
        json.WriteString("cashTotal", figures.Cash.ToString());
        json.WriteString("locked", figures.Locked.ToString());
        json.WriteString("guaranteed", figures.Guaranteed.ToString());
        json.WriteString("pnlToday", figures.Today.ToString());
        json.WriteString("realisedToday", figures.RealisedToday.ToString());
        json.WriteNumber("openTrades", figures.OpenTrades);
        json.WriteNumber("openOrders", desk.Orders.Count);
        json.WriteEndObject();
    }
}

/// <summary>The account in a few figures.</summary>
/// <param name="Cash">Of all shards.</param>
/// <param name="Locked">What the claims held cost.</param>
/// <param name="Guaranteed">What the claims held are sure to be paid.</param>
/// <param name="Today">The trades begun this UTC day: paid ones at their result, others at their worst.</param>
/// <param name="RealisedToday">Of these, the paid ones.</param>
/// <param name="OpenTrades">Trades that have not ended.</param>
internal sealed record DeskFigures(Money Cash, Money Locked, Money Guaranteed, Money Today, Money RealisedToday, int OpenTrades)
{
    public static DeskFigures Of(DeskView desk, DateTimeOffset now)
    {
        Money guaranteed = Money.Zero;
        Money today = Money.Zero;
        Money realised = Money.Zero;
        foreach (TradeRecord trade in desk.Trades.Select(Record))
        {
            guaranteed += trade.Guaranteed;
            bool isToday = trade.State.Plan.CreatedAt.UtcDateTime.Date == now.UtcDateTime.Date;
            bool counts = isToday && trade.State.Phase != TradePhase.Declined;
            today += counts ? trade.AtWorst : Money.Zero;
            realised += counts && trade.IsPaid ? trade.Cash : Money.Zero;
        }

        return new DeskFigures(
            desk.Cash.Aggregate(Money.Zero, static (sum, shard) => sum + shard.Value),
            desk.Holdings.Values.Aggregate(Money.Zero, static (sum, held) => sum + held.Cost),
            guaranteed,
            today,
            realised,
            desk.Trades.Count(static trade => !trade.State.Phase.IsFinal()));
    }

    public static TradeRecord Record(DeskTrade trade) => new(trade.State, trade.Account, trade.Cash, trade.HeldCost);
}
