using System.CommandLine;
using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>`matches`: markets elsewhere that rules took for ours, and what people decide about them.</summary>
internal sealed class MatchesCommand(CommandHost host, GlobalOptions globals)
{
    private readonly Option<string?> status = new Option<string?>("--status")
    {
        Description = "Only matches in this state.",
        HelpName = "pending|approved|rejected",
    }.AcceptOnlyFromAmong("pending", "approved", "rejected");

    private readonly ListOptions rows = new("Only matches of markets whose ticker contains this.");

    public Command Create()
    {
        DocumentedCommand command = new("matches", "Markets of Polymarket that were taken for the same question, for you to confirm or reject.",
            new Example("dutchbook matches list --status pending", "what nobody has decided on, or not on its present texts"),
            new Example("dutchbook matches show 3f2a90b1c4d5e6f7", "both questions and rules, and in what they differ"),
            new Example("dutchbook matches reject 3f2a90b1 --reason \"another season\"", "no evidence and no gap any more"),
            new Example("dutchbook matches approve 3f2a90b1 --reason \"read both rules\"", "the evidence says that you did"));
        command.Subcommands.Add(CreateList());
        command.Subcommands.Add(new MatchShowCommand(host, globals).Create());
        command.Subcommands.Add(new MatchDecisionCommand(
            host, globals, "approve", MatchDecision.Approved, "Confirms that both markets ask the same, as far as the grade says.").Create());
        command.Subcommands.Add(new MatchDecisionCommand(
            host, globals, "reject", MatchDecision.Rejected, "Keeps a match out of evidence and gaps until one of its texts changes.").Create());
        return command;
    }

    private DocumentedCommand CreateList()
    {
        DocumentedCommand list = new("list", "The matches that scans and runs found, those that wait for you first.",
            new Example("dutchbook matches list --status rejected", "what counts no more"),
            new Example("dutchbook matches list --ticker KXFED --format json", "for a program"));
        list.Options.Add(status);
        rows.AddTo(list);
        list.SetAction(arguments => (int)List(arguments));
        return list;
    }

    private ExitCode List(ParseResult arguments)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        using SqliteDatabase database = Archive.Open(scope);
        MatchDecision? wanted = arguments.GetValue(status) is { } word ? Enum.Parse<MatchDecision>(word, ignoreCase: true) : null;
        string? text = rows.Ticker(arguments);
        StoredMatch[] found =
        [
            .. database.Matches.List(wanted)
                .Where(stored => text is null || stored.Match.Ticker.Contains(text, StringComparison.OrdinalIgnoreCase)),
        ];
        if (scope.Output.IsJson)
        {
            scope.Output.Document(json =>
            {
                json.WriteStartObject();
                json.WriteNumber("schema", ScanJson.Schema);
                json.WriteStartArray("matches");
                foreach (StoredMatch stored in found)
                {
                    MatchJson.Write(json, stored, null);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            });
        }
        else
        {
            MatchView.Show(scope, found, rows.Top(arguments));
        }

        return found.Length == 0 && text is not null ? ExitCode.NoMatch : ExitCode.Done;
    }
}
