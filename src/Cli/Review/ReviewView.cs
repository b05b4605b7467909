using Dutchbook.Domain;
using Dutchbook.Mapping;
using Dutchbook.Pipeline;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>A review for a person to decide on: who judged, what differs, and what has become of it.</summary>
internal static class ReviewView
{
    public static void Show(CommandScope scope, StoredReview review, IReadOnlyList<ReviewTurn> history)
    {
        scope.Output.Line($"{review.Stage} by {TerminalText.Clean(review.JudgedBy, 200)}; its words were last found unchanged "
            + JsonText.Time(review.ConfirmedAt));
        if (review.Differences.Count > 0)
        {
            Table table = Tables.Plain("", "Aspect", "One", "The other");
            foreach (RuleDifference difference in review.Differences.Where(static item => item.Left.Length + item.Right.Length > 0))
            {
                table.AddRow(
                    difference.Differs ? "differs" : "", difference.Aspect.ToString(), Cell(difference.Left), Cell(difference.Right));
            }

            scope.Output.Table(table);
        }

        foreach (ReviewTurn turn in history)
        {
            scope.Output.Line(
                $"{JsonText.Time(turn.At)}  {turn.To} by {TerminalText.Clean(turn.By, 80)}: {TerminalText.Clean(turn.Reason, 400)}");
        }
    }

    /// <summary>Rules with the quoted sentences between marks.</summary>
    public static string Highlight(string rules, StoredReview? review)
    {
        foreach (Evidence item in review?.Evidence ?? [])
        {
            if (item.Source.StartsWith("quoted", StringComparison.Ordinal) && item.Statement.Length > 0)
            {
                rules = rules.Replace(item.Statement, $"\u00BB{item.Statement}\u00AB", StringComparison.OrdinalIgnoreCase);
            }
        }

        return rules;
    }

    private static string Cell(string text) => text.Length == 0 ? "(nothing)" : TerminalText.Markup(text, 160);
}
