using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>Everything that a person reads about a relation before he decides.</summary>
internal static class RelationSheet
{
    public static void Show(CommandScope scope, StoredRelation relation, StoredReview? review, SqliteDatabase database, bool isTerminal)
    {
        scope.Output.Line($"{relation.Type} {relation.Id}: {relation.Tier}, {relation.Strength}, {relation.Status}, by rule "
            + $"{TerminalText.Clean(relation.Rule, 60)}, confidence {relation.Confidence}");
        scope.Output.Line(TerminalText.Clean(relation.Formula, 2_000));
        scope.Output.Line($"found {JsonText.Time(relation.CreatedAt)}, last derived {JsonText.Time(relation.LastValidated)}");
        scope.Output.Line("Evidence:");
        foreach (string line in relation.Reasoning.Split('\n'))
        {
            scope.Output.Line($"  {TerminalText.Clean(line, 1_000)}");
        }

        if (review is not null)
        {
            ReviewView.Show(scope, review, database.Reviews.History(review.Id));
        }

        RulesView.Show(scope, relation.Tickers, review, database.Markets, isTerminal);
    }
}
