using System.CommandLine;
using Dutchbook.Alerts;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>
/// `close TRADE`: sells whole baskets of a trade before their settlement, or rolls a leg into a cheaper claim with the same guarantee,
/// after showing what that brings, what it gives up, and what can be lost on the way.
/// </summary>
internal sealed class CloseCommand(CommandHost host, GlobalOptions globals, Composition composition)
{
    private readonly Argument<string> trade = new("trade") { Description = "A trade that holds whole baskets.", HelpName = "TRADE" };
    private readonly Option<bool> roll = new("--roll")
    {
        Description = "Also look for a claim to roll a leg into: reads the whole venue first.",
    };

    private readonly Option<bool> anyway = new("--anyway")
    {
        Description = "Also where holding is worth more by the settings.",
    };

    private readonly Option<bool> dryRun = new("--dry-run") { Description = "What a dry run holds, on paper." };
    private readonly Option<bool> yes = new("--yes") { Description = "Do not ask." };

    public Command Create()
    {
        DocumentedCommand command = new("close", "Sells or rolls held baskets before their settlement, if that is worth more.",
            new Example("dutchbook close d2611271530-1 --dry-run", "show what closing brings and gives up, ask, then do it on paper"),
            new Example("dutchbook close l2611271530-1 --roll", "or roll a leg into a cheaper claim, whichever gains more"));
        command.Arguments.Add(trade);
        command.Options.Add(roll);
        command.Options.Add(anyway);
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
        ScanResult? scan = arguments.GetValue(roll) ? await ScanAsync(scope, visit.Venue, configuration, cancellation) : null;
        TradingDesk desk = await visit.OpenAsync(cancellation);
        ClosingSearch search = new(desk, TradingSettings.Closing(configuration));
        string id = arguments.GetValue(trade)!;
        (TradePlan plan, TradeAccount account) = (await search.StockAsync())
            .FirstOrDefault(one => string.Equals(one.Plan.TradeId, id, StringComparison.OrdinalIgnoreCase));
        if (plan is null)
        {
            throw new CommandFailure(ExitCode.NoMatch, $"No trade {id} holds whole baskets. `dutchbook positions` shows what is held.");
        }

        FoundClosing found = await search.FindAsync(
            plan, account, scan?.Snapshot, scan?.Map.Relations ?? [], isApproved: true, cancellation);
        ClosingOffer offer = found.Offer
            ?? throw new CommandFailure(ExitCode.Failed, $"Nothing can be closed now: {found.Refusal}");
        if (!scope.Output.IsJson)
        {
            ClosingView.Show(scope, offer, search.Rules);
        }

        if (!offer.IsWorth(search.Rules) && !arguments.GetValue(anyway))
        {
            throw new CommandFailure(
                ExitCode.Failed,
                $"Holding is worth more by the settings: closing brings {offer.Brings} now and gives up {offer.GivesUp}.",
                ["Add --anyway to close it all the same."]);
        }

        string deed = offer.Kind == ClosingKind.Close ? "close" : "roll";
        if (!arguments.GetValue(yes) && !new Question(host, scope).IsAnswered(
            $"Do it {(isLive ? "for real" : "on paper")}? At worst, if it stops on the way, {offer.Bound} is lost.", deed))
        {
            return (int)ExitCode.Failed;
        }

        search.Close(offer, scope.Clock.GetUtcNow(), isApproved: true);
        await desk.Host.WhenAsync(loop => desk.IsHalted || loop.Trades[plan.TradeId].Phase.IsFinal(), cancellation);
        TradeRecord record = await desk.RecordAsync(plan.TradeId);
        Tell(scope, offer, search.Rules, record);
        await visit.DeliverAsync(cancellation);
        bool isDone = offer.Terms.Changes.All(change => record.Account.Held[change.Leg] == change.To);
        return (int)(isDone ? ExitCode.Done : ExitCode.Failed);
    }

    private static async Task<ScanResult> ScanAsync(
        CommandScope scope, VenueConnection venue, Configuration configuration, CancellationToken cancellation)
    {
        Scan scan = Scanner.Create(
            venue, configuration, Scanner.Options(configuration, nearMisses: 0, SettledRecord.Load(scope)), scope.Clock);
        return await Scanner.RunAsync(scan, scope, cancellation);
    }

    private static void Tell(CommandScope scope, ClosingOffer offer, ClosingRules rules, TradeRecord record)
    {
        if (!scope.Output.IsJson)
        {
            TradeView.Show(scope, record);
            return;
        }

        scope.Output.Document(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("schema", ScanJson.Schema);
            json.WritePropertyName("closing");
            ClosingView.Write(json, offer, offer.IsWorth(rules));
            json.WritePropertyName("trade");
            TradeView.Write(json, record);
            json.WriteEndObject();
        });
    }
}
