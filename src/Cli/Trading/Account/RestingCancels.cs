using Dutchbook.Execution;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <param name="Cancelled">Orders that a cancel was sent for; null of a cancel of everything.</param>
/// <param name="Resting">Orders that the exchange still showed at the last look; null where it could not be asked.</param>
/// <param name="Problem">Why it is not known that nothing rests; empty where it is.</param>
internal sealed record CancelReport(int? Cancelled, int? Resting, string Problem)
{
    public bool IsVerified => Problem.Length == 0;
}

/// <summary>
/// Cancels at the exchange and looks until nothing rests any more. It needs no running process, and takes no answer to a cancel
/// for the end of an order.
/// </summary>
internal sealed class RestingCancels(AccountAccess account, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);

    /// <summary>Whether the live book has an order that may rest.</summary>
    public static bool MayRest(HomeFolder home)
    {
        if (!File.Exists(home.Database))
        {
            return false;
        }

        using SqliteJournal journal = SqliteJournal.OpenReader(home.Database, isPaper: false);
        return journal.Load().Orders.Any(static order => !order.Phase.IsFinal());
    }

    /// <summary>Opens the account, cancels and looks; what keeps it from that is the problem it reports.</summary>
    public static async Task<CancelReport> RunAsync(
        Composition composition, Func<Configuration> configuration, HomeFolder home, TimeProvider clock, bool cancelsAll, CancellationToken stop)
    {
        try
        {
            using AccountAccess account = AccountAccess.Open(composition, configuration(), clock);
            RestingCancels cancels = new(account, clock);
            return cancelsAll ? await cancels.AllAsync(stop) : await cancels.OursAsync(home, stop);
        }
        catch (CommandFailure problem)
        {
            return new CancelReport(0, null, string.Join(' ', [problem.Message, .. problem.Details]));
        }
        catch (StorageException problem)
        {
            return new CancelReport(0, null, $"which orders are ours cannot be read: {problem.Message}");
        }
    }

    /// <summary>Every order of the account, also those that are not ours.</summary>
    public async Task<CancelReport> AllAsync(CancellationToken stop)
    {
        bool isDone = false;
        return await UntilGone(
            static _ => true,
            async _ =>
            {
                // Each one may cancel what is placed in the minute after it: once it is acknowledged, it is not repeated.
                isDone = isDone || await account.Gateway.CancelAllAsync(account.Subaccount, stop) is CancelAnswer.Acknowledged;
                return null;
            },
            stop);
    }

    /// <summary>Those orders that our journal sent, and no others.</summary>
    public async Task<CancelReport> OursAsync(HomeFolder home, CancellationToken stop)
    {
        HashSet<string> ours;
        using (SqliteJournal journal = SqliteJournal.OpenReader(home.Database, isPaper: false))
        {
            ours = [.. journal.Load().Orders.SelectMany(static order => new[] { order.Intent.ClientOrderId, order.OrderId })];
        }

        ours.Remove("");
        int sent = 0;
        return await UntilGone(
            row => ours.Contains(row.ClientOrderId) || ours.Contains(row.OrderId),
            async rows =>
            {
                foreach (VenueOrder row in rows)
                {
                    await account.Gateway.CancelAsync(new CancelOrder(row.OrderId, row.Ticker, row.Shard ?? 0, account.Subaccount), stop);
                    sent++;
                }

                return sent;
            },
            stop);
    }

    private async Task<CancelReport> UntilGone(
        Func<VenueOrder, bool> isWanted, Func<IReadOnlyList<VenueOrder>, Task<int?>> cancel, CancellationToken stop)
    {
        DateTimeOffset end = clock.GetUtcNow() + Patience;
        int? sent = 0;
        bool isAsked = false;
        while (true)
        {
            Reading<IReadOnlyList<VenueOrder>> reading = await account.Reader.ReadOrdersAsync(
                new OrderQuery(account.Subaccount) { RestingOnly = true }, stop);
            VenueOrder[]? rows = reading is Reading<IReadOnlyList<VenueOrder>>.Known known ? [.. known.Value.Where(isWanted)] : null;
            if (rows is { Length: 0 } && isAsked)
            {
                return new CancelReport(sent, 0, "");
            }

            if (clock.GetUtcNow() >= end)
            {
                string why = reading is Reading<IReadOnlyList<VenueOrder>>.Unknown unknown ? unknown.Reason : "they still rest";
                return new CancelReport(sent, rows?.Length, $"it is not verified that nothing rests: {why}");
            }

            // A list that cannot be read keeps no cancel from being sent.
            sent = await cancel(rows ?? []);
            isAsked = true;
            await Task.Delay(Between, clock, stop);
        }
    }
}
