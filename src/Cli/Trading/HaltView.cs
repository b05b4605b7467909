using System.Globalization;
using Dutchbook.Execution;

namespace Dutchbook.Cli;

/// <summary>What a halt came to: the mode, what was cancelled, and what is left open.</summary>
internal static class HaltView
{
    public static void Show(CommandScope scope, TradingModeState state, CancelReport? report, IReadOnlyList<OpenLegs> open)
    {
        if (scope.Output.IsJson)
        {
            scope.Output.Document(new
            {
                Schema = ScanJson.Schema,
                Mode = state.Mode.ToString(),
                Reason = JsonText.Clean(state.Reason),
                Since = state.Since.UtcDateTime,
                state.NeedsPerson,
                Cancels = report is null ? null : new
                {
                    Sent = report.Cancelled,
                    report.Resting,
                    Verified = report.IsVerified,
                    Problem = JsonText.Clean(report.Problem),
                },
                Open = open,
            });
            return;
        }

        StatusCommand.Tell(scope, state);
        if (report is not null)
        {
            scope.Output.Line(report switch
            {
                { IsVerified: false } => $"NOT VERIFIED: {TerminalText.Clean(report.Problem, 300)}. Look at the exchange's own page.",
                { Cancelled: null } => "Every order of the account was cancelled; the exchange shows none at rest.",
                _ => string.Create(CultureInfo.InvariantCulture, $"{report.Cancelled} cancels sent; the exchange shows none of our orders at rest."),
            });
        }

        OpenLegs.Show(scope, open);
    }
}
