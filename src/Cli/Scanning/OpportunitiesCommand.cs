using System.CommandLine;
using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Dutchbook.Storage;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>`opportunities`: what scans have found, newest first.</summary>
internal sealed class OpportunitiesCommand(CommandHost host, GlobalOptions globals)
{
    private readonly Option<string?> status = new Option<string?>("--status")
    {
        Description = "Only those with this status.",
        HelpName = "status",
    }.AcceptOnlyFromAmong(Enum.GetNames<OpportunityStatus>());

    private readonly Option<bool> latest = new("--latest") { Description = "Only what the last scan saw." };

    private readonly Option<int> top = new Option<int>("--top")
    {
        Description = "How many to show.",
        DefaultValueFactory = static _ => 50,
        HelpName = "count",
    }.AtLeast(1);

    public Command Create()
    {
        DocumentedCommand command = new("opportunities", "What scans have found so far.",
            new Example("dutchbook opportunities --latest", "what the last scan saw"),
            new Example("dutchbook opportunities --status Validated --format json", "for a program"));
        command.Options.Add(status);
        command.Options.Add(latest);
        command.Options.Add(top);
        command.SetAction(arguments => (int)Run(arguments));
        return command;
    }

    private ExitCode Run(ParseResult arguments)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        using SqliteDatabase database = Archive.Open(scope);
        OpportunityStatus? wanted = arguments.GetValue(status) is { } name ? Enum.Parse<OpportunityStatus>(name) : null;
        IReadOnlyList<StoredOpportunity> found = database.Opportunities.List(new OpportunityFilter
        {
            Status = wanted,
            LatestOnly = arguments.GetValue(latest),
            Limit = arguments.GetValue(top),
        });
        if (scope.Output.IsJson)
        {
            scope.Output.Document(json =>
            {
                json.WriteStartObject();
                json.WriteNumber("schema", ScanJson.Schema);
                json.WriteStartArray("opportunities");
                foreach (StoredOpportunity opportunity in found)
                {
                    EpisodeView.Write(json, opportunity.Document, opportunity.Status, opportunity.Episode);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            });
        }
        else
        {
            Show(scope, found, wanted);
        }

        return wanted is not null && found.Count == 0 ? ExitCode.NoMatch : ExitCode.Done;
    }

    private static void Show(CommandScope scope, IReadOnlyList<StoredOpportunity> found, OpportunityStatus? wanted)
    {
        if (found.Count == 0)
        {
            scope.Output.Line(wanted is null
                ? "No opportunity was found so far. `dutchbook scan` looks, and says why nothing trades."
                : $"None is {wanted}. Without --status all are shown.");
            return;
        }

        Table table = Tables.Plain(
            "Grade", "State", "Edge", "Best", "Cost", "Units", "First seen", "Last seen (UTC)", "Basket");
        foreach (StoredOpportunity opportunity in found)
        {
            string basket = string.Join(" + ", opportunity.Legs.Take(3)
                .Select(static leg => $"{leg.Side.Word().ToUpperInvariant()} {leg.Ticker}"));
            table.AddRow(
                opportunity.Grade + (opportunity.AboveThreshold ? "" : " below"),
                opportunity.Status.ToString(),
                OpportunityView.Dollars(opportunity.Edge),
                OpportunityView.Dollars(opportunity.Episode.BestEdge),
                OpportunityView.Dollars(opportunity.Cost),
                opportunity.Units.ToString(),
                Minute(opportunity.Episode.FirstSeen),
                Minute(opportunity.Episode.LastSeen),
                TerminalText.Markup(opportunity.Legs.Count > 3 ? $"{basket} + {opportunity.Legs.Count - 3} more" : basket, 200));
        }

        scope.Output.Table(table);
    }

    private static string Minute(DateTimeOffset time) =>
        time.UtcDateTime.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);
}
