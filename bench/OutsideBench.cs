using System.Diagnostics;
using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Enrichment;

namespace Dutchbook.Bench;

/// <summary>
/// `outside [SECONDS]`: what one source that never answers adds to the outside views of baskets: to those whose markets it covers, and
/// to the others that are asked about at the same time.
/// </summary>
internal static class OutsideBench
{
    private const int Baskets = 200;
    private const string Covered = "SLOW";
    private const string Free = "FREE";

    public static async Task<int> RunAsync(string[] options)
    {
        TimeSpan timeOut = TimeSpan.FromSeconds(options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : 8);
        Console.WriteLine($"time-out {timeOut.TotalSeconds:0} s, {Baskets} baskets of two markets at once, half of them covered by the source that is dead");
        await ViewsAsync(new Enricher([new Quick()], EnrichmentLimits.Default, timeOut, TimeProvider.System), null);
        await ViewsAsync(new Enricher([new Quick()], EnrichmentLimits.Default, timeOut, TimeProvider.System), "without it");
        Enricher enricher = new([new Quick(), new Dead()], EnrichmentLimits.Default, timeOut, TimeProvider.System);
        await ViewsAsync(enricher, "with it");
        await ViewsAsync(enricher, "with it, the next time");
        await ViewsAsync(enricher, "with it, once more");
        return 0;
    }

    private static async Task ViewsAsync(Enricher enricher, string? name)
    {
        Opportunity[] baskets = [.. Enumerable.Range(0, Baskets).Select(static i => Basket(i % 2 == 0 ? Free : Covered, i))];
        long from = Stopwatch.GetTimestamp();
        IReadOnlyList<Task<OutsideView>> views =
            enricher.ViewEach(baskets, new VenueSnapshot { At = TimeProvider.System.GetUtcNow() }, CancellationToken.None);
        double[] took = await Task.WhenAll(views.Select(async view =>
        {
            await view;
            return Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        }));
        if (name is not null)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name}: not covered, the last after {took.Where(static (_, i) => i % 2 == 0).Max():0.0} ms; "
                + $"covered, the last after {took.Where(static (_, i) => i % 2 == 1).Max():0.0} ms"));
        }
    }

    private static Opportunity Basket(string prefix, int number) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}"),
        Status = OpportunityStatus.Validated,
        Grade = Grade.A,
        Executable = true,
        Signal = Signal.BuySupersetSellSubset,
        Relations = [],
        Legs =
        [
            Leg(Claim.Yes(new Market { Ticker = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{number}-A") })),
            Leg(Claim.No(new Market { Ticker = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{number}-B") })),
        ],
        Units = Quantity.FromContracts(10),
        Available = Quantity.FromContracts(10),
        Cost = Money.FromDollars(9),
        Fees = Money.Zero,
        FeeBound = Money.Zero,
        MinPayout = Money.FromDollars(10),
        Edge = Money.FromDollars(1),
        Magnitude = Money.FromMicros(100_000),
        AnnualReturn = null,
        Confidence = Ratio.FromPartsPerMillion(995_000),
        Score = Money.Zero,
        Capital = new Capital(Money.FromDollars(9), Money.FromDollars(9), Money.FromDollars(9)),
        WorstAbnormal = Money.FromDollars(-9),
        DetectedAt = DateTimeOffset.UnixEpoch,
        ExpiresAt = DateTimeOffset.UnixEpoch,
        PaysAt = DateTimeOffset.UnixEpoch,
    };

    private static BasketLeg Leg(Claim claim) => new()
    {
        Claim = claim,
        Weight = 1,
        Quantity = Quantity.FromContracts(10),
        Levels = [new BookLevel(Price.FromTicks(4_500), Quantity.FromContracts(10))],
        Cost = Money.FromMicros(4_500_000),
        Terms = new FeeTerms(FeeType.Quadratic, Ratio.One, "bench"),
        Fee = Money.Zero,
        FeeBound = Money.Zero,
        BookAt = DateTimeOffset.UnixEpoch,
    };

    private sealed class Quick : IEvidenceSource
    {
        public string Name => "quick";

        public bool Covers(MarketQuestion question) => true;

        public Task<MarketEvidence?> AskAsync(MarketQuestion question, CancellationToken cancellation) => Task.FromResult<MarketEvidence?>(null);
    }

    private sealed class Dead : IEvidenceSource
    {
        public string Name => "dead";

        public bool Covers(MarketQuestion question) => question.Market.Ticker.StartsWith(Covered, StringComparison.Ordinal);

        public Task<MarketEvidence?> AskAsync(MarketQuestion question, CancellationToken cancellation) =>
            new TaskCompletionSource<MarketEvidence?>().Task;
    }
}
