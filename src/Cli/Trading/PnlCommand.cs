using System.CommandLine;
using System.Globalization;
using Dutchbook.Execution;
using Dutchbook.Storage;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>
/// `pnl`: what trades brought in and what the open ones are sure to bring, by day, by series and by type of relation. Whole baskets
/// count at what they are sure to be paid, anything unhedged at nothing; with `--quotes` also at what selling all would bring now.
/// </summary>
internal sealed class PnlCommand(CommandHost host, GlobalOptions globals, Composition composition)
{
    private readonly BookOptions book = new();

    public Command Create()
    {
        DocumentedCommand command = new("pnl", "Profit and loss by day, series and type of relation, realised and sure.",
            new Example("dutchbook pnl --dry-run", "what the dry runs would have made"));
        command.Options.Add(book.DryRun);
        command.Options.Add(book.Quotes);
        command.SetAction((arguments, cancellation) => Run(arguments, cancellation));
        return command;
    }

    private async Task<int> Run(ParseResult arguments, CancellationToken cancellation)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        using SqliteJournal journal = book.Open(scope, arguments);
        TradeRecord[] trades = [.. TradeRecord.All(journal.Load()).Where(static trade => trade.State.Phase != TradePhase.Declined)];
        TradeRecord[] held = [.. trades.Where(static trade => trade.HeldCost.IsPositive)];
        IReadOnlyDictionary<string, Liquidation> quotes =
            await book.ReadQuotesAsync(scope, composition, arguments, held, cancellation);
        bool isQuoted = arguments.GetValue(book.Quotes);
        ProfitSums sums = ProfitSums.Of(trades, isQuoted ? quotes : null);
        if (scope.Output.IsJson)
        {
            scope.Output.Document(json =>
            {
                json.WriteStartObject();
                json.WriteNumber("schema", ScanJson.Schema);
                sums.Write(json, "relations");
                json.WriteEndObject();
            });
            return (int)ExitCode.Done;
        }

        Table table = isQuoted
            ? Tables.Plain("", "Trades", "Fees", "Realised", "Open, at worst", "Open, if sold now")
            : Tables.Plain("", "Trades", "Fees", "Realised", "Open, at worst");
        foreach (ProfitSum sum in sums.Days.Concat(sums.Series).Concat(sums.Types).Append(sums.Total))
        {
            string[] row =
            [
                TerminalText.Markup(sum.Name, 40), sum.Trades.ToString(CultureInfo.InvariantCulture), sum.Fees.ToString(),
                sum.Realised.ToString(), sum.AtWorst.ToString(),
            ];
            table.AddRow(sum.IfSold is { } sold ? [.. row, sold.ToString()] : row);
        }

        scope.Output.Table(table);
        return (int)ExitCode.Done;
    }
}
