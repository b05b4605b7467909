using System.Globalization;
using Dutchbook.Storms;

namespace Dutchbook.Bench;

/// <summary>`kills [COUNT] [SEED] [ACCOUNTS]`: real processes killed at random points, and what books and exchange then disagree on.</summary>
internal static class KillBench
{
    public static async Task<int> RunAsync(string[] options)
    {
        int kills = options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : 200;
        int seed = options.Length > 1 ? int.Parse(options[1], CultureInfo.InvariantCulture) : 1;
        int accounts = options.Length > 2 ? Math.Max(1, int.Parse(options[2], CultureInfo.InvariantCulture)) : 4;
        long from = TimeProvider.System.GetTimestamp();
        KillReport report = await KillHarness.RunAsync(kills, seed, accounts, Console.Error.WriteLine);
        Console.WriteLine($"{report.Kills} processes killed, {report.AtOrders} of them while their order was arriving; "
            + $"{report.Unanswered} orders were found without an answer.");
        Console.WriteLine($"{report.Trades} trades, {report.Orders} orders, {report.Differences.Count} differences, "
            + $"{TimeProvider.System.GetElapsedTime(from).TotalSeconds:0} s.");
        foreach (string difference in report.Differences)
        {
            Console.WriteLine(difference);
        }

        return report.Differences.Count == 0 ? 0 : 1;
    }
}
