using Dutchbook.Domain;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>Statistical baskets in a section of their own: what they expect, and all that they can lose.</summary>
internal static class StatisticalView
{
    public static void Show(IAnsiConsole console, IReadOnlyList<StatisticalBasket> baskets, int top)
    {
        if (baskets.Count == 0)
        {
            return;
        }

        console.MarkupLine($"[bold]{baskets.Count:N0} statistical[/]: likely by an estimate, [yellow]never locked[/]; "
            + "the worst case is the whole outlay");
        Table table = Tables.Plain("Expected", "Per contract", "Worst case", "Basket", "If, and what to mind");
        foreach (StatisticalBasket basket in baskets.Take(top))
        {
            string legs = string.Join(" + ", basket.Legs.Select(static leg =>
                $"{leg.Quantity} {TerminalText.Markup(leg.Claim.ToString(), 60)}"));
            string mind = string.Join("; ", basket.BelowThreshold.Concat(basket.Caveats));
            table.AddRow(
                OpportunityView.Dollars(basket.ExpectedEdge),
                JsonText.Rounded(basket.PerContract),
                OpportunityView.Dollars(basket.WorstCase),
                $"{legs}\n[grey]grade {basket.Grade}, {basket.Status}, {basket.Id}[/]",
                TerminalText.Markup($"{Formula.Of(basket.Relation)}, break-even {basket.BreakEven}, "
                    + $"confidence {basket.Confidence}; {mind}", 400));
        }

        console.Write(table);
        if (baskets.Count > top)
        {
            console.MarkupLine($"  [grey]and {baskets.Count - top:N0} more[/]");
        }

        console.WriteLine();
    }
}
