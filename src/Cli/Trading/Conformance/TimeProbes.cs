using System.Globalization;
using Dutchbook.Kalshi;

namespace Dutchbook.Cli;

/// <summary>How old an order may be when it arrives, and how late lists show it.</summary>
internal static class TimeProbes
{
    /// <summary>Our own clock may be wrong by some seconds, and the window by some more.</summary>
    public const int Margin = 10;

    private static readonly int[] ages = [5, 10, 15, 20, 25, 30, 31, 35, 40, 45, 60, 90, 120];
    private static readonly TimeSpan soon = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(20);

    /// <summary>Signs orders as if they had been on their way for long, longer each time, until one is refused.</summary>
    /// <param name="bench">The market.</param>
    /// <param name="place">Exchange and key.</param>
    /// <returns>The fact, and the age in seconds at which an order was first refused.</returns>
    public static async Task<(ConformanceFact Fact, int? RefusedAt)> Window(ProbeBench bench, Dutchbook.Kalshi.KalshiOptions place)
    {
        int taken = 0;
        foreach (int age in ages)
        {
            using KalshiRestClient old = new(place, new ShiftedTime(bench.Clock, TimeSpan.FromSeconds(-age)), Random.Shared);
            WriteOutcome<OrderReceipt> outcome = await bench.Send(bench.Resting(bench.NextId()), old);
            await bench.Clear(outcome);
            if (outcome is WriteOutcome<OrderReceipt>.Rejected { Evidence.Kind: RejectionKind.Unauthorized })
            {
                return (Fact(true, $"signed {taken} s ago it is taken, {age} s ago {ProbeBench.Say(outcome)}"), age);
            }

            if (outcome is not WriteOutcome<OrderReceipt>.Accepted)
            {
                return (Fact(null, $"signed {age} s ago it came to something else: {ProbeBench.Say(outcome)}"), null);
            }

            taken = age;
        }

        return (Fact(false, $"signed {taken} s ago it is still taken"), null);

        static ConformanceFact Fact(bool? holds, string evidence) => new(ConformanceResult.OldRequests, holds, evidence);
    }

    public static async Task<ConformanceFact> ReadLag(ProbeBench bench)
    {
        TimeSpan slowest = TimeSpan.Zero;
        for (int i = 0; i < 3; i++)
        {
            string id = bench.NextId();
            WriteOutcome<OrderReceipt> outcome = await bench.Send(bench.Resting(id));
            TimeSpan? lag = outcome is WriteOutcome<OrderReceipt>.Accepted ? await bench.Until(id, static _ => true, patience) : null;
            await bench.Clear(outcome);
            if (lag is not { } shown)
            {
                bool isTaken = outcome is WriteOutcome<OrderReceipt>.Accepted;
                return new ConformanceFact("reads-follow-soon", isTaken ? false : null, isTaken
                    ? $"the list did not show an order within {patience.TotalSeconds:0} s"
                    : $"the order came to something else: {ProbeBench.Say(outcome)}");
            }

            slowest = shown > slowest ? shown : slowest;
            if (slowest > soon)
            {
                break;
            }
        }

        return new ConformanceFact("reads-follow-soon", slowest <= soon, string.Create(
            CultureInfo.InvariantCulture, $"the slowest of up to three orders was listed after {slowest.TotalMilliseconds:0} ms"));
    }

    /// <summary>The time as a clock tells it that is wrong by so much; waits take what they take.</summary>
    private sealed class ShiftedTime(TimeProvider inner, TimeSpan by) : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

        public override long TimestampFrequency => inner.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + by;

        public override long GetTimestamp() => inner.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            inner.CreateTimer(callback, state, dueTime, period);
    }
}
