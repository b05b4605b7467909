using System.CommandLine;
using System.Globalization;
using Dutchbook.Execution;
using Dutchbook.Storage;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>`trades`: every trade of a book, newest first.</summary>
internal sealed class TradesCommand(CommandHost host, GlobalOptions globals)
{
    private readonly BookOptions book = new();
    private readonly Option<bool> reviewed = new("--reviewed")
    {
        Description = "With --dry-run: you have looked at them; the hours of dry run so far count as reviewed.",
    };

    public Command Create()
    {
        DocumentedCommand command = new("trades", "Every trade of a book, with what it can still lose.",
            new Example("dutchbook trades --dry-run", "what the dry runs would have traded"),
            new Example("dutchbook trades --format json", "live trades, for a program"));
        command.Options.Add(book.DryRun);
        command.Options.Add(reviewed);
        command.SetAction(arguments => (int)Run(arguments));
        return command;
    }

    private ExitCode Run(ParseResult arguments)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        if (arguments.GetValue(reviewed))
        {
            MarkReviewed(scope, arguments);
        }

        using SqliteJournal journal = book.Open(scope, arguments);
        TradeRecord[] trades = [.. TradeRecord.All(journal.Load()).Reverse()];
        if (scope.Output.IsJson)
        {
            scope.Output.Document(json =>
            {
                json.WriteStartObject();
                json.WriteNumber("schema", ScanJson.Schema);
                json.WriteStartArray("trades");
                foreach (TradeRecord trade in trades)
                {
                    TradeView.Write(json, trade);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            });
            return ExitCode.Done;
        }

        Table table = Tables.Plain("Trade", "Phase", "Baskets", "Paid", "Fees", "Result at worst", "Bound", "Why");
        foreach (TradeRecord trade in trades)
        {
            TradePlan plan = trade.State.Plan;
            table.AddRow(
                plan.TradeId, trade.State.Phase.ToString(), plan.Units.ToString(), trade.Account.Spent.ToString(),
                trade.Account.Fees.ToString(), trade.AtWorst.ToString(), plan.Losses.ExecutionBound.ToString(),
                TerminalText.Markup(trade.State.Reason, 60));
        }

        scope.Output.Table(table);
        scope.Output.Line(string.Create(CultureInfo.InvariantCulture, $"{trades.Length} trades."));
        return ExitCode.Done;
    }

    private void MarkReviewed(CommandScope scope, ParseResult arguments)
    {
        if (!arguments.GetValue(book.DryRun))
        {
            throw new CommandFailure(ExitCode.Usage, "--reviewed is about dry runs: add --dry-run.");
        }

        RunRecord record = RunRecord.Read(scope.Home);
        (record with { ReviewedHours = record.DryRunHours, ReviewedAt = scope.Clock.GetUtcNow() }).Write(scope.Home);
        scope.Remark(string.Create(CultureInfo.InvariantCulture, $"{record.DryRunHours:0.0} hours of dry run count as reviewed."));
    }
}
