using System.CommandLine;
using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Storage;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>
/// `pnl`: what trades brought in and what the open ones are sure to bring, by day and by series. Whole baskets count at what they
/// are sure to be paid, anything unhedged at nothing.
/// </summary>
internal sealed class PnlCommand(CommandHost host, GlobalOptions globals)
{
    private readonly BookOptions book = new();

    public Command Create()
    {
        DocumentedCommand command = new("pnl", "Profit and loss by day and series, realised and sure.",
            new Example("dutchbook pnl --dry-run", "what the dry runs would have made"));
        command.Options.Add(book.DryRun);
        command.SetAction(arguments => (int)Run(arguments));
        return command;
    }

    private ExitCode Run(ParseResult arguments)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        using SqliteJournal journal = book.Open(scope, arguments);
        TradeRecord[] trades = [.. TradeRecord.All(journal.Load()).Where(static trade => trade.State.Phase != TradePhase.Declined)];
        Sum[] days = [.. Sums(trades, static trade =>
            trade.State.Plan.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))];
        Sum[] series = [.. Sums(trades, static trade =>
            string.Join('+', trade.State.Plan.Legs.Select(static leg => leg.SeriesTicker).Distinct(StringComparer.Ordinal)))];
        Sum total = Sums(trades, static _ => "all").FirstOrDefault() ?? new Sum("all", 0, Money.Zero, Money.Zero, Money.Zero);
        if (scope.Output.IsJson)
        {
            scope.Output.Document(new
            {
                Schema = ScanJson.Schema,
                Total = Json(total),
                Days = days.Select(Json),
                Series = series.Select(Json),
            });
            return ExitCode.Done;
        }

        Table table = Tables.Plain("", "Trades", "Fees", "Realised", "Open, at worst");
        foreach (Sum sum in days.Concat(series).Append(total))
        {
            table.AddRow(
                TerminalText.Markup(sum.Name, 40), sum.Trades.ToString(CultureInfo.InvariantCulture), sum.Fees.ToString(),
                sum.Realised.ToString(), sum.AtWorst.ToString());
        }

        scope.Output.Table(table);
        return ExitCode.Done;
    }

    private static IEnumerable<Sum> Sums(IEnumerable<TradeRecord> trades, Func<TradeRecord, string> key) =>
        trades.GroupBy(key, StringComparer.Ordinal).OrderBy(static group => group.Key, StringComparer.Ordinal).Select(static group =>
        {
            Money fees = Money.Zero;
            Money realised = Money.Zero;
            Money atWorst = Money.Zero;
            foreach (TradeRecord trade in group)
            {
                fees += trade.Account.Fees;
                realised += trade.IsPaid ? trade.Cash : Money.Zero;
                atWorst += trade.IsPaid ? Money.Zero : trade.AtWorst;
            }

            return new Sum(group.Key, group.Count(), fees, realised, atWorst);
        });

    private static object Json(Sum sum) => new
    {
        sum.Name,
        sum.Trades,
        Fees = sum.Fees.ToString(),
        Realised = sum.Realised.ToString(),
        OpenAtWorst = sum.AtWorst.ToString(),
    };

    private sealed record Sum(string Name, int Trades, Money Fees, Money Realised, Money AtWorst);
}
