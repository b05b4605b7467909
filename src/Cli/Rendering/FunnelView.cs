using Dutchbook.Domain;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>Why nothing else: how many survived each stage and what stopped the others.</summary>
internal static class FunnelView
{
    public static void Show(IAnsiConsole console, IReadOnlyList<FunnelStage> funnel)
    {
        console.MarkupLine("[bold]Stage by stage[/]");
        Table table = Tables.Plain("Stage", "In", "Out", "What fell away");
        table.Columns[1].Alignment = Justify.Right;
        table.Columns[2].Alignment = Justify.Right;
        foreach (FunnelStage stage in funnel)
        {
            string reasons = string.Join("; ", stage.Reasons
                .OrderByDescending(static pair => pair.Value)
                .ThenBy(static pair => pair.Key, StringComparer.Ordinal)
                .Take(3)
                .Select(static pair => $"{TerminalText.Markup(pair.Key, 80)}: {pair.Value:N0}"));
            int rest = stage.Reasons.Count - 3;
            table.AddRow(
                Markup.Escape(stage.Stage),
                $"{stage.In:N0}",
                $"{stage.Out:N0}",
                rest > 0 ? $"{reasons}; {Counted.Of(rest, "more reason")}" : reasons);
        }

        console.Write(table);
        console.WriteLine();
    }
}
