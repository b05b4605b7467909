using System.Diagnostics;
using Dutchbook.Execution;
using Dutchbook.Kalshi;
using Dutchbook.Sandbox;
using Dutchbook.Storage;

namespace Dutchbook.Storms;

/// <param name="Kills">Processes that were killed.</param>
/// <param name="AtOrders">Those among them that died while an order of theirs was arriving at the exchange.</param>
/// <param name="Trades">Trades in the books at the end.</param>
/// <param name="Orders">Orders in the books at the end.</param>
/// <param name="Unanswered">Orders that a successor found without knowing what had become of them.</param>
/// <param name="Differences">What books and exchange did not agree on, after any restart.</param>
internal sealed record KillReport(int Kills, int AtOrders, int Trades, int Orders, int Unanswered, IReadOnlyList<string> Differences)
{
    public static KillReport operator +(KillReport one, KillReport other) => new(
        one.Kills + other.Kills,
        one.AtOrders + other.AtOrders,
        one.Trades + other.Trades,
        one.Orders + other.Orders,
        one.Unanswered + other.Unanswered,
        [.. one.Differences, .. other.Differences]);
}

/// <summary>
/// Starts the built program as real processes that trade on a sandbox over loopback, kills them at random points as `kill -9`
/// does, and compares books and exchange after each restart: orders, fills, positions and cash.
/// </summary>
internal sealed class KillHarness
{
    private readonly Random chance;
    private readonly List<string> differences = [];
    private Action<string>? tell;
    private Process? victim;
    private int ordersUntilDeath;
    private int atOrders;
    private int killed;
    private int unanswered;
    private TimeSpan usual = TimeSpan.FromSeconds(3);

    private KillHarness(int seed) => chance = new Random(seed);

    /// <param name="kills">How many are to be killed; one that ends before its time is not, and not counted.</param>
    /// <param name="seed">Of the points at which they die; the processes themselves are as quick as the machine.</param>
    /// <param name="accounts">
    /// Each with an exchange and a home of its own, worked on side by side: most of a process's life is spent on waiting.
    /// </param>
    /// <param name="tell">Hears of progress.</param>
    /// <param name="most">No round begins after it; null for as long as it takes.</param>
    public static async Task<KillReport> RunAsync(
        int kills, int seed, int accounts = 1, Action<string>? tell = null, TimeSpan? most = null)
    {
        long begun = TimeProvider.System.GetTimestamp();
        bool MayGoOn() => most is null || TimeProvider.System.GetElapsedTime(begun) < most;
        KillReport[] reports = await Task.WhenAll(Enumerable.Range(0, accounts).Select(account => RunOneAsync(
            (kills / accounts) + (account < kills % accounts ? 1 : 0),
            (seed * accounts) + account,
            tell is null ? null : text => tell($"account {account + 1}: {text}"),
            MayGoOn)));
        return reports.Aggregate(static (sum, report) => sum + report);
    }

    private static async Task<KillReport> RunOneAsync(int kills, int seed, Action<string>? tell, Func<bool> mayGoOn)
    {
        KillHarness harness = new(seed) { tell = tell };
        SandboxOptions options = new()
        {
            Time = TimeProvider.System,
            Tier = UsageTier.Prestige,
            SignatureWindow = KillHome.Window,
            FundingPerShard = 100_000,
            FaultPlan = FaultPlan.Parse("late-response=0.3:0-0.5,on=orders"),
            Faults = harness.Watch,
        };
        await using SandboxServer server = await SandboxServer.StartAsync(Universe.Demo(TimeProvider.System.GetUtcNow()), options, default);
        using KillHome home = new(server);
        return await harness.RunAsync(home, server, kills, mayGoOn);
    }

    private async Task<KillReport> RunAsync(KillHome home, SandboxServer server, int kills, Func<bool> mayGoOn)
    {
        using KalshiRestClient client = new(
            new KalshiOptions(server.RestBase) { KeyId = server.KeyId, PrivateKeyPath = home.Key }, TimeProvider.System, new Random(1));
        await MustAsync(home, "reconcile", "--adopt", "--yes");
        Queue<string> pairs = new(await home.PairsAsync());
        usual = await TradeAsync(home, pairs);
        for (int round = 0; killed < kills && round < kills * 8 && mayGoOn(); round++)
        {
            await KillOneAsync(home, await NextAsync(home, pairs));
            unanswered += Content(home).Orders.Count(static order => order.Phase.IsUncertain());

            // The restart: another trade, which first takes up what was left.
            await TradeAsync(home, pairs);
            await CompareAsync(home, client, $"after round {round + 1}");
            tell?.Invoke($"{round + 1} rounds, {killed} killed, {atOrders} at an order, {unanswered} unanswered, {differences.Count} differences");
            if (round % 6 == 5)
            {
                // What nobody bids for stays.
                await home.RunAsync("flatten", "--yes");
                await CompareAsync(home, client, $"flat after round {round + 1}");
            }
        }

        JournalContent content = Content(home);
        return new KillReport(killed, atOrders, content.Trades.Count, content.Orders.Count, unanswered, differences);
    }

