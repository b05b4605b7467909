using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>What a running instance counts. What is not known is left out, never zero.</summary>
internal sealed class RunFigures
{
    private readonly List<RunFigure> _figures = [];

    public static IReadOnlyList<RunFigure> Of(RunView view, TradingModeState mode, int? waiting)
    {
        RunFigures figures = new();
        figures.Add("dutchbook_start_time_seconds", FigureKind.Gauge, "When the instance began.", Whole(view.StartedAt.ToUnixTimeSeconds()));
        figures.Add("dutchbook_live", FigureKind.Gauge, "1 where orders go to the exchange.", view.IsDryRun ? "0" : "1");
        figures.Family("dutchbook_mode", FigureKind.Gauge, "1 for the trading mode in force.", "mode", Enum.GetValues<TradingMode>()
            .Select(item => (item.ToString(), item == mode.Mode ? "1" : "0")));
        figures.Family("dutchbook_layer_well", FigureKind.Gauge, "1 for a part that is well or not wanted.", "layer", view.Layers
            .Select(static layer => (layer.Name, layer.Health is LayerHealth.Well or LayerHealth.Off ? "1" : "0")));
        figures.AddPass(view.Pass);
        figures.AddLook(view.Look);
        figures.Family("dutchbook_opportunities", FigureKind.Gauge, "There now, by whether above the thresholds.", "above",
        [
            ("true", Whole(view.Opportunities.Count(static item => item.Opportunity.BelowThreshold.Count == 0))),
            ("false", Whole(view.Opportunities.Count(static item => item.Opportunity.BelowThreshold.Count > 0))),
        ]);
        figures.AddDesk(view);
        if (waiting is { } count)
        {
            figures.Add("dutchbook_review_queue", FigureKind.Gauge, "Relations that wait for a person.", Whole(count));
        }

        figures.Add("process_working_set_bytes", FigureKind.Gauge, "Memory of the process.", Whole(Environment.WorkingSet));
        figures.Add("dutchbook_managed_heap_bytes", FigureKind.Gauge, "Managed memory.", Whole(GC.GetTotalMemory(forceFullCollection: false)));
        return figures._figures;
    }

    private void AddPass(PassSummary? pass)
    {
        if (pass is null)
        {
            return;
        }

        Add("dutchbook_passes_total", FigureKind.Counter, "Full passes over the venue.", Whole(pass.Number));
        Add("dutchbook_pass_time_seconds", FigureKind.Gauge, "The instant of the last pass.", Whole(pass.At.ToUnixTimeSeconds()));
        Add("dutchbook_pass_duration_seconds", FigureKind.Gauge, "How long it took.",
            pass.Took.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture));
        Add("dutchbook_markets", FigureKind.Gauge, "Markets read.", Whole(pass.Markets));
        Add("dutchbook_events", FigureKind.Gauge, "Events read.", Whole(pass.Events));
        Add("dutchbook_missed_touches", FigureKind.Gauge, "Markets whose prices the stream had not told.", Whole(pass.Missed));
        Add("dutchbook_near_misses", FigureKind.Gauge, "Baskets that just fail.", Whole(pass.NearMisses.Count));
        Family("dutchbook_relations", FigureKind.Gauge, "Relations by type.", "type",
            pass.Relations.Select(static pair => (pair.Key.ToString(), Whole(pair.Value))));
        Family("dutchbook_funnel_out", FigureKind.Gauge, "What came out of each stage.", "stage",
            pass.Funnel.Select(static stage => (stage.Stage, Whole(stage.Out))));
    }

    private void AddLook(LookSummary? look)
    {
        if (look is not null)
        {
            Add("dutchbook_looks_total", FigureKind.Counter, "Looks between passes.", Whole(look.Looks));
            Add("dutchbook_quotes_total", FigureKind.Counter, "Changes of prices.", Whole(look.Quotes));
            Add("dutchbook_candidates", FigureKind.Gauge, "Crossing at the touch.", Whole(look.Candidates));
        }
    }

    private void AddDesk(RunView view)
    {
        if (view.Desk is not { } desk)
        {
            return;
        }

        DeskFigures figures = DeskFigures.Of(desk, view.At);
        Add("dutchbook_reconciled", FigureKind.Gauge, "1 where the books agree with the venue.", desk.IsReconciled ? "1" : "0");
        Family("dutchbook_cash_dollars", FigureKind.Gauge, "Cash by shard.", "shard",
            desk.Cash.Select(static pair => (Whole(pair.Key), pair.Value.ToString())));
        Add("dutchbook_locked_dollars", FigureKind.Gauge, "What the claims held cost.", figures.Locked.ToString());
        Add("dutchbook_guaranteed_dollars", FigureKind.Gauge, "What the claims held are sure to be paid.", figures.Guaranteed.ToString());
        Add("dutchbook_pnl_today_dollars", FigureKind.Gauge, "Trades begun this UTC day, open ones at their worst.", figures.Today.ToString());
        Add("dutchbook_open_trades", FigureKind.Gauge, "Trades that have not ended.", Whole(figures.OpenTrades));
        Add("dutchbook_open_orders", FigureKind.Gauge, "Orders that are not settled.", Whole(desk.Orders.Count));
    }

    private static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);

    private void Add(string name, FigureKind kind, string help, string value) =>
        _figures.Add(new RunFigure(name, kind, help, Label: null, [("", value)]));

    private void Family(string name, FigureKind kind, string help, string label, IEnumerable<(string Label, string Value)> values) =>
        _figures.Add(new RunFigure(name, kind, help, label, [.. values]));
}
