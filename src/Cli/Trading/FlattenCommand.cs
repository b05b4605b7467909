using System.CommandLine;
using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>
/// `flatten`: sells what trades hold, through the same loop, gate and journal as everything else. The cost of walking the books is
/// shown first, and the most that may be lost is what is agreed to.
/// </summary>
internal sealed class FlattenCommand(CommandHost host, GlobalOptions globals, Composition composition)
{
    private readonly Argument<string?> what = new("what")
    {
        Description = "A trade, or a market of one; without it, everything that trades hold.",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "TRADE|TICKER",
    };

    private readonly Option<bool> dryRun = new("--dry-run") { Description = "What dry runs hold instead." };
    private readonly Option<bool> yes = new("--yes") { Description = "Do not ask." };

    public Command Create()
    {
        DocumentedCommand command = new("flatten", "Sells what trades hold, after showing what that costs.",
            new Example("dutchbook flatten l2611271530-1", "sell what this trade holds"),
            new Example("dutchbook flatten --dry-run", "sell all that the dry runs hold, on paper"));
        command.Arguments.Add(what);
        command.Options.Add(dryRun);
        command.Options.Add(yes);
        command.SetAction((arguments, cancellation) => Run(arguments, cancellation));
        return command;
    }

    private async Task<int> Run(ParseResult arguments, CancellationToken cancellation)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        Configuration configuration = scope.RequireConfiguration();
        bool isLive = !arguments.GetValue(dryRun);
        await using DeskVisit visit = DeskVisit.Begin(scope, configuration, composition, isLive);
        TradingDesk desk = await visit.OpenAsync(cancellation);
        if (desk.IsHalted)
        {
            throw new CommandFailure(ExitCode.Failed, "Trading is halted, so nothing is sold.",
                ["`dutchbook reduce` lets open trades end and begins none; then flatten."]);
        }

        string[] trades = await FindAsync(desk, arguments.GetValue(what));
        List<(TradePlan Plan, FlattenQuote Quote)> quotes = [];
        foreach (string trade in trades)
        {
            quotes.Add(await QuoteAsync(desk, trade, cancellation));
        }

        if (!scope.Output.IsJson)
        {
            quotes.ForEach(quote => Show(scope, quote.Plan, quote.Quote));
        }

        Money bound = quotes.Aggregate(Money.Zero, static (sum, quote) => sum + quote.Quote.Bound);
        if (!arguments.GetValue(yes) && !new Question(host, scope).IsAnswered(
            $"Sell it {(isLive ? "for real" : "on paper")}? At worst, if only some of it sells, {bound} is lost.", "sell"))
        {
            return (int)ExitCode.Failed;
        }

        foreach ((TradePlan plan, FlattenQuote quote) in quotes)
        {
            desk.Host.Post(new LoopInput.Flatten(scope.Clock.GetUtcNow(), plan.TradeId, quote.Bound));
        }

        await desk.Host.WhenAsync(loop => desk.IsHalted || trades.All(trade => loop.Trades[trade].Phase.IsFinal()), cancellation);
        bool isFlat = true;
        List<TradeRecord> records = [];
        foreach (string trade in trades)
        {
            TradeRecord record = await desk.RecordAsync(trade);
            records.Add(record);
            isFlat &= record.State.Phase == TradePhase.Flat || record.IsPaid;
        }

        Tell(scope, records);
        await visit.DeliverAsync(cancellation);
        return (int)(isFlat ? ExitCode.Done : ExitCode.Failed);
    }

    /// <summary>Trades that hold something, or are in the middle of it.</summary>
    private static async Task<string[]> FindAsync(TradingDesk desk, string? wanted)
    {
        string[] open = await desk.Host.AskAsync(loop => loop.Trades.Values
            .Where(trade => !trade.Phase.IsFinal() || loop.Ledger.CostOf(trade.Plan.TradeId).IsPositive)
            .Where(trade => wanted is null
                || string.Equals(trade.Plan.TradeId, wanted, StringComparison.OrdinalIgnoreCase)
                || trade.Plan.Legs.Any(leg => string.Equals(leg.Ticker, wanted, StringComparison.OrdinalIgnoreCase)))
            .Select(static trade => trade.Plan.TradeId).ToArray());
        return open.Length > 0
            ? open
            : throw new CommandFailure(ExitCode.NoMatch, wanted is null
                ? "No trade holds anything."
                : $"No trade of ours holds {wanted}. What was adopted is never touched.");
    }

    private static async Task<(TradePlan Plan, FlattenQuote Quote)> QuoteAsync(
        TradingDesk desk, string trade, CancellationToken cancellation)
    {
        TradeState state = await desk.Host.AskAsync(loop => loop.Trades[trade]);
        IReadOnlyList<MarketView> views = await desk.ReadMarketsAsync(
            [.. state.Plan.Legs.Select(static leg => leg.Ticker).Distinct(StringComparer.Ordinal)], cancellation);
        Dictionary<string, OrderBook> books = views
            .Where(static view => view is { Status: MarketStatus.Active, Book: not null, Doubt: null })
            .ToDictionary(static view => view.Ticker, static view => view.Book!, StringComparer.Ordinal);
        return await desk.Host.AskAsync(loop => (state.Plan, FlattenQuote.Of(state.Plan, loop.AccountOf(trade), books)));
    }

    private static void Show(CommandScope scope, TradePlan plan, FlattenQuote quote)
    {
        scope.Output.Line($"Trade {plan.TradeId}:");
        Table table = Tables.Plain("Market", "Side", "Held", "Bids take", "Comes back, fees paid");
        foreach (LegSale sale in quote.Sales)
        {
            PlanLeg leg = plan.Legs[sale.Leg];
            table.AddRow(
                TerminalText.Markup(leg.Ticker, 60), leg.Side.Word(), sale.Held.ToString(), sale.Sold.ToString(), sale.Proceeds.ToString());
        }

        scope.Output.Table(table);
        scope.Output.Line($"Result if sold now                   {quote.ResultIfSold}");
        scope.Output.Line($"Result at worst if held              {quote.ResultIfHeld}");
        scope.Output.Line($"Lost at most, wherever it stops      {quote.Bound}");
    }

    private static void Tell(CommandScope scope, List<TradeRecord> records)
    {
        if (scope.Output.IsJson)
        {
            scope.Output.Document(json =>
            {
                json.WriteStartObject();
                json.WriteNumber("schema", ScanJson.Schema);
                json.WriteStartArray("trades");
                records.ForEach(record => TradeView.Write(json, record));
                json.WriteEndArray();
                json.WriteEndObject();
            });
            return;
        }

        records.ForEach(record => TradeView.Show(scope, record));
        scope.Output.Line(string.Create(CultureInfo.InvariantCulture,
            $"{records.Count(static record => record.State.Phase == TradePhase.Flat)} of {records.Count} trades are flat."));
    }
}
