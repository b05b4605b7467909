using System.Globalization;
using Dutchbook.Kalshi;

namespace Dutchbook.Cli;

/// <summary>Whether an order that was answered with 429 was nevertheless taken.</summary>
internal static class RateProbe
{
    private const string Name = "429-not-applied";
    private const int Clients = 6;
    private const int Each = 10;

    private static readonly TimeSpan patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan between = TimeSpan.FromMilliseconds(500);

    /// <summary>Clients that do not know of each other send more at once than the account may.</summary>
    public static async Task<ConformanceFact> Run(ProbeBench bench, Dutchbook.Kalshi.KalshiOptions place)
    {
        List<KalshiRestClient> senders = [.. Enumerable.Range(0, Clients).Select(_ => new KalshiRestClient(place, bench.Clock, Random.Shared))];
        try
        {
            string[] ids = [.. Enumerable.Range(0, Clients * Each).Select(_ => bench.NextId())];
            WriteOutcome<OrderReceipt>[] outcomes = await Task.WhenAll(ids.Select((id, i) =>
                senders[i % Clients].Orders.Create(bench.Client.Orders.Seal(bench.Resting(id)), bench.Stop)));
            HashSet<string> limited = [.. ids.Where((_, i) =>
                outcomes[i] is WriteOutcome<OrderReceipt>.Unknown { Doubt.Kind: DoubtKind.RateLimited })];
            bool isCurrent = limited.Count > 0 && await Reaches(bench, bench.Clock.GetUtcNow());
            int applied = 0;
            foreach (string id in limited)
            {
                applied += await bench.Find(id) is { } order ? 1 + await Cancel(bench, order) : 0;
            }

            foreach (WriteOutcome<OrderReceipt> outcome in outcomes)
            {
                await bench.Clear(outcome);
            }

            return limited.Count == 0
                ? new ConformanceFact(Name, null, $"{ids.Length} orders at once were not too many")
                : new ConformanceFact(Name, applied > 0 ? false : isCurrent ? true : null, string.Create(
                    CultureInfo.InvariantCulture, $"{limited.Count} of {ids.Length} orders at once were answered 429, {applied} of them were taken"));
        }
        finally
        {
            senders.ForEach(static sender => sender.Dispose());
        }
    }

    /// <summary>Lists lag: that an order is missing says something only once they reach past the time it was sent.</summary>
    private static async Task<bool> Reaches(ProbeBench bench, DateTimeOffset sent)
    {
        long from = bench.Clock.GetTimestamp();
        while (bench.Clock.GetElapsedTime(from) < patience)
        {
            if (await bench.Client.Portfolio.GetAsOf(bench.Stop) > sent)
            {
                return true;
            }

            await Task.Delay(between, bench.Clock, bench.Stop);
        }

        return false;
    }

    private static async Task<int> Cancel(ProbeBench bench, PortfolioOrder order)
    {
        await bench.Client.Orders.Cancel(new OrderPlace(order.OrderId, bench.Market.Ticker, bench.Market.Shard), bench.Stop);
        return 0;
    }
}
