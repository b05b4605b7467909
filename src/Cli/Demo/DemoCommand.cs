using System.CommandLine;
using Dutchbook.Alerts;
using Dutchbook.Enrichment;
using Dutchbook.Pipeline;
using Dutchbook.Sandbox;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>
/// `demo`: the whole path against the embedded exchange. The universe is served over loopback HTTP in the venue's own shapes,
/// and the product's own client reads it, so that nothing of the real path is skipped.
/// </summary>
internal sealed class DemoCommand(CommandHost host, GlobalOptions globals, Composition composition)
{
    private readonly Option<int?> seconds = new("--seconds")
    {
        Description = "End after this many seconds (default: on a terminal at Ctrl-C, otherwise after one pass).",
        HelpName = "count",
    };

    private readonly Option<bool> headless = new("--headless") { Description = "One pass, then end, also on a terminal." };

    private readonly Option<bool> noTrade = new("--no-trade") { Description = "Look only: no trades on paper." };

    private readonly Option<string?> proofs = new("--proofs")
    {
        Description = "Write the proof of each opportunity into this folder; `dutchbook verify` re-checks it.",
        HelpName = "folder",
    };

    private readonly Option<int> top = new("--top")
    {
        Description = "How many rows of each table to show.",
        DefaultValueFactory = static _ => 8,
        HelpName = "count",
    };

    private readonly DashboardOptions dashboard = new();

    public Command Create()
    {
        DocumentedCommand command = new("demo", "The whole path against an embedded exchange: no key, no network.",
            new Example("dutchbook demo", "start the embedded exchange, read it, show what cannot be right, and trade it on paper"),
            new Example("dutchbook demo --headless --no-trade", "one pass, and nothing else"),
            new Example("dutchbook demo --headless --format json", "one pass; the last line is the scan document"));
        command.Options.Add(seconds);
        command.Options.Add(headless);
        command.Options.Add(noTrade);
        command.Options.Add(proofs);
        command.Options.Add(top);
        dashboard.AddTo(command);
        command.SetAction((arguments, cancellation) => Run(arguments, cancellation));
        return command;
    }

    private async Task<int> Run(ParseResult arguments, CancellationToken cancellation)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        Configuration configuration = new() { Alerts = new AlertsOptions { AllowPrivateAddresses = true } };
        Universe universe = Universe.Demo(scope.Clock.GetUtcNow());
        TimeSpan? lasting = Lasting(arguments);
        await using SandboxServer server = await SandboxServer.StartAsync(
            universe, new SandboxOptions { Time = scope.Clock, Crowd = lasting is null ? null : new CrowdOptions() }, cancellation);
        using PrivateKeyFile key = PrivateKeyFile.Write(server.PrivateKeyPem);
        KalshiOptions loopback = new()
        {
            BaseUrl = server.RestBase.ToString().TrimEnd('/'),
            KeyId = server.KeyId,
            PrivateKeyPath = key.Path,
        };
        using VenueConnection venue = composition.ConnectVenue(loopback, scope.Clock, null);
        await using OutsideWorld outside = await OutsideWorld.StartAsync(universe, scope.Clock, cancellation);
        using SourceSet sources = new(Around(outside, configuration.Enrichment.Settings), scope.Clock);
        Enricher? enricher = Scanner.Enricher(sources, configuration.Enrichment, configuration.Kalshi.Member, scope.Clock);
        Scan scan = Scanner.Create(
            venue, configuration, Scanner.Options(configuration, nearMisses: 10), scope.Clock, enricher);
        ScanResult result = await Scanner.RunAsync(scan, scope, cancellation);
        IReadOnlyList<Delivery> deliveries = await AnnounceAsync(outside, configuration.Alerts, result, cancellation);
        if (arguments.GetValue(proofs) is { } folder)
        {
            ProofFolder.Write(folder, result.Proofs);
        }

        if (!scope.Output.IsJson)
        {
            scope.Output.Line($"Dutchbook demo, an embedded exchange at {server.RestBase}. It trades on paper at most.");
            scope.Output.Line("");
            new ScanView(scope.Output.Console, Math.Max(1, arguments.GetValue(top))).Show(result);
            ShowAlerts(scope, outside, deliveries);
        }

        if (!arguments.GetValue(noTrade))
        {
            DemoTrading trading = new(scope, server, venue, enricher, configuration, dashboard.Read(arguments));
            await trading.RunAsync(result, lasting, cancellation);
        }

        if (scope.Output.IsJson)
        {
            scope.Output.OneLine(json => ScanJson.Write(json, result));
        }

        if (arguments.GetValue(noTrade) && lasting is { } time)
        {
            await LingerAsync(scope, server, time, cancellation);
        }

        return (int)ExitCode.Done;
    }

    /// <summary>How long the exchange goes on after the first pass; null for not at all.</summary>
    private TimeSpan? Lasting(ParseResult arguments) => arguments.GetValue(seconds) is { } count
        ? TimeSpan.FromSeconds(Math.Max(0, count))
        : host.OutIsTerminal && !arguments.GetValue(headless) ? Timeout.InfiniteTimeSpan : null;

    private static SourceSettings Around(OutsideWorld outside, SourceSettings settings) => settings with
    {
        Addresses = new SourceAddresses { Gamma = outside.Gamma, Clob = outside.Clob, FredCharts = outside.FredCharts },
    };

    /// <summary>Tells what was found through the real webhook channel; nothing is kept of a demo.</summary>
    private static async Task<IReadOnlyList<Delivery>> AnnounceAsync(
        OutsideWorld outside, AlertsOptions alerts, ScanResult result, CancellationToken cancellation)
    {
        using ChannelSet channels = new(AlertSetup.Channels(alerts) with { Webhook = outside.Webhook });
        List<Delivery> deliveries = [];
        foreach (Alert alert in Announcement.Of(result))
        {
            deliveries.Add(await channels.Channels[0].SendAsync(alert, cancellation));
        }

        return deliveries;
    }

    private static void ShowAlerts(CommandScope scope, OutsideWorld outside, IReadOnlyList<Delivery> deliveries)
    {
        int delivered = deliveries.Count(static delivery => delivery.Outcome == DeliveryOutcome.Delivered);
        scope.Output.Line($"Alerts: {delivered} of {deliveries.Count} delivered; the webhook on this machine received "
            + $"{outside.Received.Count}, the first:");
        scope.Output.Line(outside.Received.Count > 0 ? TerminalText.Clean(outside.Received[0], 600) : "none");
    }

    /// <summary>The exchange keeps answering, so that the reader can point another command, or a bot, at it.</summary>
    private static async Task LingerAsync(CommandScope scope, SandboxServer server, TimeSpan time, CancellationToken cancellation)
    {
        scope.Progress.MarkupLine($"The exchange keeps answering at {server.RestBase} until Ctrl-C.");
        try
        {
            await Task.Delay(time, scope.Clock, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Ctrl-C is how the demo is meant to end.
        }
    }
}
