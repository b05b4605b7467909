using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Pipeline;
using Dutchbook.Sandbox;

namespace Dutchbook.Cli;

/// <summary>
/// The real client, mapper, detector and gate on the embedded exchange, whose truth is known: done once, and two points of the
/// checklist rest on it.
/// </summary>
internal sealed class Rehearsal(Configuration configuration, TimeProvider clock)
{
    private Task<Played>? _played;

    public Task<Played> PlayAsync(CancellationToken cancellation) => _played ??= DoAsync(cancellation);

    private async Task<Played> DoAsync(CancellationToken cancellation)
    {
        Universe universe = Universe.Demo(clock.GetUtcNow());
        await using SandboxServer server = await SandboxServer.StartAsync(universe, new SandboxOptions { Time = clock }, cancellation);
        using VenueConnection venue = VenueConnection.Live(
            new KalshiOptions { BaseUrl = server.RestBase.ToString().TrimEnd('/') }, clock, saveFolder: null);

        // With the thresholds of a new configuration: a user's own may hide what must be found.
        Configuration plain = new();
        Scan scan = Scanner.Create(venue, plain, Scanner.Options(plain, nearMisses: 0), clock);
        ScanResult result = await scan.RunAsync(null, cancellation);
        Opportunity[] all = [.. result.Report.Opportunities, .. result.Report.BelowThreshold];
        HashSet<string> planted = [.. universe.Plants.SelectMany(static plant => plant.Claims).Select(static claim => claim.Ticker)];
        return new Played(
            universe.Plants.Count,
            universe.Traps.Count,
            [.. universe.Plants.Where(plant => !all.Any(found => IsOf(found, plant))).Select(static plant => plant.Name)],
            all.Count(found => !found.Legs.Any(leg => planted.Contains(leg.Claim.Market.Ticker))),
            await TryLossLimitAsync(venue, result, cancellation));
    }

    /// <summary>What the gate answers on a day whose loss limit is reached, and just before.</summary>
    private async Task<(string Before, string After)> TryLossLimitAsync(
        VenueConnection venue, ScanResult result, CancellationToken cancellation)
    {
        foreach (Opportunity found in result.Report.Opportunities.Where(static item => item is { Executable: true, Legs.Count: 2 }))
        {
            string[] tickers = [.. found.Legs.Select(static leg => leg.Claim.Market.Ticker)];
            IReadOnlyDictionary<string, OrderBook> books = await venue.Books!.ReadBooksAsync(tickers, cancellation);
            PlanRequest request = PlanRequest.From(found, books, configuration.Kalshi.Member, Money.Zero);
            if (PlanMaker.Make(request, Quantity.FromHundredths(1), "drill", clock.GetUtcNow()) is not { } plan)
            {
                continue;
            }

            RiskLimits limits = TradingSettings.Limits(configuration, DeskDoor.Bankroll);
            RiskGate gate = new(limits, new MemoryHaltFlag());
            GateView calm = View(Money.Zero);
            return (Word(gate.Grant(plan, calm, isApprovedByPerson: true)),
                Word(gate.Grant(plan, calm with { DayLoss = limits.MaxDailyLoss }, isApprovedByPerson: true)));
        }

        return ("", "");
    }

    private GateView View(Money loss) => new()
    {
        Now = clock.GetUtcNow(),
        IsReconciled = true,
        Trades = [],
        ClosedMarkets = new HashSet<string>(StringComparer.Ordinal),
        Views = new Dictionary<string, MarketView>(StringComparer.Ordinal),
        Cash = Enumerable.Range(0, 4).ToDictionary(static shard => shard, static _ => DeskDoor.Bankroll),
        Equity = DeskDoor.Bankroll,
        DayLoss = loss,
        RecentOrders = 0,
        WasUsed = static _ => false,
        TradesOfRelations = new Dictionary<string, int>(StringComparer.Ordinal),
    };

    private static string Word(GateVerdict verdict) => verdict.Passed ? "granted" : $"{verdict.Check}: {verdict.Reason}";

    /// <summary>Of an exclusive set the best subset is taken, of a joint plant what it takes: at least two of its claims.</summary>
    private static bool IsOf(Opportunity found, Plant plant)
    {
        HashSet<string> claims = [.. plant.Claims.Select(static claim => claim.Ticker)];
        return found.Legs.Count(leg => claims.Contains(leg.Claim.Market.Ticker)) >= Math.Min(2, claims.Count);
    }

    /// <param name="Plants">Mispricings that are there.</param>
    /// <param name="Traps">What looks like one and is none.</param>
    /// <param name="Missed">Plants that were not found.</param>
    /// <param name="Invented">What was found and is not there.</param>
    /// <param name="LossLimit">The gate's answers before and at the daily loss limit.</param>
    public sealed record Played(int Plants, int Traps, string[] Missed, int Invented, (string Before, string After) LossLimit);
}
