using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>The outside view of an opportunity as rows beneath it.</summary>
internal static class OutsideRows
{
    private const int LegsShown = 6;

    public static void Add(Grid words, OutsideView? view)
    {
        if (view is null)
        {
            return;
        }

        if (view.HasEvidence)
        {
            words.AddRow("outside", $"{Verdict(view)}; worth {OpportunityView.Dollars(view.LeastWorth)} to {OpportunityView.Dollars(view.MostWorth)} by evidence alone, "
                + $"confidence {view.ConfidenceBefore} to {view.ConfidenceAfter}");
            foreach (LegView leg in view.Legs.Where(static leg => leg.Value.Evidence.Count > 0).Take(LegsShown))
            {
                words.AddRow("", Leg(leg));
            }

            if (view.OutOfLine is { } wrong)
            {
                words.AddRow("", $"[bold]out of line:[/] {Text(wrong.Statement)}");
            }
        }

        foreach (SourceFailure failure in view.Failures)
        {
            words.AddRow("[grey]outside[/]", $"[grey]{Text(failure.ToString())}[/]");
        }
    }

    private static string Verdict(OutsideView view) => view.Verdict switch
    {
        BasketVerdict.Silent => "evidence decides nothing",
        BasketVerdict.Supports => "[green]evidence supports it[/]",
        BasketVerdict.Contradicts => "[yellow]evidence contradicts it[/]",
    };

    private static string Leg(LegView leg)
    {
        string sources = string.Join(", ", leg.Value.Evidence.Select(static item => item.IsUnreviewed ? $"{item.Source} (unreviewed)" : item.Source));
        string side = leg.Claim.Side == Side.Yes ? "YES" : "NO";
        return $"{side} {Text(leg.Claim.Market.Ticker)}: fair {leg.Band} by {Text(sources)}, paid {leg.Paid}, {leg.Standing.Word()}"
            + $"{(leg.Value.IsDisputed ? ", [yellow]disputed[/]" : "")}{(leg.Value.IsDecided ? ", [yellow]decided[/]" : "")}";
    }

    private static string Text(string text) => TerminalText.Markup(text, 200);
}
