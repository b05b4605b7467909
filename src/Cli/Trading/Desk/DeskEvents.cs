using System.Globalization;
using Dutchbook.Alerts;
using Dutchbook.Execution;
using Serilog;

namespace Dutchbook.Cli;

/// <summary>Tells what happens in trading: to the log always, and to people what they may want to know at once.</summary>
/// <param name="log">Never missing.</param>
/// <param name="alerts">Null where none are configured.</param>
/// <param name="isPaper">People are told that it was a dry run.</param>
internal sealed class DeskEvents(ILogger log, AlertDesk? alerts, bool isPaper) : ITradingEvents
{
    private long raised;

    public void Raise(TradingEvent what)
    {
        if (IsBad(what.Kind))
        {
            log.Warning("{Kind} {Trade:l} {Text:l}", what.Kind, what.TradeId, what.Text);
        }
        else
        {
            log.Information("{Kind} {Trade:l} {Text:l}", what.Kind, what.TradeId, what.Text);
        }

        if (alerts is null || AlertOf(what) is not { } alert)
        {
            return;
        }

        alerts.TryRaise(alert, log);
    }

    private static bool IsBad(TradingEventKind kind) =>
        kind is TradingEventKind.UnhedgedLeg or TradingEventKind.Discrepancy or TradingEventKind.ModeChanged;

    private Alert? AlertOf(TradingEvent what)
    {
        (AlertKind Kind, AlertSeverity Severity, string Title)? form = what.Kind switch
        {
            TradingEventKind.TradeOpened => (AlertKind.Trade, AlertSeverity.Notice, "Trade begun"),
            TradingEventKind.TradeEnded => (AlertKind.Trade, AlertSeverity.Notice, "Trade ended"),
            TradingEventKind.OrderFilled => (AlertKind.Fill, AlertSeverity.Info, "Fill"),
            TradingEventKind.UnhedgedLeg => (AlertKind.UnhedgedLeg, AlertSeverity.Critical, "Unhedged leg"),
            TradingEventKind.ModeChanged => (AlertKind.Halt, AlertSeverity.Critical, "Trading halted itself"),
            TradingEventKind.Discrepancy => (AlertKind.Discrepancy, AlertSeverity.Critical, "Discrepancy"),
            TradingEventKind.Settled => (AlertKind.Trade, AlertSeverity.Notice, "Settled"),
            TradingEventKind.SettlementReversed => (AlertKind.Discrepancy, AlertSeverity.Warning, "Settlement reversed"),
            TradingEventKind.OrderDenied or TradingEventKind.OrderUnknown => null,
        };
        if (form is not { } known)
        {
            return null;
        }

        string text = TerminalText.Clean(what.Text, 500);
        string about = what.TradeId.Length > 0 ? $" ({what.TradeId})" : "";
        string id = string.Create(CultureInfo.InvariantCulture,
            $"trading/{what.At.ToUnixTimeMilliseconds()}-{Interlocked.Increment(ref raised)}");
        return new Alert
        {
            Id = id,
            Kind = known.Kind,

            // A dry run has nothing at stake: nobody is woken for it.
            Severity = isPaper && known.Severity == AlertSeverity.Critical ? AlertSeverity.Warning : known.Severity,
            Title = $"{(isPaper ? "Dry run: " : "")}{known.Title}{about}",
            Text = text,

            // Of a discrepancy or a halt once a window is enough; each fill and each trade is told.
            DedupeKey = IsBad(what.Kind) ? $"trading/{known.Kind}/{what.TradeId}/{text}" : id,
            At = what.At,
        };
    }
}
