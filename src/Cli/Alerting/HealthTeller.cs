using Dutchbook.Alerts;
using Dutchbook.Enrichment;
using Dutchbook.Execution;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>
/// What of a run's own health is worth telling: sources that fail and come back, parts that stay broken, and a model that is not asked
/// any more because the budget is spent. Each is told when it begins and when it ends, not while it lasts.
/// </summary>
internal sealed class HealthTeller
{
    /// <summary>What mends itself sooner is nobody's business.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Parts whose work is missing when they are not whole; of others only a standstill counts.</summary>
    private static readonly string[] Needed = [RunInstance.DetectLayer, RunInstance.StreamLayer, StoredRun.Layer];

    private readonly Dictionary<string, FailureKind> _failing = new(StringComparer.Ordinal);
    private readonly HashSet<string> _broken = new(StringComparer.Ordinal);
    private DateOnly? _refused;
    private TradingMode? _mode;

    public IEnumerable<Alert> Take(RunView view) => [.. Mode(view), .. Sources(view), .. Layers(view), .. Budget(view)];

    /// <summary>What people turned; what halted by itself the trading loop tells.</summary>
    private IEnumerable<Alert> Mode(RunView view)
    {
        if (view.Desk is not { Mode: var mode })
        {
            yield break;
        }

        bool isTurned = _mode is { } before && before != mode.Mode;
        _mode = mode.Mode;
        if (isTurned && !mode.NeedsPerson)
        {
            yield return Of(view, $"mode/{mode.Mode}/{mode.Since.ToUnixTimeSeconds()}", AlertKind.Halt, AlertSeverity.Notice,
                mode.Mode == TradingMode.Active ? "trading goes on again" : $"trading: {mode.Mode}", mode.Reason);
        }
    }

    private IEnumerable<Alert> Sources(RunView view)
    {
        foreach (SourceHealth source in view.Sources)
        {
            bool wasFailing = _failing.TryGetValue(source.Source, out FailureKind before);
            if (source is { IsFailing: true, LastFailure: { } failure })
            {
                _failing[source.Source] = failure.Kind;
                if (!wasFailing || before != failure.Kind)
                {
                    yield return Of(view, $"source/{source.Source}/{failure.Kind}", AlertKind.SourceDown, AlertSeverity.Info,
                        $"outside source {source.Source}: {failure.Kind.Word()}", failure.Detail);
                }
            }
            else if (wasFailing && _failing.Remove(source.Source))
            {
                yield return Of(view, $"source/{source.Source}/back", AlertKind.SourceDown, AlertSeverity.Info,
                    $"outside source {source.Source} answers again", "");
            }
        }
    }

    private IEnumerable<Alert> Layers(RunView view)
    {
        foreach (LayerState layer in view.Layers)
        {
            bool isBroken = layer.Health is LayerHealth.Failed or LayerHealth.Stalled
                || (layer.Health == LayerHealth.Degraded && Needed.Contains(layer.Name, StringComparer.Ordinal));
            if (isBroken && view.At - layer.Since >= Patience && _broken.Add(layer.Name))
            {
                yield return Of(view, $"layer/{layer.Name}/{layer.Health}", AlertKind.SourceDown, AlertSeverity.Warning,
                    $"{layer.Name}: {layer.Health} since {layer.Since.UtcDateTime:HH:mm} UTC", layer.Text);
            }
            else if (layer.Health == LayerHealth.Well && _broken.Remove(layer.Name))
            {
                yield return Of(view, $"layer/{layer.Name}/back", AlertKind.SourceDown, AlertSeverity.Notice, $"{layer.Name} is well again", "");
            }
        }
    }

    private IEnumerable<Alert> Budget(RunView view)
    {
        DateOnly today = DateOnly.FromDateTime(view.At.UtcDateTime);
        if (_refused != today && view.Opportunities.FirstOrDefault(static item => item.Opinion is { IsOverBudget: true }) is { Opinion: { } opinion })
        {
            _refused = today;
            yield return Of(view, $"budget/refused/{today:yyyy-MM-dd}", AlertKind.BudgetSpent, AlertSeverity.Warning,
                "the validation model was not asked: its budget is spent", opinion.Words);
        }
    }

    private static Alert Of(RunView view, string key, AlertKind kind, AlertSeverity severity, FormattableString title, string text) =>
        Of(view, key, kind, severity, FormattableString.Invariant(title), text);

    private static Alert Of(RunView view, string key, AlertKind kind, AlertSeverity severity, string title, string text) => new()
    {
        Id = $"{key}@{view.At.ToUnixTimeSeconds()}",
        Kind = kind,
        Severity = severity,
        Title = TerminalText.Clean(title, 200),
        Text = TerminalText.Clean(text, 300),
        DedupeKey = key,
        At = view.At,
    };
}
