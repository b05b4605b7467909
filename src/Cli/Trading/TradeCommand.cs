using System.CommandLine;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Dutchbook.Execution;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>
/// `trade ID`: reads the venue anew, finds the opportunity if it is still there, shows the plan with what it can lose, asks, and
/// works it through the same gate and machines as everything else, on paper or for real.
/// </summary>
internal sealed class TradeCommand(CommandHost host, GlobalOptions globals, Composition composition)
{
    private readonly Argument<string> id = new("id") { Description = "An opportunity, or the beginning of its id." };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "On paper: against the live books, and nothing is sent." };
    private readonly Option<bool> live = new("--live") { Description = "For real: orders go to the configured exchange." };
    private readonly Option<bool> yes = new("--yes") { Description = "Do not ask." };
    private readonly Option<string> policy = new Option<string>("--policy")
    {
        Description = "How the trade is worked.",
        DefaultValueFactory = static _ => TradePolicy.Arithmetic.Name,
        HelpName = "name",
    }.AcceptOnlyFromAmong(TradePolicy.Arithmetic.Name, TradePolicy.Brief.Name);

    public Command Create()
    {
        DocumentedCommand command = new("trade", "Works one opportunity by hand, through the same gate as everything else.",
            new Example("dutchbook trade 3f2a90b1 --dry-run", "show the plan and its losses, ask, then trade it on paper"),
            new Example("dutchbook trade 3f2a90b1 --live", "the same for real; asks twice"));
        command.Arguments.Add(id);
        command.Options.Add(dryRun);
        command.Options.Add(live);
        command.Options.Add(yes);
        command.Options.Add(policy);
        command.SetAction((arguments, cancellation) => Run(arguments, cancellation));
        return command;
    }

    private async Task<int> Run(ParseResult arguments, CancellationToken cancellation)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        bool isLive = arguments.GetValue(live);
        if (isLive == arguments.GetValue(dryRun))
        {
            throw new CommandFailure(ExitCode.Usage, "Say whether it is for real: add --dry-run or --live.");
        }

        Configuration configuration = scope.RequireConfiguration();
        await using DeskVisit visit = DeskVisit.Begin(scope, configuration, composition, isLive);
        using SourceSet? sources = configuration.Enrichment.Enabled
            ? composition.OpenSources(configuration.Enrichment.Settings with { Matches = Matches.Load(scope) }, scope.Clock)
            : null;
        Opportunity opportunity = await FindAsync(scope, visit.Venue, sources, configuration, arguments.GetValue(id)!, cancellation);
        TradingDesk desk = await visit.OpenAsync(cancellation);
        IReadOnlyDictionary<string, OrderBook> books = await visit.Venue.Books!.ReadBooksAsync(
            [.. opportunity.Legs.Select(static leg => leg.Claim.Market.Ticker).Distinct(StringComparer.Ordinal)], cancellation);
        PlanRequest request = desk.Request(opportunity, books, configuration) with
        {
            Policy = TradePolicy.Find(arguments.GetValue(policy)!)!,
        };
        string tradeId = desk.NextTradeId();
        TradePlan plan = await PreviewAsync(desk, request, tradeId);
        if (!scope.Output.IsJson)
        {
            TradeView.Show(scope, plan);
            TradeView.ShowRelations(
                scope, plan, await desk.Host.AskAsync(static loop => RelationTrades.Of(loop.Trades.Values)));
        }

        if (!arguments.GetValue(yes) && !IsAgreed(scope, desk, plan, configuration))
        {
            return (int)ExitCode.Failed;
        }

        ExitCode code = await WorkAsync(scope, desk, request, tradeId, cancellation);
        await visit.DeliverAsync(cancellation);
        return (int)code;
    }

    private static async Task<TradePlan> PreviewAsync(TradingDesk desk, PlanRequest request, string tradeId)
    {
        (TradePlan? plan, string refusal) = await desk.Host.AskAsync(loop =>
        {
            TradePlan? made = loop.Preview(request, tradeId, isApproved: true, out string reason);
            return (made, reason);
        });
        return plan ?? throw new CommandFailure(ExitCode.Failed, $"It is not traded: {refusal}");
    }

    /// <summary>For real it is asked twice, and the second time for the amount: nobody types that by habit.</summary>
    private bool IsAgreed(CommandScope scope, TradingDesk desk, TradePlan plan, Configuration configuration)
    {
        Question question = new(host, scope);
        return desk.IsLive
            ? question.IsAnswered($"Trade it for real on {configuration.Kalshi.Endpoint.Authority}?", "yes")
                && question.IsAnswered($"Up to {plan.MostOutlay} are paid and up to {plan.Losses.ExecutionBound} may be lost.",
                    plan.MostOutlay.ToString())
            : question.IsAnswered("Trade it on paper?", "yes");
    }

    private static async Task<ExitCode> WorkAsync(
        CommandScope scope, TradingDesk desk, PlanRequest request, string tradeId, CancellationToken cancellation)
    {
        desk.Host.Post(new LoopInput.Propose(scope.Clock.GetUtcNow(), request, tradeId, IsApproved: true));
        if (!await desk.Host.AskAsync(loop => loop.Trades.ContainsKey(tradeId)))
        {
            throw new CommandFailure(ExitCode.Failed, "Meanwhile the limits leave no room for it.");
        }

        // While trading is halted a trade does not go on, and this command would wait for ever.
        await desk.Host.WhenAsync(loop => loop.Trades[tradeId].Phase.IsFinal() || desk.IsHalted, cancellation);
        TradeRecord record = await desk.RecordAsync(tradeId);
        Tell(scope, desk.IsLive, record);
        return record.State.Phase is TradePhase.Complete or TradePhase.Flat or TradePhase.Declined ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<Opportunity> FindAsync(
        CommandScope scope, VenueConnection venue, SourceSet? sources, Configuration configuration, string wanted, CancellationToken cancellation)
    {
        DetectionOptions detection = Scanner.Options(configuration, nearMisses: 0, SettledRecord.Load(scope));
        Scan scan = Scanner.Create(
            venue, configuration, detection, scope.Clock,
            Scanner.Enricher(sources, configuration.Enrichment, configuration.Kalshi.Member, scope.Clock));
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

    private static void Tell(CommandScope scope, bool isLive, TradeRecord done)
    {
        if (scope.Output.IsJson)
        {
            scope.Output.Document(json => TradeView.WriteDocument(json, done));
            return;
        }

        TradeView.Show(scope, done);
        string book = isLive ? "" : " --dry-run";
        scope.Output.Line($"`dutchbook explain {done.State.Plan.TradeId}{book}` tells it step by step.");
    }
}
