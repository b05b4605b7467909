using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Simulation;

namespace Dutchbook.Cli;

/// <summary>What many storms came to together.</summary>
internal sealed class StormTally
{
    private readonly long[] fired = new long[Enum.GetValues<FaultKind>().Length];
    private readonly SortedDictionary<TradePhase, List<StormResult>> results = [];

    public int Seeds { get; private set; }

    public long Orders { get; private set; }

    public long Restarts { get; private set; }

    public decimal Hours { get; private set; }

    public List<StormReport> Failures { get; } = [];

    public long Fired(FaultKind kind) => fired[(int)kind];

    public void Add(StormReport report)
    {
        Seeds++;
        Orders += report.Orders;
        Restarts += report.Restarts;
        Hours += (decimal)report.VirtualTime.Ticks / TimeSpan.TicksPerHour;
        for (int i = 0; i < fired.Length; i++)
        {
            fired[i] += report.Fired[i];
        }

        // Of a venue that broke its word, or a market that settled abnormally, no bound was promised.
        foreach (StormResult result in report.Results.Where(result => result.IsNormal && report.Faults.IsHonest()))
        {
            if (!results.TryGetValue(result.End, out List<StormResult>? own))
            {
                results.Add(result.End, own = []);
            }

            own.Add(result);
        }

        if (report.Violations.Count > 0)
        {
            Failures.Add(report);
        }
    }

    public IEnumerable<StormEnd> Ends() => results.Select(static pair =>
    {
        Money sum = Money.Zero;
        Money worst = Money.Zero;
        Ratio share = Ratio.Zero;
        foreach (StormResult result in pair.Value)
        {
            sum += result.Result;
            worst = Money.Max(worst, -result.Result);
            Ratio own = result.Result < Money.Zero ? Ratio.Of(-result.Result, result.Bound) : Ratio.Zero;
            share = own > share ? own : share;
        }

        return new StormEnd(pair.Key, pair.Value.Count, Money.FromMicros(sum.Micros / pair.Value.Count), worst, share);
    });

    public object Document(string policy) => new
    {
        Schema = ScanJson.Schema,
        Policy = policy,
        Seeds,
        Broken = Failures.Select(static report => new { report.Seed, report.Replay, Faults = report.Faults.ToString(), report.Violations }),
        Orders,
        Restarts,
        Faults = Enum.GetValues<FaultKind>().Select(kind => new { Kind = kind.ToString(), Fired = Fired(kind) }),
        Ends = Ends().Select(static end => new
        {
            Phase = end.Phase.ToString(),
            end.Count,
            Mean = end.Mean.ToString(),
            WorstLoss = end.WorstLoss.ToString(),
            WorstShareOfBound = end.WorstShare.ToString(),
        }),
    };
}

/// <param name="Phase">How these trades ended.</param>
/// <param name="Count">How many there were.</param>
/// <param name="Mean">What they brought in on average, all paid.</param>
/// <param name="WorstLoss">The greatest loss of one.</param>
/// <param name="WorstShare">The greatest loss beside its bound.</param>
internal sealed record StormEnd(TradePhase Phase, int Count, Money Mean, Money WorstLoss, Ratio WorstShare);
