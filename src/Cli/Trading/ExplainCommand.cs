using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Dutchbook.Execution;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>`explain ID`: a trade from its plan to its end: each order, each check, each fill.</summary>
internal sealed class ExplainCommand(CommandHost host, GlobalOptions globals)
{
    private readonly BookOptions book = new();
    private readonly Argument<string> id = new("id") { Description = "A trade, or the beginning of its id." };

    public Command Create()
    {
        DocumentedCommand command = new("explain", "A trade from its plan to its end, and why.",
            new Example("dutchbook explain d261126 --dry-run", "the dry-run trade whose id begins so"));
        command.Arguments.Add(id);
        command.Options.Add(book.DryRun);
        command.SetAction(arguments => (int)Run(arguments));
        return command;
    }

    private ExitCode Run(ParseResult arguments)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        using SqliteJournal journal = book.Open(scope, arguments);
        string wanted = arguments.GetValue(id)!;
        IReadOnlyList<TradeRecord> all = TradeRecord.All(journal.Load());
        TradeRecord[] found = [.. all
            .Where(trade => trade.State.Plan.TradeId.StartsWith(wanted, StringComparison.Ordinal))];
        if (found.Length != 1)
        {
            throw new CommandFailure(ExitCode.NoMatch, found.Length == 0
                ? $"No trade's id begins with {wanted}. `dutchbook trades` lists them."
                : $"{found.Length} trades' ids begin with {wanted}. Write more of it.");
        }

        TradeRecord trade = found[0];
        string tradeId = trade.State.Plan.TradeId;
        IReadOnlyDictionary<string, int> before = RelationTrades.Of(
            all.Select(static other => other.State).Where(other => other.Plan.CreatedAt < trade.State.Plan.CreatedAt));
        IReadOnlyList<JournalLine> lines = journal.Lines(tradeId);
        IReadOnlyList<Decision> decisions = journal.Decisions(tradeId);
        if (scope.Output.IsJson)
        {
            scope.Output.Document(json =>
            {
                json.WriteStartObject();
                json.WriteNumber("schema", ScanJson.Schema);
                json.WritePropertyName("trade");
                TradeView.Write(json, trade);
                WriteRelations(json, trade.State.Plan, before);
                TradeHistoryJson.Write(json, lines, decisions);
                json.WriteEndObject();
            });
            return ExitCode.Done;
        }

        TradeView.Show(scope, trade.State.Plan);
        TradeView.ShowRelations(scope, trade.State.Plan, before);
        TradeView.Show(scope, trade);
        foreach (JournalLine line in lines)
        {
            string at = line.At.UtcDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
            scope.Output.Line($"{at}  {line.Subject} {line.Phase} {TerminalText.Clean(line.Reason, 200)}");
        }

        foreach (Decision decision in decisions.Where(static decision => !decision.Passed))
        {
            scope.Output.Line($"refused: {decision.Subject}, {decision.Check}: {TerminalText.Clean(decision.Reason, 300)}");
        }

        return ExitCode.Done;
    }

    private static void WriteRelations(Utf8JsonWriter json, TradePlan plan, IReadOnlyDictionary<string, int> before)
    {
        json.WriteStartArray("relations");
        foreach (string relation in plan.RelationIds)
        {
            json.WriteStartObject();
            json.WriteString("id", relation);
            json.WriteNumber("tradesBefore", before.GetValueOrDefault(relation));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
