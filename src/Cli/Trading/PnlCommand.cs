using System.CommandLine;
using System.Globalization;
using Dutchbook.Domain;
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
        Sum[] days = [.. Sums(trades, quotes, static trade =>
            trade.State.Plan.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))];
        Sum[] types = [.. Sums(trades, quotes, static trade => trade.State.Plan.Relations.Count == 0
            ? "not known" : string.Join('+', trade.State.Plan.Relations))];
        Sum[] series = [.. Sums(trades, quotes, static trade =>
            string.Join('+', trade.State.Plan.Legs.Select(static leg => leg.SeriesTicker).Distinct(StringComparer.Ordinal)))];
        Sum total = Sums(trades, quotes, static _ => "all").FirstOrDefault()
            ?? new Sum("all", 0, Money.Zero, Money.Zero, Money.Zero, Money.Zero);
        if (scope.Output.IsJson)
        {
            scope.Output.Document(new
            {
                Schema = ScanJson.Schema,
                Total = Json(total, isQuoted),
                Days = days.Select(sum => Json(sum, isQuoted)),
                Series = series.Select(sum => Json(sum, isQuoted)),
                Relations = types.Select(sum => Json(sum, isQuoted)),
            });
            return (int)ExitCode.Done;
        }

        Table table = isQuoted
            ? Tables.Plain("", "Trades", "Fees", "Realised", "Open, at worst", "Open, if sold now")
            : Tables.Plain("", "Trades", "Fees", "Realised", "Open, at worst");
        foreach (Sum sum in days.Concat(series).Concat(types).Append(total))
        {
            string[] row =
            [
                TerminalText.Markup(sum.Name, 40), sum.Trades.ToString(CultureInfo.InvariantCulture), sum.Fees.ToString(),
                sum.Realised.ToString(), sum.AtWorst.ToString(),
            ];
            table.AddRow(isQuoted ? [.. row, sum.IfSold.ToString()] : row);
        }

        scope.Output.Table(table);
        return (int)ExitCode.Done;
    }

    private static IEnumerable<Sum> Sums(
        IEnumerable<TradeRecord> trades, IReadOnlyDictionary<string, Liquidation> quotes, Func<TradeRecord, string> key) =>
        trades.GroupBy(key, StringComparer.Ordinal).OrderBy(static group => group.Key, StringComparer.Ordinal).Select(group =>
        {
            Money fees = Money.Zero;
            Money realised = Money.Zero;
            Money atWorst = Money.Zero;
            Money ifSold = Money.Zero;
            foreach (TradeRecord trade in group)
            {
                fees += trade.Account.Fees;
                realised += trade.IsPaid ? trade.Cash : Money.Zero;
                atWorst += trade.IsPaid ? Money.Zero : trade.AtWorst;
                ifSold += quotes.TryGetValue(trade.State.Plan.TradeId, out Liquidation? quote)
                    ? quote.Close - trade.Account.Spent
                    : Money.Zero;
            }

            return new Sum(group.Key, group.Count(), fees, realised, atWorst, ifSold);
        });

    private static object Json(Sum sum, bool isQuoted) => new
    {
        sum.Name,
        sum.Trades,
        Fees = sum.Fees.ToString(),
        Realised = sum.Realised.ToString(),
        OpenAtWorst = sum.AtWorst.ToString(),
        OpenIfSold = isQuoted ? sum.IfSold.ToString() : null,
    };

    private sealed record Sum(string Name, int Trades, Money Fees, Money Realised, Money AtWorst, Money IfSold);
}
