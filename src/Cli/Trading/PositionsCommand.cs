using System.CommandLine;
using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Storage;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>
/// `positions`: what is held, trade by trade, with what it cost and what it is sure to be paid; with `--quotes` also what selling
/// would bring now, and what waiting earns instead.
/// </summary>
internal sealed class PositionsCommand(CommandHost host, GlobalOptions globals, Composition composition)
{
    private readonly BookOptions book = new();

    public Command Create()
    {
        DocumentedCommand command = new("positions", "What is held, what it cost, and what it is sure to be paid.",
            new Example("dutchbook positions --dry-run", "what the dry runs hold"),
            new Example("dutchbook positions --quotes", "close now for x, or hold for y until a date, and what the wait earns a year"));
        command.Options.Add(book.DryRun);
        command.Options.Add(book.Quotes);
        command.SetAction((arguments, cancellation) => Run(arguments, cancellation));
        return command;
    }

    private async Task<int> Run(ParseResult arguments, CancellationToken cancellation)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        using SqliteJournal journal = book.Open(scope, arguments);
        JournalContent content = journal.Load();
        Ledger ledger = TradeRecord.LedgerOf(content);
        TradeRecord[] held = [.. TradeRecord.All(content).Where(static trade => trade.HeldCost.IsPositive)];
        IReadOnlyDictionary<string, Liquidation> quotes =
            await book.ReadQuotesAsync(scope, composition, arguments, held, cancellation);
        if (scope.Output.IsJson)
        {
            scope.Output.Document(json =>
            {
                json.WriteStartObject();
                json.WriteNumber("schema", ScanJson.Schema);
                PositionsJson.Write(json, ledger.Holdings, held, quotes);
                PositionsJson.WriteCash(
                    json, "cash", [.. ledger.Shards.Select(shard => KeyValuePair.Create(shard, ledger.CashOn(shard)))]);
                json.WriteEndObject();
            });
            return (int)ExitCode.Done;
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
            if (quotes.TryGetValue(trade.State.Plan.TradeId, out Liquidation? quote))
            {
                Show(scope, quote, arguments.GetValue(book.DryRun));
            }
        }

        foreach (int shard in ledger.Shards)
        {
            scope.Output.Line(string.Create(CultureInfo.InvariantCulture, $"Cash on shard {shard}: {ledger.CashOn(shard)}"));
        }

        return (int)ExitCode.Done;
    }

    private static void Show(CommandScope scope, Liquidation quote, bool isDryRun)
    {
        string part = quote.IsWhole ? "" : " (the bids take only a part)";
        string until = quote.Until is { } date ? string.Create(CultureInfo.InvariantCulture, $"until {date:yyyy-MM-dd}") : "to settlement";
        string earns = quote.AnnualReturn is { } rate
            ? string.Create(CultureInfo.InvariantCulture, $", which earns {rate.PartsPerMillion / 10_000} % a year")
            : "";
        scope.Output.Line($"  Close now for {quote.Close}{part}, or hold for {quote.Hold} {until}{earns}.");
        if (quote is { IsWorth: true, Offer: { } offer })
        {
            scope.Output.Line($"  Worth closing: {ClosingView.Words(offer)}, a gain of {offer.Gain}: "
                + $"`dutchbook close {offer.Plan.TradeId}{(isDryRun ? " --dry-run" : "")}`.");
        }
    }
}
