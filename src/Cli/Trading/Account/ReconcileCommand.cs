using System.CommandLine;
using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>
/// `reconcile`: what our books and the account do not agree on. `--adopt` takes over what is not ours, `--cash` names cash that
/// came or went beside us; both only add to the books, and nothing in the account is touched.
/// </summary>
internal sealed class ReconcileCommand(CommandHost host, GlobalOptions globals, Composition composition)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Option<bool> adopt = new("--adopt")
    {
        Description = "Take over cash, positions and orders that are not ours: they are left alone, and their markets are not traded.",
    };

    private readonly Option<string?> cash = new("--cash")
    {
        Description = "Book the cash that differs, under this name, such as \"deposit of 2 March\".",
        HelpName = "text",
    };

    private readonly Option<bool> yes = new("--yes") { Description = "Do not ask." };

    public Command Create()
    {
        DocumentedCommand command = new("reconcile", "Compares orders, fills, positions and cash with the account at the exchange.",
            new Example("dutchbook reconcile", "list every difference; ends with 1 if there is one"),
            new Example("dutchbook reconcile --adopt", "once, before the first live trade: take over what is there"),
            new Example("dutchbook reconcile --cash \"deposit\"", "name cash that came from outside"));
        command.Options.Add(adopt);
        command.Options.Add(cash);
        command.Options.Add(yes);
        command.SetAction((arguments, cancellation) => Run(arguments, cancellation));
        return command;
    }

    private async Task<int> Run(ParseResult arguments, CancellationToken cancellation)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        Configuration configuration = scope.RequireConfiguration();
        bool adopts = arguments.GetValue(adopt);
        string? name = arguments.GetValue(cash);
        if (adopts && name is not null)
        {
            throw new CommandFailure(ExitCode.Usage, "--adopt and --cash are two decisions. Give one of them.");
        }

        bool changes = adopts || name is not null;
        using InstanceLock? alone = changes ? InstanceLock.Take(scope.Home) : null;
        using AccountAccess account = AccountAccess.Open(composition, configuration, scope.Clock);
        JournalContent content = Content(scope, changes);
        AccountReading reading = await account.ReadAsync(Since(content, scope.Clock), cancellation);
        IReadOnlyList<AccountDifference> differences = AccountComparison.Compare(content, reading);
        if (!changes || (differences.Count == 0 && content.Entries.Count > 0))
        {
            ReconcileView.Show(scope, content, reading, differences);
            return (int)(differences.Count == 0 ? ExitCode.Done : ExitCode.Failed);
        }

        if (!arguments.GetValue(yes))
        {
            ReconcileView.Show(scope, content, reading, differences);
            string what = adopts ? "Take over what is not ours, as it is?" : $"Book the cash that differs as \"{name}\"?";
            if (!new Question(host, scope).IsAnswered(what, adopts ? "adopt" : "yes"))
            {
                return (int)ExitCode.Failed;
            }
        }

        await ApplyAsync(scope, configuration, account, reading, adopts ? null : name, cancellation);
        content = Content(scope, writes: false);
        reading = await account.ReadAsync(Since(content, scope.Clock), cancellation);
        differences = AccountComparison.Compare(content, reading);
        ReconcileView.Show(scope, content, reading, differences);
        return (int)(differences.Count == 0 ? ExitCode.Done : ExitCode.Failed);
    }

    /// <summary>Through the loop, as everything that is booked: in one journal, in one way.</summary>
    private static async Task ApplyAsync(
        CommandScope scope,
        Configuration configuration,
        AccountAccess account,
        AccountReading reading,
        string? name,
        CancellationToken cancellation)
    {
        await using TradingDesk desk = await DeskDoor.MakeAsync(
            scope, configuration, account.Venue, new Fence(), alerts: null, feed: null, cancellation);
        desk.Start();
        DateTimeOffset now = scope.Clock.GetUtcNow();
        if (name is null)
        {
            desk.Host.Post(new LoopInput.Adopt(now, reading.Balances, reading.Positions, reading.Resting));
        }
        else
        {
            (int Shard, Money Missing)[] missing = await desk.Host.AskAsync(
                loop => AccountComparison.CashMissing(reading.Balances, loop.Ledger).ToArray());
            foreach ((int shard, Money amount) in missing)
            {
                desk.Host.Post(new LoopInput.NameCash(now, shard, amount, name));
            }
        }

        using CancellationTokenSource late = new(Patience, scope.Clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            await desk.Host.WhenAsync(static loop => loop.IsReconciled, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // What still differs is shown.
        }
    }

    private static JournalContent Content(CommandScope scope, bool writes)
    {
        if (!writes && !File.Exists(scope.Home.Database))
        {
            return new JournalContent([], [], []);
        }

        using SqliteJournal journal = writes
            ? DeskDoor.OpenJournal(scope, isPaper: false)
            : SqliteJournal.OpenReader(scope.Home.Database, isPaper: false);
        return journal.Load();
    }

    /// <summary>From when trading began, or from the last week: older fills move to the exchange's archive.</summary>
    private static DateTimeOffset Since(JournalContent content, TimeProvider clock)
    {
        DateTimeOffset week = clock.GetUtcNow() - TimeSpan.FromDays(7);
        return content.Entries.Count > 0 && content.Entries[0].At > week ? content.Entries[0].At : week;
    }
}
