using System.CommandLine;
using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>`relations approve|reject|suspend`: a person decides, and the decision keeps who, when and why.</summary>
internal sealed class RelationDecision(CommandHost host, GlobalOptions globals, string verb, RelationStatus to, string description)
{
    private readonly Argument<string[]> ids = new("id")
    {
        Description = "The ids, or the beginnings of them.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly DecisionOptions decision = new();

    private readonly Option<bool> @unchecked = new("--unchecked")
    {
        Description = "Approve what no second model has tried to break.",
    };

    public Command Create()
    {
        DocumentedCommand command = new(verb, description,
            new Example($"dutchbook relations {verb} 3f2a90b1 --reason \"read both rules\"", "one relation"));
        command.Arguments.Add(ids);
        decision.AddTo(command);
        if (to == RelationStatus.Active)
        {
            command.Options.Add(@unchecked);
        }

        command.SetAction(arguments => (int)Decide(arguments));
        return command;
    }

    private ExitCode Decide(ParseResult arguments)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        (string who, string why) = decision.Read(arguments, host.User);

        Archive.Open(scope).Dispose();
        using SqliteDatabase database = SqliteDatabase.OpenWriter(scope.Home.Database);
        bool isUnchecked = to == RelationStatus.Active && arguments.GetValue(@unchecked);
        List<ReviewTurn> turns =
        [
            .. arguments.GetValue(ids)!.Select(wanted => RelationJudgement.Turn(
                database, RelationShowCommand.Find(database, wanted), to, who, scope.Clock.GetUtcNow(), why, isUnchecked)),
        ];
        database.Reviews.Turn(turns);
        foreach (ReviewTurn turn in turns)
        {
            scope.Output.Line($"{turn.Id} is {Words(turn.To)}, by {TerminalText.Clean(who, 80)}");
        }

        return ExitCode.Done;
    }

    private static string Words(RelationStatus status) =>
        status == RelationStatus.Active ? "approved" : status.ToString().ToLowerInvariant();
}
