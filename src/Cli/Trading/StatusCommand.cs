using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Dutchbook.Execution;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>`status`: what may be sent, and what is open.</summary>
internal sealed class StatusCommand(CommandHost host, GlobalOptions globals)
{
    public Command Create()
    {
        DocumentedCommand command = new("status", "Whether trading may go on, and what is open.",
            new Example("dutchbook status", "with a running instance also its parts, and why there is what there is"),
            new Example("dutchbook status --format json", "for a watchdog: `mode` is Active, Reducing or Halted"));
        command.SetAction(async (arguments, cancellation) => (int)await RunAsync(arguments, cancellation));
        return command;
    }

    /// <summary>The mode alone.</summary>
    public static void Tell(CommandScope scope, TradingModeState state)
    {
        if (scope.Output.IsJson)
        {
            scope.Output.Document(new
            {
                Schema = ScanJson.Schema,
                Mode = state.Mode.ToString(),
                Reason = JsonText.Clean(state.Reason),
                Since = state.Since.UtcDateTime,
                state.NeedsPerson,
            });
            return;
        }

        scope.Output.Line(state.Mode == TradingMode.Active
            ? "Active: trading may go on."
            : $"{state.Mode}: {TerminalText.Clean(state.Reason, 300)}{(state.NeedsPerson ? " (needs a person)" : "")}");
    }

    private async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        Configuration configuration = scope.RequireConfiguration();
        ConfiguredHaltFlag flag = new(new FileHaltFlag(scope.Home.HaltFile), configuration.Trading.KillSwitch);
        TradingModeState state = flag.Read();
        OpenBook?[] all = [OpenBook.Read(scope, isPaper: false), OpenBook.Read(scope, isPaper: true)];
        OpenBook[] books = [.. all.OfType<OpenBook>()];
        IReadOnlyList<OpenLegs> open = OpenLegs.Read(scope.Home);
        using InstanceClient? client = await InstanceClient.FindAsync(scope.Home, cancellation);
        JsonElement? running = await ReadAsync(client, cancellation);
        SourceView sources = SourceView.Read(scope.Home, configuration.Enrichment, scope.Clock);
        AlertStanding alerts = AlertStanding.Read(scope.Home, configuration.Alerts);
        if (scope.Output.IsJson)
        {
            scope.Output.Document(new
            {
                Schema = ScanJson.Schema,
                Mode = state.Mode.ToString(),
                Reason = JsonText.Clean(state.Reason),
                Since = state.Since.UtcDateTime,
                state.NeedsPerson,
                configuration.Trading.DryRun,
                Books = books,
                Open = open,
                Sources = new { Enabled = sources.IsEnabled, Each = sources.Sources },
                Alerts = new
                {
                    Enabled = alerts.IsEnabled,
                    Channels = alerts.ChannelDocuments,
                    Waiting = alerts.Outbox.Waiting.Count,
                    Unacknowledged = alerts.Outbox.Unacknowledged.Select(static alert => new { alert.Id, Title = JsonText.Clean(alert.Title) }),
                },
                Running = running,
            });
            return ExitCode.Done;
        }

        Tell(scope, state);
        foreach (OpenBook book in books)
        {
            scope.Output.Line(string.Create(CultureInfo.InvariantCulture,
                $"{book.Book}: {book.Trades} trades, {book.OpenTrades} open; {book.OpenOrders} orders open, {book.UnknownOrders} of them not "
                + $"known; {book.Residual} trades left unhedged."));
        }

        OpenLegs.Show(scope, open);
        ShowOutside(scope, sources, alerts);
        if (running is { } shown)
        {
            RunningView.Show(scope, client!.File, shown);
        }

        return ExitCode.Done;
    }

    private static void ShowOutside(CommandScope scope, SourceView sources, AlertStanding alerts)
    {
        scope.Output.Line(sources.IsEnabled ? "Outside sources:" : "Outside sources: switched off (enrichment.enabled).");
        foreach (string line in sources.Lines(scope.Clock.GetUtcNow()))
        {
            scope.Output.Line(line);
        }

        if (!alerts.IsEnabled && alerts.Outbox.Unacknowledged.Count == 0)
        {
            scope.Output.Line("Alerts: switched off (alerts.enabled).");
            return;
        }

        scope.Output.Line("Alerts:");
        foreach (string line in alerts.Lines(mostWaiting: 3, mostOpen: 10))
        {
            scope.Output.Line(line.StartsWith(' ') ? line : $"  {line}");
        }
    }

    /// <summary>What the running instance says of itself; null where none runs, or it does not answer: the rest is told all the same.</summary>
    private static async Task<JsonElement?> ReadAsync(InstanceClient? client, CancellationToken cancellation)
    {
        if (client is not { File.IsDemo: false })
        {
            return null;
        }

        try
        {
            return await client.GetAsync("state", cancellation);
        }
        catch (CommandFailure)
        {
            return null;
        }
    }

    private sealed record OpenBook(string Book, int Trades, int OpenTrades, int OpenOrders, int UnknownOrders, int Residual)
    {
        public static OpenBook? Read(CommandScope scope, bool isPaper)
        {
            if (!File.Exists(scope.Home.Database))
            {
                return null;
            }

            using SqliteJournal journal = SqliteJournal.OpenReader(scope.Home.Database, isPaper);
            JournalContent content = journal.Load();
            IReadOnlyList<TradeRecord> trades = TradeRecord.All(content);
            return new OpenBook(
                isPaper ? "Dry run" : "Live",
                trades.Count,
                trades.Count(static trade => !trade.State.Phase.IsFinal()),
                content.Orders.Count(static order => !order.IsSettled()),
                content.Orders.Count(static order => order.Phase.IsUncertain()),
                trades.Count(static trade => trade.State.Phase == TradePhase.Residual && !trade.IsPaid));
        }
    }
}
