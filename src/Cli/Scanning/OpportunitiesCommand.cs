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

    private readonly Option<bool> ledger = new("--ledger")
    {
        Description = "What became of each: filled, unwound, gone, or settled for less than it was sure to be paid.",
    };

    private readonly BookOptions book = new();

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
            new Example("dutchbook opportunities --ledger --dry-run", "what became of everything that was shown, by the dry runs"),
            new Example("dutchbook opportunities --status Validated --format json", "for a program"));
        command.Options.Add(status);
        command.Options.Add(latest);
        command.Options.Add(ledger);
        command.Options.Add(book.DryRun);
        command.Options.Add(top);
        command.SetAction(arguments => (int)Run(arguments));
        return command;
    }

    private ExitCode Run(ParseResult arguments)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        using SqliteDatabase database = Archive.Open(scope);
        if (arguments.GetValue(ledger))
        {
            return ShowLedger(scope, database, arguments);
        }

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

    private ExitCode ShowLedger(CommandScope scope, SqliteDatabase database, ParseResult arguments)
    {
        using SqliteJournal journal = book.Open(scope, arguments);
        IReadOnlyList<LedgerLine> lines = OpportunityLedger.Of(
            database.Opportunities.List(new OpportunityFilter()), database.Markets, journal.Load().Trades);
        if (scope.Output.IsJson)
        {
            scope.Output.Document(json => LedgerView.Write(json, lines));
        }
        else if (lines.Count == 0)
        {
            scope.Output.Line("No opportunity was found so far.");
        }
        else
        {
            LedgerView.Show(scope, lines, arguments.GetValue(top));
        }

        return ExitCode.Done;
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
