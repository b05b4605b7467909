using System.CommandLine;
using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Storage;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>`positions`: what is held, trade by trade, with what it cost and what it is sure to be paid.</summary>
internal sealed class PositionsCommand(CommandHost host, GlobalOptions globals)
{
    private readonly BookOptions book = new();

    public Command Create()
    {
        DocumentedCommand command = new("positions", "What is held, what it cost, and what it is sure to be paid.",
            new Example("dutchbook positions --dry-run", "what the dry runs hold"));
        command.Options.Add(book.DryRun);
        command.SetAction(arguments => (int)Run(arguments));
        return command;
    }

    private ExitCode Run(ParseResult arguments)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        using SqliteJournal journal = book.Open(scope, arguments);
        JournalContent content = journal.Load();
        Ledger ledger = TradeRecord.LedgerOf(content);
        TradeRecord[] held = [.. TradeRecord.All(content).Where(static trade => trade.HeldCost.IsPositive)];
        if (scope.Output.IsJson)
        {
            scope.Output.Document(new
            {
                Schema = ScanJson.Schema,
                Positions = ledger.Holdings.Select(static pair => new
                {
                    Ticker = pair.Key,
                    Side = pair.Value.Side.Word(),
                    Quantity = pair.Value.Quantity.ToString(),
                    Cost = pair.Value.Cost.ToString(),
                    Trade = pair.Value.TradeId,
                }),
                Trades = held.Select(static trade => new
                {
                    Id = trade.State.Plan.TradeId,
                    Phase = trade.State.Phase.ToString(),
                    Cost = trade.HeldCost.ToString(),
                    Guaranteed = trade.Guaranteed.ToString(),
                    AtWorst = trade.AtWorst.ToString(),
                }),
                Cash = ledger.Shards.Select(shard => new { Shard = shard, Cash = ledger.CashOn(shard).ToString() }),
            });
            return ExitCode.Done;
        }

        Table table = Tables.Plain("Market", "Side", "Contracts", "Cost", "Trade");
        foreach ((string ticker, Holding holding) in ledger.Holdings)
        {
            table.AddRow(
                TerminalText.Markup(ticker, 60), holding.Side.Word(), holding.Quantity.ToString(), holding.Cost.ToString(),
                holding.TradeId);
        }

        scope.Output.Table(table);
        foreach (TradeRecord trade in held)
        {
            scope.Output.Line($"{trade.State.Plan.TradeId}: held to settlement it is sure to be paid {trade.Guaranteed}, "
                + $"result at worst {trade.AtWorst}.");
        }

        foreach (int shard in ledger.Shards)
        {
            scope.Output.Line(string.Create(CultureInfo.InvariantCulture, $"Cash on shard {shard}: {ledger.CashOn(shard)}"));
        }

        return ExitCode.Done;
    }
}