    /// <summary>A quarter of them dies at some time, the others while an order of theirs arrives.</summary>
    private async Task KillOneAsync(KillHome home, string pair)
    {
        using Process process = home.Start("trade", pair, "--live", "--yes");
        bool diesAtOrder = chance.Next(4) != 0;
        if (diesAtOrder)
        {
            victim = process;
            Volatile.Write(ref ordersUntilDeath, chance.Next(4) == 0 ? 2 : 1);
        }
        else
        {
            // Most of its life is spent on starting; what matters comes at the end.
            TimeSpan life = TimeSpan.FromMilliseconds(usual.TotalMilliseconds * (0.3 + (chance.NextDouble() * 0.6)));
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(life));
            killed += process.HasExited ? 0 : 1;
            process.Kill();
        }

        await process.WaitForExitAsync();
        Volatile.Write(ref ordersUntilDeath, 0);
        victim = null;
    }

    /// <summary>Asked by the exchange as each request arrives.</summary>
    private Fault? Watch(SandboxRequest request)
    {
        if (request.Method == "POST" && request.Path == "/portfolio/events/orders" && Volatile.Read(ref ordersUntilDeath) > 0
            && Interlocked.Decrement(ref ordersUntilDeath) == 0 && victim is { HasExited: false } process)
        {
            process.Kill();
            atOrders++;
            killed++;
        }

        return null;
    }

    private static async Task<string> NextAsync(KillHome home, Queue<string> pairs)
    {
        if (pairs.Count == 0)
        {
            await home.RunAsync("flatten", "--yes");
            Array.ForEach(await home.PairsAsync(), pairs.Enqueue);
        }

        return pairs.TryDequeue(out string? pair) ? pair : throw new InvalidOperationException("Nothing is left to trade.");
    }

    /// <summary>A trade to its end; 3 says that the opportunity is gone, 1 that the limits or the book say no.</summary>
    private async Task<TimeSpan> TradeAsync(KillHome home, Queue<string> pairs)
    {
        string pair = await NextAsync(home, pairs);
        long from = TimeProvider.System.GetTimestamp();
        (int code, _, string errors) = await home.RunAsync("trade", pair, "--live", "--yes");
        bool isUsual = code is 0 or 3 || errors.Contains("It is not traded", StringComparison.Ordinal);
        if (!isUsual || File.Exists(Path.Combine(home.Folder, "halt")))
        {
            string halt = Path.Combine(home.Folder, "halt");
            differences.Add($"trade ended with {code}: {errors} {(File.Exists(halt) ? await File.ReadAllTextAsync(halt) : "")}");
            File.Delete(halt);
        }

        return TimeProvider.System.GetElapsedTime(from);
    }

    private async Task CompareAsync(KillHome home, KalshiRestClient client, string when)
    {
        JournalContent content = Content(home);
        DateTimeOffset since = content.Entries[0].At - TimeSpan.FromMinutes(1);
        (AccountReading? account, string reason) = await AccountReading.ReadAsync(
            new KalshiPortfolioReader(client, TimeProvider.System), 0, since, default);
        if (account is null)
        {
            differences.Add($"{when}: {reason}");
            return;
        }

        differences.AddRange(AccountComparison.Compare(content, account).Select(one => $"{when}: {one}"));
        differences.AddRange(account.Fills
            .Where(fill => !content.Orders.Any(order => string.Equals(order.OrderId, fill.OrderId, StringComparison.Ordinal)))
            .Select(fill => $"{when}: a fill of no order of ours: {fill}"));
    }

    private static JournalContent Content(KillHome home)
    {
        using SqliteJournal journal = SqliteJournal.OpenReader(home.Database, isPaper: false);
        return journal.Load();
    }

    private static async Task MustAsync(KillHome home, params string[] arguments)
    {
        // On a busy machine a signature may be older than the exchange's window when it arrives.
        (int code, string output, string errors) = await home.RunAsync(arguments);
        for (int again = 0; code != 0 && again < 5; again++)
        {
            (code, output, errors) = await home.RunAsync(arguments);
        }

        if (code != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {code}: {errors} {output}");
        }
    }
}
