using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>Matches for a reader. Both sides' words come from strangers and are cleaned before they are shown.</summary>
internal static class MatchView
{
    private const int QuestionLength = 160;
    private const int RulesLength = 4_000;

    public static string Word(MatchDecision decision) => decision.ToString().ToLowerInvariant();

    public static void Show(CommandScope scope, IReadOnlyList<StoredMatch> matches, int top)
    {
        foreach (StoredMatch stored in matches.Take(top))
        {
            FoundMatch match = stored.Match;
            scope.Output.Console.MarkupLine(
                $"[bold]{match.Id}  {match.Grade}  {Markup.Escape(Standing(stored))}[/]");
            scope.Output.Console.MarkupLine($"  {Text(match.Ticker, 100)}: {Text(match.Question, QuestionLength)}");
            scope.Output.Console.MarkupLine($"  [grey]Polymarket {Text(match.TheirId, 40)}: {Text(match.TheirQuestion, QuestionLength)}[/]");
        }

        scope.Output.Line($"{Counted.Of(matches.Count, "match", "matches")}, "
            + $"{matches.Count(static stored => stored.Decision == MatchDecision.Pending):N0} to review"
            + (matches.Count > top ? $"; the first {top:N0} shown (--top, or --format json)" : ""));
    }

    public static void Show(CommandScope scope, StoredMatch stored, IReadOnlyList<MatchTurn> history, StoredMarket? ours)
    {
        FoundMatch match = stored.Match;
        scope.Output.Line($"{match.Id} is {Standing(stored)}");
        scope.Output.Line($"{match.Grade}: {Meaning(match.Grade)}");
        scope.Output.Line($"found {JsonText.Time(stored.ProposedAt)}, last found so {JsonText.Time(stored.FoundAt)}; "
            + $"texts {match.TextsHash[..Math.Min(16, match.TextsHash.Length)]}");
        if (match.Differences.Count > 0)
        {
            Table table = Tables.Plain("Aspect", "Ours", "Theirs");
            foreach (RuleDifference difference in match.Differences)
            {
                table.AddRow(difference.Aspect.ToString(), Cell(difference.Left), Cell(difference.Right));
            }

            scope.Output.Table(table);
        }

        scope.Output.Line("");
        scope.Output.Line($"Kalshi {TerminalText.Clean(match.Ticker, 100)}: {TerminalText.Clean(match.Question, QuestionLength)}");
        scope.Output.Line(ours is null
            ? "  (its rules are not stored here; a scan reads them)"
            : $"  {TerminalText.Clean($"{ours.RulesPrimary} {ours.RulesSecondary}".Trim(), RulesLength)}");
        scope.Output.Line("");
        scope.Output.Line(
            $"Polymarket {TerminalText.Clean(match.TheirId, 40)}: {TerminalText.Clean(match.TheirQuestion, QuestionLength)}");
        scope.Output.Line($"  {TerminalText.Clean(match.TheirRules, RulesLength)}");
        scope.Output.Line("");
        foreach (MatchTurn turn in history)
        {
            scope.Output.Line(
                $"{JsonText.Time(turn.At)}  {Word(turn.To)} by {TerminalText.Clean(turn.By, 80)}: {TerminalText.Clean(turn.Reason, 400)}");
        }

        if (stored.Decision == MatchDecision.Pending)
        {
            scope.Output.Line($"`dutchbook matches approve {match.Id} --reason TEXT`, or `reject`, decides.");
        }
    }

    private static string Meaning(MatchGrade grade) => grade switch
    {
        MatchGrade.Equivalent => "both are YES together",
        MatchGrade.Inverted => "one is YES exactly when the other is NO",
        MatchGrade.Subset => "if ours is YES, so is theirs",
        MatchGrade.Superset => "if theirs is YES, so is ours",
        MatchGrade.Related or MatchGrade.Unrelated => "their prices say nothing about each other",
    };

    private static string Standing(StoredMatch stored) => stored.LastDecision is not { } last
        ? Word(stored.Decision)
        : stored.Decision == MatchDecision.Pending
            ? $"pending again: it was {Word(last.To)} by {TerminalText.Clean(last.By, 80)}, and has changed since"
            : $"{Word(stored.Decision)} by {TerminalText.Clean(last.By, 80)}";

    private static string Cell(string text) => text.Length == 0 ? "(nothing)" : Text(text, QuestionLength);

    private static string Text(string text, int length) => TerminalText.Markup(text, length);
}
