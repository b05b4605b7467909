using System.Globalization;
using System.Text;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>What a running instance counts, in the text form of Prometheus. What is not known is left out, never zero.</summary>
internal sealed class MetricsText
{
    private readonly StringBuilder _text = new();

    public static string Of(RunView view, TradingModeState mode, int? waiting)
    {
        MetricsText metrics = new();
        metrics.Add("dutchbook_start_time_seconds", "gauge", "When the instance began.", Whole(view.StartedAt.ToUnixTimeSeconds()));
        metrics.Add("dutchbook_live", "gauge", "1 where orders go to the exchange.", view.IsDryRun ? "0" : "1");
        metrics.Family("dutchbook_mode", "gauge", "1 for the trading mode in force.", "mode", Enum.GetValues<TradingMode>()
            .Select(item => (item.ToString(), item == mode.Mode ? "1" : "0")));
        metrics.Family("dutchbook_layer_well", "gauge", "1 for a part that is well or not wanted.", "layer", view.Layers
            .Select(static layer => (layer.Name, layer.Health is LayerHealth.Well or LayerHealth.Off ? "1" : "0")));
        metrics.AddPass(view.Pass);
        metrics.AddLook(view.Look);
        metrics.Family("dutchbook_opportunities", "gauge", "There now, by whether above the thresholds.", "above",
        [
            ("true", Whole(view.Opportunities.Count(static item => item.Opportunity.BelowThreshold.Count == 0))),
            ("false", Whole(view.Opportunities.Count(static item => item.Opportunity.BelowThreshold.Count > 0))),
        ]);
        metrics.AddDesk(view);
        if (waiting is { } count)
        {
            metrics.Add("dutchbook_review_queue", "gauge", "Relations that wait for a person.", Whole(count));
        }

        metrics.Add("process_working_set_bytes", "gauge", "Memory of the process.", Whole(Environment.WorkingSet));
        metrics.Add("dutchbook_managed_heap_bytes", "gauge", "Managed memory.", Whole(GC.GetTotalMemory(forceFullCollection: false)));
        return metrics._text.ToString();
    }

    private void AddPass(PassSummary? pass)
    {
        if (pass is null)
        {
            return;
        }

        Add("dutchbook_passes_total", "counter", "Full passes over the venue.", Whole(pass.Number));
        Add("dutchbook_pass_time_seconds", "gauge", "The instant of the last pass.", Whole(pass.At.ToUnixTimeSeconds()));
        Add("dutchbook_pass_duration_seconds", "gauge", "How long it took.",
            pass.Took.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture));
        Add("dutchbook_markets", "gauge", "Markets read.", Whole(pass.Markets));
        Add("dutchbook_events", "gauge", "Events read.", Whole(pass.Events));
        Add("dutchbook_missed_touches", "gauge", "Markets whose prices the stream had not told.", Whole(pass.Missed));
        Add("dutchbook_near_misses", "gauge", "Baskets that just fail.", Whole(pass.NearMisses.Count));
        Family("dutchbook_relations", "gauge", "Relations by type.", "type",
            pass.Relations.Select(static pair => (pair.Key.ToString(), Whole(pair.Value))));
        Family("dutchbook_funnel_out", "gauge", "What came out of each stage.", "stage",
            pass.Funnel.Select(static stage => (stage.Stage, Whole(stage.Out))));
    }

    private void AddLook(LookSummary? look)
    {
        if (look is not null)
        {
            Add("dutchbook_looks_total", "counter", "Looks between passes.", Whole(look.Looks));
            Add("dutchbook_quotes_total", "counter", "Changes of prices.", Whole(look.Quotes));
            Add("dutchbook_candidates", "gauge", "Crossing at the touch.", Whole(look.Candidates));
        }
    }

    private void AddDesk(RunView view)
    {
        if (view.Desk is not { } desk)
        {
            return;
        }

        DeskFigures figures = DeskFigures.Of(desk, view.At);
        Add("dutchbook_reconciled", "gauge", "1 where the books agree with the venue.", desk.IsReconciled ? "1" : "0");
        Family("dutchbook_cash_dollars", "gauge", "Cash by shard.", "shard",
            desk.Cash.Select(static pair => (Whole(pair.Key), pair.Value.ToString())));
        Add("dutchbook_locked_dollars", "gauge", "What the claims held cost.", figures.Locked.ToString());
        Add("dutchbook_guaranteed_dollars", "gauge", "What the claims held are sure to be paid.", figures.Guaranteed.ToString());
        Add("dutchbook_pnl_today_dollars", "gauge", "Trades begun this UTC day, open ones at their worst.", figures.Today.ToString());
        Add("dutchbook_open_trades", "gauge", "Trades that have not ended.", Whole(figures.OpenTrades));
        Add("dutchbook_open_orders", "gauge", "Orders that are not settled.", Whole(desk.Orders.Count));
    }

    private static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);

    private void Add(string name, string kind, string help, string value) =>
        _text.Append($"# HELP {name} {help}\n# TYPE {name} {kind}\n{name} {value}\n");

    private void Family(string name, string kind, string help, string label, IEnumerable<(string Label, string Value)> values)
    {
        _text.Append($"# HELP {name} {help}\n# TYPE {name} {kind}\n");
        foreach ((string text, string value) in values)
        {
            string escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
                .Replace("\n", "\\n", StringComparison.Ordinal);
            _text.Append($"{name}{{{label}=\"{escaped}\"}} {value}\n");
        }
    }
}
