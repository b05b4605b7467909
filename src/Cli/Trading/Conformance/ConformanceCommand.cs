using System.CommandLine;
using Dutchbook.Kalshi;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>
/// `conformance --env demo`: measures on the demo exchange what the protocol of orders rests on, with single contracts, and writes
/// down what was found. Live trading demands it, and sets its fences by it.
/// </summary>
internal sealed class ConformanceCommand(CommandHost host, GlobalOptions globals, Composition composition)
{
    private readonly Option<string> environment = new Option<string>("--env")
    {
        Description = "The exchange; `demo` alone, and a sandbox on this machine counts as one.",
        Required = true,
        HelpName = "demo",
    }.AcceptOnlyFromAmong("demo");

    private readonly Option<string?> ticker = new("--ticker") { Description = "The market to use; otherwise one with a narrow spread.", HelpName = "ticker" };

    private readonly Option<int> watch = new("--watch")
    {
        Description = "How many seconds an order is watched that was placed right after a cancel of everything.",
        DefaultValueFactory = static _ => 70,
        HelpName = "seconds",
    };

    private readonly Option<bool> yes = new("--yes") { Description = "Do not ask." };

    public Command Create()
    {
        DocumentedCommand command = new("conformance", "Measures how the demo exchange treats orders, for a few cents of play money.",
            new Example("dutchbook conformance --env demo", "about two minutes; cancels every order of the demo account"),
            new Example("DUTCHBOOK__KALSHI__ENVIRONMENT=demo DUTCHBOOK__KALSHI__KEY_ID=... DUTCHBOOK__KALSHI__PRIVATE_KEY_PATH=... "
                + "dutchbook conformance --env demo", "in the home of a production account, with the demo key for once"));
        command.Options.Add(environment);
        command.Options.Add(ticker);
        command.Options.Add(watch);
        command.Options.Add(yes);
        command.SetAction((arguments, cancellation) => Run(arguments, cancellation));
        return command;
    }

    private async Task<int> Run(ParseResult arguments, CancellationToken cancellation)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        Configuration configuration = scope.RequireConfiguration();
        if (!LivePermit.IsPlay(configuration.Kalshi.Endpoint))
        {
            throw new CommandFailure(ExitCode.Usage, $"{configuration.Kalshi.Endpoint.Host} is the exchange with real money.",
                ["Set kalshi.environment to demo, with a key of the demo exchange."]);
        }

        using InstanceLock alone = InstanceLock.Take(scope.Home);
        using AccountAccess account = AccountAccess.Open(composition, configuration, scope.Clock);
        if (!arguments.GetValue(yes) && !new Question(host, scope).IsAnswered(
            $"Single contracts are traded and every order of the account on {configuration.Kalshi.Endpoint.Host} is cancelled.", "yes"))
        {
            return (int)ExitCode.Failed;
        }

        ConformanceResult result = await MeasureAsync(scope, configuration, account, arguments, cancellation);
        HomeRecord.Write(ConformanceResult.PathIn(scope.Home), result);
        Show(scope, result);
        return (int)(result.Objections.Count == 0 ? ExitCode.Done : ExitCode.Failed);
    }

    private async Task<ConformanceResult> MeasureAsync(
        CommandScope scope, Configuration configuration, AccountAccess account, ParseResult arguments, CancellationToken cancellation)
    {
        try
        {
            ProbeMarket market = await ProbeMarket.Find(account.Client, arguments.GetValue(ticker), scope.Clock, cancellation);
            scope.Remark($"On {market.Ticker}, bid {market.Bid}, offered at {market.Ask}:");
            ProbeBench bench = new(account.Client, market, scope.Clock, cancellation);
            TimeSpan time = TimeSpan.FromSeconds(Math.Clamp(arguments.GetValue(watch), 1, 600));
            return await new ConformanceRun(
                bench, VenueConnection.Place(configuration.Kalshi), time,
                fact => scope.Remark($"  {fact.Name}: {Word(fact)}")).RunAsync();
        }
        catch (KalshiException problem)
        {
            throw new CommandFailure(ExitCode.Failed, problem.Message);
        }
    }

    private static void Show(CommandScope scope, ConformanceResult result)
    {
        if (scope.Output.IsJson)
        {
            scope.Output.Document(new
            {
                Schema = ScanJson.Schema,
                result.Host,
                At = result.At.UtcDateTime,
                result.FenceSeconds,
                Facts = result.Facts.Select(static fact => new { fact.Name, fact.Holds, Evidence = JsonText.Clean(fact.Evidence) }),
                result.Objections,
            });
            return;
        }

        Table table = Tables.Plain("Behaviour", "", "Evidence");
        foreach (ConformanceFact fact in result.Facts)
        {
            table.AddRow(fact.Name, Word(fact), TerminalText.Markup(fact.Evidence, 200));
        }

        scope.Output.Table(table);
        scope.Output.Line(result.FenceSeconds is { } seconds
            ? $"An order without an answer counts as absent {seconds} s after it could last have left."
            : "How old an order may be was not found: the fence stays at 45 s.");
        foreach (string objection in result.Objections)
        {
            scope.Output.Line($"Live trading is refused: {TerminalText.Clean(objection, 300)}");
        }
    }

    private static string Word(ConformanceFact fact) => fact.Holds switch { true => "yes", false => "NO", null => "not seen" };
}
