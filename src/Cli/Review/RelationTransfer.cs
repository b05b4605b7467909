using System.CommandLine;
using System.Text.Json;
using Dutchbook.Mapping;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>`relations export` and `relations import`: reviews between homes, as one JSON document.</summary>
internal sealed class RelationTransfer(CommandHost host, GlobalOptions globals)
{
    private readonly Argument<FileInfo> file = new("file") { Description = "The document that `relations export` wrote." };

    public Command CreateExport()
    {
        DocumentedCommand command = new("export", "Writes all reviews with evidence and history as one JSON document.",
            new Example("dutchbook relations export > relations.json", "everything that was judged"));
        command.SetAction(arguments =>
        {
            using CommandScope scope = CommandScope.Open(host, globals, arguments);
            using SqliteDatabase database = Archive.Open(scope);
            scope.Output.Document(json =>
            {
                json.WriteStartObject();
                json.WriteNumber("schema", ScanJson.Schema);
                json.WriteStartArray("reviews");
                foreach (StoredReview review in database.Reviews.List(null))
                {
                    ReviewJson.Write(json, review, database.Reviews.History(review.Id));
                }

                json.WriteEndArray();
                json.WriteEndObject();
            });
            return (int)ExitCode.Done;
        });
        return command;
    }

    public Command CreateImport()
    {
        DocumentedCommand command = new("import", "Takes over reviews as proposals: what others approved waits for you.",
            new Example("dutchbook relations import relations.json", "what somebody else has judged"));
        command.Arguments.Add(file);
        command.SetAction(arguments => (int)Import(arguments));
        return command;
    }

    private ExitCode Import(ParseResult arguments)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        FileInfo from = arguments.GetValue(file)!;
        List<ProposedRelation> proposals;
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(from.FullName));
            proposals = [.. document.RootElement.GetProperty("reviews").EnumerateArray().Select(ReviewJson.Read)];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException or FormatException
            or KeyNotFoundException or InvalidOperationException)
        {
            throw new CommandFailure(ExitCode.Usage, $"{from.Name} cannot be imported: {problem.Message}");
        }

        scope.Home.Create();
        using SqliteDatabase database = SqliteDatabase.OpenWriter(scope.Home.Database);

        // What is known here keeps what was decided about it here.
        List<ProposedRelation> fresh = [.. proposals.Where(proposal => database.Relations.Find(proposal.Relation.Id) is null)];
        database.Reviews.Propose(fresh, scope.Clock.GetUtcNow(), ScanStorage.RelationDocument);
        scope.Output.Line($"{Counted.Of(fresh.Count, "relation")} taken over, {proposals.Count - fresh.Count:N0} known already");
        return ExitCode.Done;
    }
}
