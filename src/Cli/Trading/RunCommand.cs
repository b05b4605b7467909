using System.CommandLine;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>
/// `run`: reads the venue again and again and works what it finds. Each thing that happens is one line; with JSON one
/// object a line.
/// </summary>
internal sealed class RunCommand(CommandHost host, GlobalOptions globals, Composition composition)
{
    private readonly Option<bool> live = new("--live") { Description = "Trade for real: orders go to the configured exchange." };
    private readonly Option<bool> once = new("--once") { Description = "One pass; end when its trades have ended." };

    public Command Create()
    {
        DocumentedCommand command = new("run", "Reads, detects and trades, pass after pass, until Ctrl-C; on paper unless --live.",
            new Example("dutchbook run", "dry run on live prices"),
            new Example("dutchbook run --once --format json", "one pass, one object a line"));
        command.Options.Add(live);
        command.Options.Add(once);
        command.SetAction((arguments, cancellation) => Run(arguments, cancellation));
        return command;
    }

    private async Task<int> Run(ParseResult arguments, CancellationToken cancellation)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        Configuration configuration = scope.RequireConfiguration();
        bool isLive = arguments.GetValue(live);
        if (isLive)
        {
            LivePermit.Require(configuration);
        }

        using InstanceLock alone = InstanceLock.Take(scope.Home);
        using VenueConnection venue = composition.ConnectVenue(configuration.Kalshi, scope.Clock, null);
        using AlertSession? alerts = configuration.Alerts.Enabled ? AlertSession.Open(scope, configuration.Alerts) : null;
        await using TradingDesk desk =
            await DeskDoor.OpenAsync(scope, configuration, venue, isLive, alerts?.Desk, feed: null, cancellation);
        PassTrader trader = new(scope, venue, desk, configuration);
        TimeSpan interval = TimeSpan.FromSeconds(configuration.Scanning.FullScanIntervalSeconds);
        bool isLast = arguments.GetValue(once);
        do
        {
            DateTimeOffset next = isLast ? DateTimeOffset.MinValue : scope.Clock.GetUtcNow() + interval;
            Scan scan = Scanner.Create(venue, configuration, Scanner.Options(configuration, nearMisses: 0), scope.Clock);
            ScanResult result = await Scanner.RunAsync(scan, scope, cancellation);
            IReadOnlyList<string> begun = await trader.ProposeAsync(result, most: int.MaxValue, cancellation);

            // Between passes the trades go on; a pass begins when its time has come, and the last ends with its trades.
            await trader.WorkAsync(begun, next, cancellation);
            foreach (string trade in begun)
            {
                Tell(scope, await desk.RecordAsync(trade));
            }
        }
        while (!isLast);

        return (int)ExitCode.Done;
    }

    /// <summary>One line for a program, two for a reader.</summary>
    public static void Tell(CommandScope scope, TradeRecord record)
    {
        if (scope.Output.IsJson)
        {
            scope.Output.OneLine(json => TradeView.WriteDocument(json, record));
            return;
        }

        TradeView.Show(scope, record);
    }
}
