using System.CommandLine;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Storage;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>`orders`: every order of a book, newest first.</summary>
internal sealed class OrdersCommand(CommandHost host, GlobalOptions globals)
{
    private readonly BookOptions book = new();
    private readonly Option<bool> open = new("--open") { Description = "Only those that are not over." };

    public Command Create()
    {
        DocumentedCommand command = new("orders", "Every order of a book, with what became of it.",
            new Example("dutchbook orders --dry-run", "orders of the dry runs"),
            new Example("dutchbook orders --open --format json", "live orders that are not over, for a program"));
        command.Options.Add(book.DryRun);
        command.Options.Add(open);
        command.SetAction(arguments => (int)Run(arguments));
        return command;
    }

    private ExitCode Run(ParseResult arguments)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        using SqliteJournal journal = book.Open(scope, arguments);
        OrderState[] orders = [.. journal.Load().Orders.Where(order => !arguments.GetValue(open) || !order.IsSettled()).Reverse()];
        if (scope.Output.IsJson)
        {
            scope.Output.Document(new
            {
                Schema = ScanJson.Schema,
                Orders = orders.Select(static order => new
                {
                    order.Intent.ClientOrderId,
                    order.OrderId,
                    Trade = order.Intent.TradeId,
                    Leg = order.Intent.Leg + 1,
                    Purpose = order.Intent.Purpose.ToString(),
                    order.Intent.Ticker,
                    Side = order.Intent.Side.Word(),
                    Limit = order.Intent.LimitPrice.ToString(),
                    Quantity = order.Intent.Quantity.ToString(),
                    TimeInForce = order.Intent.TimeInForce.ToString(),
                    order.Intent.ReduceOnly,
                    Phase = order.Phase.ToString(),
                    Filled = order.Filled().ToString(),
                    DecidedAt = order.Intent.DecidedAt.UtcDateTime,
                    Reason = JsonText.Clean(order.Reason),
                }),
            });
            return ExitCode.Done;
        }

        Table table = Tables.Plain("Order", "Purpose", "Side", "Filled", "Of", "At most", "Phase", "Market", "Why");
        foreach (OrderState order in orders)
        {
            OrderIntent intent = order.Intent;
            table.AddRow(
                intent.ClientOrderId, intent.Purpose.ToString(), intent.Side.Word(), order.Filled().ToString(),
                intent.Quantity.ToString(), intent.LimitPrice.ToString(), order.Phase.ToString(),
                TerminalText.Markup(intent.Ticker, 40), TerminalText.Markup(order.Reason, 60));
        }

        scope.Output.Table(table);
        return ExitCode.Done;
    }
}
