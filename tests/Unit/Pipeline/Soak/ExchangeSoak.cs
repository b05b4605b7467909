using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Dutchbook.Pipeline;
using Dutchbook.Sandbox;

namespace Dutchbook.Unit.Pipeline;

/// <summary>What a soak saw.</summary>
/// <param name="Planted">Mistakes the traders made whose time was over before the end.</param>
/// <param name="Missed">Of these, those that no look showed while they stood.</param>
/// <param name="Ages">How old each mistake was when a look first showed it; the shortest first.</param>
/// <param name="Invented">What was shown with no market of a standing mistake in it.</param>
/// <param name="Wrong">Books without doubt that were not the exchange's.</param>
/// <param name="Memory">After each virtual minute.</param>
internal sealed record ExchangeSoakReport(
    long Messages, int Planted, IReadOnlyList<MissedTruth> Missed, IReadOnlyList<TimeSpan> Ages, IReadOnlyList<string> Invented, int Listed,
    long GapsMade, long GapsNoticed, int Compared, int Wrong, IReadOnlyList<SoakMemory> Memory);

/// <param name="Alive">Managed bytes, of the exchange and of the product.</param>
/// <param name="Markets">Listed then: each has its place in both.</param>
internal readonly record struct SoakMemory(long Alive, int Markets);

/// <summary>
/// Hours of a busy exchange in virtual time, with frames lost now and then, watched by the product. The traders write down what they
/// get wrong; that and nothing else must be seen.
/// </summary>
internal static class ExchangeSoak
{
    private const int Markets = 300;
    private const int Followed = 60;
    private const int Quiet = 6;
    private static readonly DateTimeOffset start = new(2027, 3, 5, 15, 30, 0, TimeSpan.Zero);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    /// <param name="isListing">New events are listed meanwhile, each of which takes memory; without them what grows is a leak.</param>
    /// <param name="told">Hears, after each minute, how many have gone by and what is alive then; null for nobody.</param>
    /// <param name="answer">How long answers are waited for, in real time; null for as long as on a busy machine.</param>
    /// <param name="enough">Ends it early, after a whole minute.</param>
    public static async Task<ExchangeSoakReport> RunAsync(
        int seconds, int actionsPerSecond, ulong seed, bool isListing = true, Action<int, SoakMemory>? told = null,
        TimeSpan? answer = null, CancellationToken enough = default)
    {
        CrowdOptions crowd = new() { ActionsPerSecond = actionsPerSecond, Seed = seed };
        crowd = isListing ? crowd : crowd with { ListEvery = null };
        await using AttachedRun run = await AttachedRun.StartAsync(
            Universe.Generated(start, Markets, seed), crowd, answer);
        string[] followed = [.. run.Server.Control.Listed.Markets.Take(Followed).Select(static market => market.Ticker)];
        run.Steps.Followed = followed;
        await run.LookAsync();
        long before = run.Feed.Counters[FeedCount.Frames];
        SoakWitness witness = new(run);
        List<SoakMemory> memory = [];
        (int compared, int wrong, int lost) = (0, 0, 0);
        for (int second = 1; second <= seconds && !(enough.IsCancellationRequested && second % 60 == 1); second++)
        {
            // A lost frame shows only at the next one, which takes its time where little happens: none is lost in the seconds before
            // books are compared.
            run.Server.Faults.Plan = second % 10 is 0 or > Quiet ? FaultPlan.None : FaultPlan.Parse($"ws-gap=0.0005,seed={second}");
            for (TimeSpan at = TimeSpan.Zero; at < TimeSpan.FromSeconds(1); at += Beat)
            {
                await run.StepAsync(Beat);
                await LookAsync();
                if (run.Live.NeedsPass)
                {
                    await run.PassAsync();
                }
            }

            if (second % 10 == 0)
            {
                await run.SettledAsync(LookAsync);
                (int more, int bad) = run.Compare(followed);
                (compared, wrong) = (compared + more, wrong + bad);
                lost += followed.Length - more;
            }

            if (second % 60 == 0)
            {
                memory.Add(new SoakMemory(GC.GetTotalMemory(forceFullCollection: true), run.Server.Control.Listed.Markets.Count));
                told?.Invoke(second / 60, memory[^1]);
            }
        }

        async Task LookAsync()
        {
            LiveLook look = await run.LookAsync();
            witness.Judge(look);
            run.Steps.Followed = [.. followed.Concat(look.Validated.SelectMany(Tickers)).Distinct(StringComparer.Ordinal)];
        }

        PlantedTruth[] over = [.. run.Server.Truths.Where(static truth => truth.EndedAt is not null)];
        return new ExchangeSoakReport(
            run.Feed.Counters[FeedCount.Frames] - before, over.Length, witness.Missed(over), witness.Ages, witness.Invented,
            run.Server.Control.Listed.Markets.Count - Markets,
            run.Server.Faults.Log is [.., var last] ? last.Number : 0, run.Feed.Counters[FeedCount.Gaps], compared, wrong + lost, memory);
    }

    private static IEnumerable<string> Tickers(Opportunity opportunity) =>
        opportunity.Legs.Select(static leg => leg.Claim.Market.Ticker);
}
