using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>Gaps to another venue, watched and never traded, as JSON and as rows.</summary>
internal static class CrossGaps
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<CrossGap> gaps)
    {
        json.WriteStartArray("crossGaps");
        foreach (CrossGap gap in gaps)
        {
            json.WriteStartObject();
            json.WriteString("ticker", JsonText.Clean(gap.Here.Market.Ticker));
            json.WriteString("side", gap.Here.Side == Side.Yes ? "yes" : "no");
            json.WriteString("there", JsonText.Clean(gap.There));
            json.WriteString("match", gap.Grade.ToString());
            json.WriteString("review", MatchView.Word(gap.Standing.Decision));
            json.WriteString("reviewWords", JsonText.Clean(gap.Standing.Words));
            json.WriteString("contracts", gap.Contracts.ToString());
            json.WriteString("cost", gap.Cost.ToString());
            json.WriteString("fees", gap.Fees.ToString());
            json.WriteString("edge", gap.Edge.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Show(IAnsiConsole console, IReadOnlyList<CrossGap> gaps, int top)
    {
        if (gaps.Count == 0)
        {
            return;
        }

        console.MarkupLine($"[bold]{Counted.Of(gaps.Count, "gap", "gaps")} to another venue[/], watched and never traded: the two may decide differently");
        Grid rows = new Grid().AddColumns(
            new GridColumn().NoWrap().RightAligned().PadLeft(0).PadRight(2), new GridColumn().PadLeft(0).PadRight(0));
        foreach (CrossGap gap in gaps.Take(top))
        {
            rows.AddRow(
                OpportunityView.Dollars(gap.Edge),
                $"{gap.Contracts} x {TerminalText.Markup(gap.Here.ToString(), 60)} here and the other side of {TerminalText.Markup(gap.There, 120)}"
                + $" [grey]({TerminalText.Markup(gap.Standing.Words, 200)})[/]");
        }

        console.Write(rows);
        console.WriteLine();
    }
}
