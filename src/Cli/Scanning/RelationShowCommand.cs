using System.CommandLine;
using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>`relations show ID`: one relation with its evidence and both rules, side by side with today's quotes.</summary>
internal sealed class RelationShowCommand(CommandHost host, GlobalOptions globals)
{
    private readonly Argument<string> id = new("id") { Description = "The id, or the beginning of it." };

    public Command Create()
    {
        DocumentedCommand show = new("show", "One relation: what it says, from what, and the rules of its markets.",
            new Example("dutchbook relations show 3f2a90b1c4d5e6f7", "the relation that an opportunity names"));
        show.Arguments.Add(id);
        show.SetAction(arguments => (int)Show(arguments));
        return show;
    }

    private ExitCode Show(ParseResult arguments)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        using SqliteDatabase database = Archive.Open(scope);
        StoredRelation found = Find(database, arguments.GetValue(id)!);
        StoredReview? review = database.Reviews.Find(found.Id);
        if (scope.Output.IsJson)
        {
            scope.Output.Document(json =>
            {
                json.WriteStartObject();
                json.WriteNumber("schema", ScanJson.Schema);
                json.WritePropertyName("relation");
                json.WriteRawValue(found.Document);
                if (review is not null)
                {
                    json.WritePropertyName("review");
                    ReviewJson.Write(json, review, database.Reviews.History(review.Id));
                }

                json.WriteEndObject();
            });
            return ExitCode.Done;
        }

        RelationSheet.Show(scope, found, review, database, host.OutIsTerminal);
        return ExitCode.Done;
    }

    /// <summary>The one relation with an id, or with the beginning of one.</summary>
    /// <exception cref="CommandFailure">There is none, or more than one.</exception>
    public static StoredRelation Find(SqliteDatabase database, string wanted)
    {
        List<StoredRelation> found = database.Relations.Find(wanted) is { } exact
            ? [exact]
            : [.. database.Relations.List(new RelationFilter())
                .Where(relation => relation.Id.StartsWith(wanted, StringComparison.OrdinalIgnoreCase))];
        return found.Count == 1 ? found[0] : throw new CommandFailure(ExitCode.NoMatch, found.Count == 0
            ? $"No relation has the id {wanted}. `dutchbook relations list` shows them."
            : $"{found.Count} relations begin with {wanted}: write more of the id.");
    }
}
