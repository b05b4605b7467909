using System.CommandLine;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>
/// `trade ID --dry-run`: reads the venue anew, finds the opportunity if it is still there, shows the plan with what it can lose,
/// asks, and works it through the same gate and machines as a live trade, on paper.
/// </summary>
internal sealed class TradeCommand(CommandHost host, GlobalOptions globals, Composition composition)
{
    private readonly Argument<string> id = new("id") { Description = "An opportunity, or the beginning of its id." };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "On paper: against the live books, and nothing is sent." };
    private readonly Option<bool> yes = new("--yes") { Description = "Do not ask." };
    private readonly Option<string> policy = new Option<string>("--policy")
    {
        Description = "How the trade is worked.",
        DefaultValueFactory = static _ => TradePolicy.Arithmetic.Name,
        HelpName = "name",
    }.AcceptOnlyFromAmong(TradePolicy.Arithmetic.Name, TradePolicy.Brief.Name);

    public static Money Bankroll { get; } = Money.FromDollars(1_000);

    public Command Create()
    {
        DocumentedCommand command = new("trade", "Works one opportunity by hand, through the same gate as everything else.",
            new Example("dutchbook trade 3f2a90b1 --dry-run", "show the plan and its losses, ask, then trade it on paper"));
        command.Arguments.Add(id);
        command.Options.Add(dryRun);
        command.Options.Add(yes);
        command.Options.Add(policy);
        command.SetAction((arguments, cancellation) => Run(arguments, cancellation));
        return command;
    }

    private async Task<int> Run(ParseResult arguments, CancellationToken cancellation)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        Configuration configuration = scope.RequireConfiguration();
        RequireDryRun(arguments.GetValue(dryRun));
        using InstanceLock alone = InstanceLock.Take(scope.Home);
        using VenueConnection venue = composition.ConnectVenue(configuration.Kalshi, scope.Clock, null);
        Opportunity opportunity = await FindAsync(scope, venue, configuration, arguments.GetValue(id)!, cancellation);
        await using PaperDesk desk = new(
            venue.Markets!, SqliteJournal.OpenWriter(scope.Home.Database, isPaper: true), new FileHaltFlag(scope.Home.HaltFile),
            configuration, Bankroll, scope.Clock, scope.Log);
        await desk.OpenAsync(cancellation);
        IReadOnlyDictionary<string, OrderBook> books = await venue.Books!.ReadBooksAsync(
            [.. opportunity.Legs.Select(static leg => leg.Claim.Market.Ticker).Distinct(StringComparer.Ordinal)], cancellation);
        PlanRequest request = desk.Request(opportunity, books, configuration) with
        {
            Policy = TradePolicy.Find(arguments.GetValue(policy)!)!,
        };
        string tradeId = desk.NextTradeId();
        (TradePlan? plan, string refusal) = await desk.Host.AskAsync(loop =>
        {
            TradePlan? made = loop.Preview(request, tradeId, isApproved: true, out string reason);
            return (made, reason);
        });
        if (plan is null)
        {
            throw new CommandFailure(ExitCode.Failed, $"It is not traded: {refusal}");
        }

        if (!scope.Output.IsJson)
        {
            TradeView.Show(scope, plan);
        }

        if (!arguments.GetValue(yes) && !Confirm(scope))
        {
            return (int)ExitCode.Failed;
        }

        desk.Host.Post(new LoopInput.Propose(scope.Clock.GetUtcNow(), request, tradeId, IsApproved: true));
        if (!await desk.Host.AskAsync(loop => loop.Trades.ContainsKey(tradeId)))
        {
            throw new CommandFailure(ExitCode.Failed, "Meanwhile the limits leave no room for it.");
        }

        await desk.Host.WhenAsync(loop => loop.Trades[tradeId].Phase.IsFinal(), cancellation);
        Tell(scope, await desk.RecordAsync(tradeId));
        return (int)ExitCode.Done;
    }

    public static void RequireDryRun(bool isDryRun)
    {
        if (!isDryRun)
        {
            throw new CommandFailure(ExitCode.Usage, "This release trades on paper only. Add --dry-run.");
        }
    }

    private static async Task<Opportunity> FindAsync(
        CommandScope scope, VenueConnection venue, Configuration configuration, string wanted, CancellationToken cancellation)
    {
        Scan scan = Scanner.Create(venue, configuration, Scanner.Options(configuration, nearMisses: 0), scope.Clock);
        ScanResult result = await Scanner.RunAsync(scan, scope, cancellation);
        Opportunity[] found = [.. result.Report.Opportunities.Concat(result.Report.BelowThreshold)
            .Where(opportunity => opportunity.Id.StartsWith(wanted, StringComparison.Ordinal))];
        if (found.Length != 1)
        {
            throw new CommandFailure(ExitCode.NoMatch, found.Length == 0
                ? $"No opportunity whose id begins with {wanted} is there now. `dutchbook scan` lists those that are."
                : $"{found.Length} opportunities' ids begin with {wanted}. Write more of it.");
        }

        return found[0].Executable
            ? found[0]
            : throw new CommandFailure(ExitCode.Failed, "It must not be traded as it stands:",
                [.. found[0].Caveats, .. found[0].BelowThreshold]);
    }

    private bool Confirm(CommandScope scope)
    {
        if (!host.OutIsTerminal || !host.ErrorIsTerminal)
        {
            throw new CommandFailure(ExitCode.Usage, "There is no terminal to ask on. Add --yes to go on without.");
        }

        scope.Remark("Trade it on paper? Type yes:");
        return string.Equals(Console.ReadLine()?.Trim(), "yes", StringComparison.OrdinalIgnoreCase);
    }

    private static void Tell(CommandScope scope, TradeRecord done)
    {
        if (scope.Output.IsJson)
        {
            scope.Output.Document(json => TradeView.WriteDocument(json, done));
            return;
        }

        TradeView.Show(scope, done);
        scope.Output.Line($"`dutchbook explain {done.State.Plan.TradeId} --dry-run` tells it step by step.");
    }
}
