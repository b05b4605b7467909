using System.Globalization;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Dutchbook.Execution;
using Dutchbook.Pipeline;
using Dutchbook.Sandbox;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>
/// The demo's trades: one whose second leg vanishes on purpose, then the long-lived run on the exchange's stream, on paper and in
/// memory, through the same gate, machines and ledger as everything else.
/// </summary>
internal sealed class DemoTrading(
    CommandScope scope, SandboxServer exchange, VenueConnection venue, Enricher? enricher, Configuration configuration, DashboardWish wish)
{
    /// <summary>Works what the first pass found; then, for as long as the demo lasts, whatever comes.</summary>
    public async Task RunAsync(ScanResult first, TimeSpan? lasting, CancellationToken cancellation)
    {
        DemoJournal journal = new();
        MemoryHaltFlag flag = new();
        StagedMarkets markets = new(venue.Markets!);
        DeskVenue paper = DeskVenue.OnPaper(
            markets, journal.Load(), configuration.Kalshi.Member, DeskDoor.Bankroll, scope.Clock);
        await using TradingDesk desk = new(
            paper, journal, flag, TradingSettings.Limits(configuration, DeskDoor.Bankroll),
            new DeskEvents(scope.Log, alerts: null, isPaper: true), scope.Clock);
        await desk.OpenAsync(cancellation);
        await desk.ReadyAsync(cancellation);
        StagedUnwind unwind = new(scope, exchange, markets, desk, configuration);
        if (await unwind.RunAsync(first, venue, cancellation) is { } staged)
        {
            Tell(staged);
        }

        LayerWatch layers = new(scope.Clock);
        using RunSession session = new(new RunSettings
        {
            Scope = scope,
            Clock = scope.Clock,
            Configuration = configuration,
            Venue = venue,
            Desk = desk,
            Recorder = new Nowhere(),
            Layers = layers,
            Enricher = enricher,
        });
        await using DashboardHosting? dashboard = lasting is null || wish.IsUnwanted
            ? null
            : await DashboardHosting.StartAsync(
                new DashboardSource
                {
                    Scope = scope,
                    Configuration = configuration,
                    Board = session.Instance.Board,
                    Stream = session.Stream,
                    Desk = desk,
                    Venue = venue,
                    Flag = flag,
                    History = journal,
                    Settings = DashboardHosting.Defaults(configuration),
                    Host = $"{exchange.RestBase.Authority} (the embedded exchange of the demo)",
                    User = "demo",
                    IsKept = false,
                },
                wish,
                cancellation);
        if (lasting is not null)
        {
            scope.Remark($"It goes on at {exchange.RestBase}; Ctrl-C ends it.");
        }

        DateTimeOffset? until = lasting is { } time && time >= TimeSpan.Zero ? scope.Clock.GetUtcNow() + time : null;
        RunEnd end = new(isOnce: lasting is null, until);
        try
        {
            await session.RunAsync(end.IsReached, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Ctrl-C is how the demo is meant to end.
        }

        ShowResult(await desk.Host.AskAsync(static loop => loop.Trades.Keys.Select(id => new TradeRecord(
            loop.Trades[id], loop.AccountOf(id), loop.Ledger.CashOf(id), loop.Ledger.CostOf(id))).ToArray()));
    }

    private void Tell(TradeRecord staged)
    {
        if (!scope.Output.IsJson)
        {
            scope.Output.Line("");
            scope.Output.Line("A partial fill on purpose: once its first leg was filled, everybody who offered the second went away.");
        }

        RunCommand.Tell(scope, staged);
        if (!scope.Output.IsJson)
        {
            scope.Output.Line($"It could lose {staged.State.Plan.Losses.ExecutionBound} at most, and that was shown before the first order.");
            scope.Output.Line("");
        }
    }

    private void ShowResult(TradeRecord[] trades)
    {
        if (scope.Output.IsJson)
        {
            return;
        }

        Table table = Tables.Plain("Trade", "Phase", "Paid", "Fees", "Sure to be paid", "Result at worst");
        Money total = Money.Zero;
        foreach (TradeRecord trade in trades.Where(static trade => trade.State.Phase != TradePhase.Declined))
        {
            table.AddRow(
                trade.State.Plan.TradeId, trade.State.Phase.ToString(), trade.Account.Spent.ToString(), trade.Account.Fees.ToString(),
                trade.Guaranteed.ToString(), trade.AtWorst.ToString());
            total += trade.AtWorst;
        }

        scope.Output.Line("");
        scope.Output.Table(table);
        scope.Output.Line(string.Create(CultureInfo.InvariantCulture, $"Profit on paper, in the worst admissible world: {total}."));
    }

    /// <summary>Nothing is kept of a demo.</summary>
    private sealed class Nowhere : IRunRecorder
    {
        public void Pass(ScanResult result, BookChange change)
        {
        }

        public void Look(IReadOnlyList<Opportunity> shown, BookChange change)
        {
        }
    }
}
