using System.CommandLine;
using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>
/// `relations review`: the queue one by one at a terminal, the most valuable first. Each is laid out as `relations show` does, and
/// decided by a letter and a reason.
/// </summary>
internal sealed class RelationReviewCommand(CommandHost host, GlobalOptions globals)
{
    private const string Keys = "a REASON approves, a! REASON approves what no second model has tried to break, r REASON rejects, "
        + "s REASON suspends, Enter goes on, q ends:";

    private readonly Option<string?> by = new("--by") { Description = "Who decides (default: the user of this shell).", HelpName = "name" };

    public Command Create()
    {
        DocumentedCommand command = new("review", "Goes through what waits for a person, one by one, by keyboard.",
            new Example("dutchbook relations review", "read, decide, next"));
        command.Options.Add(by);
        command.SetAction(arguments => (int)Run(arguments));
        return command;
    }

    private ExitCode Run(ParseResult arguments)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        string who = (arguments.GetValue(by) ?? host.User).Trim();
        if (who.Length == 0)
        {
            throw new CommandFailure(ExitCode.Usage, "Nobody knows who decides. Say it with --by NAME.");
        }

        if (!host.OutIsTerminal || !host.ErrorIsTerminal || scope.Output.IsJson)
        {
            throw new CommandFailure(ExitCode.Usage, "There is no terminal to read and decide at.",
                ["`dutchbook relations list --queue`, `show` and `approve` do the same step by step."]);
        }

        Archive.Open(scope).Dispose();
        using SqliteDatabase database = SqliteDatabase.OpenWriter(scope.Home.Database);
        IReadOnlyList<StoredReview> queue = ReviewQueue.Of(database);
        int decided = 0;
        for (int place = 0; place < queue.Count; place++)
        {
            StoredRelation relation = RelationShowCommand.Find(database, queue[place].Id);
            scope.Output.Line("");
            scope.Output.Line($"{place + 1:N0} of {queue.Count:N0}");
            RelationSheet.Show(scope, relation, queue[place], database, isTerminal: true);
            Answer answer = Ask(scope, database, relation, who);
            decided += answer == Answer.Decided ? 1 : 0;
            if (answer == Answer.Ended)
            {
                break;
            }
        }

        scope.Output.Line($"{Counted.Of(decided, "decision")}, {ReviewQueue.Of(database).Count:N0} left to review");
        return ExitCode.Done;
    }

    /// <summary>Asks until there is an answer that stands.</summary>
    private Answer Ask(CommandScope scope, SqliteDatabase database, StoredRelation relation, string who)
    {
        while (true)
        {
            scope.Remark(Keys);
            if (host.In.ReadLine()?.Trim() is not { } typed || typed is "q")
            {
                return Answer.Ended;
            }

            if (typed.Length == 0)
            {
                return Answer.Passed;
            }

            int space = typed.IndexOf(' ', StringComparison.Ordinal);
            string reason = space < 0 ? "" : typed[space..].Trim();
            RelationStatus? to = (space < 0 ? typed : typed[..space]) switch
            {
                "a" or "a!" => RelationStatus.Active,
                "r" => RelationStatus.Rejected,
                "s" => RelationStatus.Suspended,
                _ => null,
            };
            if (to is not { } status || reason.Length == 0)
            {
                scope.Remark(to is null ? $"\"{typed}\" is none of these." : "Whoever reads the decision later wants to know why.");
                continue;
            }

            try
            {
                database.Reviews.Turn([RelationJudgement.Turn(
                    database, relation, status, who, scope.Clock.GetUtcNow(), reason, isUnchecked: typed.StartsWith("a!", StringComparison.Ordinal))]);
                return Answer.Decided;
            }
            catch (CommandFailure refusal)
            {
                scope.Remark(refusal.Message);
            }
        }
    }

    private enum Answer
    {
        Passed,
        Decided,
        Ended,
    }
}
