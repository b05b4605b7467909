using Dutchbook.Domain;
using Dutchbook.Mapping;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>What a person may decide about a relation, from a shell or a dashboard alike.</summary>
internal static class RelationJudgement
{
    /// <summary>The turn that his decision makes; it is not yet saved.</summary>
    /// <exception cref="CommandFailure">It cannot be approved as it stands.</exception>
    public static ReviewTurn Turn(
        SqliteDatabase database, StoredRelation relation, RelationStatus to, string who, DateTimeOffset at, string why, bool isUnchecked)
    {
        if (to == RelationStatus.Active)
        {
            RequireApprovable(database, relation, isUnchecked);
        }

        return new ReviewTurn(relation.Id, to, who, at, why);
    }

    private static void RequireApprovable(SqliteDatabase database, StoredRelation relation, bool isUnchecked)
    {
        if (database.Reviews.Find(relation.Id) is not { } review)
        {
            if (relation.Status is RelationStatus.Rejected or RelationStatus.Suspended)
            {
                return;
            }

            throw new CommandFailure(ExitCode.NoMatch, $"{relation.Id} is {relation.Tier} by rule {relation.Rule} and needs no approval.");
        }

        if (review.Status == RelationStatus.Retired)
        {
            throw new CommandFailure(ExitCode.Failed, $"{relation.Id} is over: one of its markets has closed.");
        }

        if (review.Status == RelationStatus.Suspended
            && database.Reviews.History(relation.Id) is [.., { By: ReviewedRelations.Machine }])
        {
            throw new CommandFailure(ExitCode.Failed, $"{relation.Id} was judged by words or fees that have changed since.",
                ["`dutchbook map --llm-budget DOLLARS` judges it by those of today; what is known costs nothing again."]);
        }

        if (review.Stage != ReviewStage.Checked && !isUnchecked)
        {
            throw new CommandFailure(ExitCode.Failed, $"No second model has tried to break {relation.Id}.",
                ["Read it (`dutchbook relations show`), and say --unchecked if you are sure all the same."]);
        }
    }
}
