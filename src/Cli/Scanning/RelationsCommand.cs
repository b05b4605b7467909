using System.CommandLine;
using Dutchbook.Domain;
using Dutchbook.Mapping;
using Dutchbook.Storage;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>`relations list|show`: what is proved, and from what.</summary>
internal sealed class RelationsCommand(CommandHost host, GlobalOptions globals)
{
    private readonly ScanArguments inputs = new();

    private readonly Option<string[]> types = new Option<string[]>("--type")
    {
        Description = "Only relations of these types.",
        HelpName = "type",
        AllowMultipleArgumentsPerToken = true,
    }.AcceptOnlyFromAmong(Enum.GetNames<RelationType>());

    private readonly ListOptions rows = new("Only relations with a market whose ticker contains this.");

    private readonly Option<bool> refusals = new("--refusals")
    {
        Description = "The relations that looked possible and were not made, with the reason.",
    };

    private readonly Option<bool> queue = new("--queue") { Description = "What a model proposed and waits for a person, the most valuable first." };

    public Command Create()
    {
        DocumentedCommand command = new("relations", "What is proved between markets, and from what.",
            new Example("dutchbook relations list", "the relations of the last scan"),
            new Example("dutchbook relations show 3f2a90b1c4d5e6f7", "one of them, with its evidence"),
            new Example("dutchbook relations list --queue", "what a model proposed and waits for you"),
            new Example("dutchbook relations review", "go through that, one by one, by keyboard"),
            new Example("dutchbook relations approve 3f2a90b1 --reason \"read both rules\"", "let one into scans"));
        command.Subcommands.Add(CreateList());
        command.Subcommands.Add(new RelationShowCommand(host, globals).Create());
        command.Subcommands.Add(new RelationReviewCommand(host, globals).Create());
        command.Subcommands.Add(new RelationDecision(
            host, globals, "approve", RelationStatus.Active, "Lets a proposed relation into scans, as Reviewed.").Create());
        command.Subcommands.Add(new RelationDecision(
            host, globals, "reject", RelationStatus.Rejected, "Keeps a relation out of scans, whoever finds it again.").Create());
        command.Subcommands.Add(new RelationDecision(
            host, globals, "suspend", RelationStatus.Suspended, "Takes a relation out of scans for now.").Create());
        RelationTransfer transfer = new(host, globals);
        command.Subcommands.Add(transfer.CreateExport());
        command.Subcommands.Add(transfer.CreateImport());
        return command;
    }

    private DocumentedCommand CreateList()
    {
        DocumentedCommand list = new("list", "The relations known from the last scan, or those a recording proves.",
            new Example("dutchbook relations list --type Threshold --ticker KXCPI", "the ladders of one family"),
            new Example("dutchbook relations list --snapshot pages.jsonl.gz --format json", "what a recording proves"),
            new Example("dutchbook relations list --snapshot pages.jsonl.gz --refusals", "what was declined, and why"));
        foreach (Option option in inputs.All.Concat([types, refusals, queue]))
        {
            list.Options.Add(option);
        }

        rows.AddTo(list);

        list.SetAction((arguments, cancellation) => List(arguments, cancellation));
        return list;
    }

    private async Task<int> List(ParseResult arguments, CancellationToken cancellation)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        Configuration configuration = scope.RequireConfiguration();
        string[] files = inputs.ReadFiles(arguments, "the list of the last scan");
        if (arguments.GetValue(queue))
        {
            using SqliteDatabase database = Archive.Open(scope);
            ReviewQueue.Show(scope, ReviewQueue.Of(database), rows.Top(arguments));
            return (int)ExitCode.Done;
        }

        if (files.Length == 0)
        {
            return StoredRelations.List(scope, Wanted(arguments), rows.Ticker(arguments), rows.Top(arguments));
        }

        using VenueConnection venue = VenueConnection.Recorded(files, inputs, arguments);
        VenueSnapshot snapshot = await Scanner.ReadAsync(venue.Source, scope, cancellation);
        if (!scope.Output.IsJson)
        {
            CoverageView.ShowReading(scope.Output.Console, snapshot);
        }

        RelationMap map = new StructuralMapper(Scanner.Mapping(configuration)).Map(snapshot);
        if (arguments.GetValue(refusals))
        {
            ShowRefusals(scope, map.Refusals, rows.Top(arguments));
            return (int)ExitCode.Done;
        }

        HashSet<RelationType> wanted = Wanted(arguments);
        string? text = rows.Ticker(arguments);
        List<Relation> relations = [.. map.Relations.Where(relation => wanted.Contains(relation.Type)
            && (text is null || relation.Claims.Any(claim =>
                claim.Market.Ticker.Contains(text, StringComparison.OrdinalIgnoreCase))))];
        if (scope.Output.IsJson)
        {
            scope.Output.Document(json =>
            {
                json.WriteStartObject();
                json.WriteNumber("schema", ScanJson.Schema);
                json.WriteStartArray("relations");
                foreach (Relation relation in relations)
                {
                    RelationJson.Write(json, relation);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            });
        }
        else
        {
            ShowTable(scope, relations, rows.Top(arguments));
        }

        return (int)(relations.Count == 0 && (text is not null || wanted.Count < Enum.GetValues<RelationType>().Length)
            ? ExitCode.NoMatch
            : ExitCode.Done);
    }

    private HashSet<RelationType> Wanted(ParseResult arguments) => arguments.GetValue(types) is { Length: > 0 } named
        ? [.. named.Select(static name => Enum.Parse<RelationType>(name))]
        : [.. Enum.GetValues<RelationType>()];

    private static void ShowTable(CommandScope scope, List<Relation> relations, int top)
    {
        RelationTable table = new(top);
        foreach (Relation relation in relations)
        {
            table.Add(relation.Id, relation.Type, relation.Tier, relation.Status, relation.Rule, [.. relation.Tickers]);
        }

        table.Show(scope, "proved by the recording");
    }

    private static void ShowRefusals(CommandScope scope, IReadOnlyList<Refusal> refusals, int top)
    {
        if (scope.Output.IsJson)
        {
            scope.Output.Document(new
            {
                ScanJson.Schema,
                Refusals = refusals.Select(static refusal => new
                {
                    refusal.Rule,
                    Subject = JsonText.Clean(refusal.Subject),
                    Reason = JsonText.Clean(refusal.Reason),
                }),
            });
            return;
        }

        Table table = Tables.Plain("Rule", "Subject", "Reason");
        foreach (Refusal refusal in refusals.Take(top))
        {
            table.AddRow(TerminalText.Markup(refusal.Rule, 40), TerminalText.Markup(refusal.Subject, 60), TerminalText.Markup(refusal.Reason, 300));
        }

        scope.Output.Table(table);
        scope.Output.Line($"{refusals.Count:N0} declined" + (refusals.Count > top ? $", the first {top:N0} shown" : ""));
    }
}
