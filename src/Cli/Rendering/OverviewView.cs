using System.Globalization;
using Dutchbook.Domain;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>The first screen: what is mispriced, what it would make, from what it follows, and in one sentence why nothing else.</summary>
internal static class OverviewView
{
    /// <summary>Ten baskets of two lines leave room for what stands around them on a screen of forty lines.</summary>
    private const int MostRows = 10;

    private const int LegsShown = 2;

    private const int LegLength = 42;

    /// <summary>Numbers end below each other, words begin so.</summary>
    private const int RightAligned = 4;

    private static readonly string[] Headers = ["", "edge", "on", "return", "paid by", "grade", "because"];

    private const string FirstStage = "guarantees priced";

    public static void Show(IAnsiConsole console, DetectionReport report, int top)
    {
        Opportunity[] shown = [.. report.Opportunities.Take(Math.Min(top, MostRows))];
        string[][] rows = [Headers, .. shown.Select(static (opportunity, index) => Cells(opportunity, index + 1))];
        int[] widths = [.. Enumerable.Range(0, Headers.Length).Select(column => rows.Max(row => row[column].Length))];
        foreach ((int index, string[] row) in rows.Index())
        {
            IEnumerable<string> cells = row.Select((cell, column) => column < RightAligned ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            string line = Markup.Escape(string.Join("  ", cells).TrimEnd());
            console.MarkupLine(index == 0 ? $"[grey]{line}[/]" : $"[bold]{line}[/]");
            if (index > 0)
            {
                console.MarkupLine($"{new string(' ', widths[0] + 2)}{Basket(shown[index - 1])}");
            }
        }

        console.WriteLine();
    }

    /// <summary>The funnel from the first price on, as one sentence.</summary>
    public static void ShowFunnel(IAnsiConsole console, DetectionReport report)
    {
        FunnelStage[] stages = [.. report.Funnel.SkipWhile(static stage => stage.Stage != FirstStage)];
        if (stages.Length == 0)
        {
            return;
        }

        IEnumerable<string> steps = stages.Select(static stage => $"{stage.Out:N0} {stage.Stage}");
        console.MarkupLine($"[bold]Why nothing else:[/] {Counted.Of(stages[0].In, "guarantee")} from these relations; "
            + $"{Markup.Escape(string.Join(", ", steps))}"
            + (report.BelowThreshold.Count > 0 ? $", {report.BelowThreshold.Count:N0} positive but below a threshold" : "")
            + ". Every stage with its reasons stands below.");
        console.WriteLine();
    }

    private static string[] Cells(Opportunity opportunity, int number)
    {
        Money outlay = opportunity.Cost + opportunity.Fees;
        return
        [
            $"{number}",
            OpportunityView.Dollars(opportunity.Edge),
            OpportunityView.Dollars(outlay),
            OpportunityView.Percent(Ratio.Of(opportunity.Edge, outlay)),
            opportunity.PaysAt is { } pays ? pays.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "unknown",
            opportunity.Executable ? $"{opportunity.Grade}" : $"{opportunity.Grade}, not executable",
            Because(opportunity.Relations[0].Relation.Type),
        ];
    }

    private static string Basket(Opportunity opportunity)
    {
        IEnumerable<string> legs = opportunity.Legs.Take(LegsShown).Select(static leg => TerminalText.Markup(leg.Claim.ToString(), LegLength));
        int rest = opportunity.Legs.Count - LegsShown;
        return string.Join(" + ", legs) + (rest > 0 ? $" + {rest} more" : "");
    }

    private static string Because(RelationType type) => type switch
    {
        RelationType.Subset => "one implies the other",
        RelationType.Threshold => "a higher bar is harder",
        RelationType.Exclusive => "at most one comes true",
        RelationType.Exhaustive => "at least one comes true",
        RelationType.Partition => "exactly one comes true",
        RelationType.Equivalence => "both are the same fact",
        RelationType.Complement => "just one of the two is true",
        RelationType.Conjunction => "a combo is all its legs",
        RelationType.Line => "one number decides them all",
        RelationType.Implication => "one makes the other likely",
    };
}
