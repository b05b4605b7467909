using System.Globalization;
using Dutchbook.Execution;

namespace Dutchbook.Cli;

/// <summary>
/// The checklist before real money: eleven points of the original brief and what live trading demands beside, each judged by what this
/// home folder holds or by a drill made now. While one is failed, nothing is sent to the exchange with real money.
/// </summary>
internal static class GoLiveList
{
    /// <summary>Hours of dry run that a person has reviewed before real money.</summary>
    public const double ReviewedHours = 48;

    private const double UnbrokenHours = 24;
    private static readonly TimeSpan AlertTestStands = TimeSpan.FromDays(30);

    public static IReadOnlyList<IDoctorCheck> Of(CommandScope scope, Configuration configuration, IReadOnlyList<IDoctorCheck> everyday)
    {
        LiveEvidence evidence = LiveEvidence.Read(scope);
        Rehearsal rehearsal = new(configuration, scope.Clock);
        DateTimeOffset now = scope.Clock.GetUtcNow();
        return
        [
            new Point("1 ingestion ran for 24 hours", _ => Task.FromResult(Ingestion(evidence.Runs, now))),
            new Point("2 relations are reviewed", _ => Task.FromResult(Review(evidence, configuration))),
            new Point("3 known cases are found", async stop => Cases(await rehearsal.PlayAsync(stop))),
            new Point("4 fees are the exchange's", _ => Task.FromResult(Fees(FeeDrift.Of(evidence.Live, configuration.Kalshi.Member)))),
            new Point("5 dry runs are reviewed", _ => Task.FromResult(DryRuns(evidence))),
            new KillDrill(scope.Home, scope.Clock),
            new Point("7 the daily loss stops trading", async stop => LossLimit(await rehearsal.PlayAsync(stop))),
            new Point("8 nothing is orphaned", _ => Task.FromResult(Orphans(evidence))),
            new Point("9 alerts arrive", _ => Task.FromResult(Alerts(evidence.AlertTest, configuration, now))),
            new Renamed("10 signature (in place of token refresh)", everyday.First(static check => check is KeyScopesCheck)),
            new Renamed("10 clock", everyday.First(static check => check is ClockCheck)),
            new Point("11 rate limits hold", _ => Task.FromResult(Limits(evidence.Runs))),
            new Point("conformance of the exchange", _ => Task.FromResult(Conformance(scope, configuration))),
        ];
    }

    /// <summary>What stands against real money now: failed points, each with its finding.</summary>
    public static async Task<IReadOnlyList<string>> ObjectionsAsync(
        IReadOnlyList<IDoctorCheck> points, CancellationToken cancellation)
    {
        List<string> objections = [];
        foreach (IDoctorCheck point in points)
        {
            DoctorFinding finding = await point.Run(cancellation);
            if (finding.Result == DoctorResult.Failed)
            {
                objections.Add($"{point.Name}: {finding.Message}. {finding.Mend}");
            }
        }

        return objections;
    }

    private static DoctorFinding Ingestion(RunRecord runs, DateTimeOffset now)
    {
        double hours = runs is { UnbrokenSince: { } since, LastAt: { } last } ? (last - since).TotalHours : 0;
        string seen = string.Create(CultureInfo.InvariantCulture,
            $"{hours:0.0} hours without a break, {runs.Passes} passes, {runs.FailedPasses} of them failed{(runs.LastBreak is { } broke ? $"; the last break: {broke}" : "")}");
        return hours < UnbrokenHours ? DoctorFinding.Failed(seen, $"leave `dutchbook run` on for {UnbrokenHours:0} hours")
            : now - runs.LastAt > TimeSpan.FromDays(7) ? DoctorFinding.Warning($"{seen}; that was long ago", "leave `dutchbook run` on once more")
            : DoctorFinding.Ok(seen);
    }

    private static DoctorFinding Review(LiveEvidence evidence, Configuration configuration)
    {
        string tiers = string.Join(", ", configuration.Trading.Tiers);
        string seen = $"{evidence.Decided} decided, {evidence.Queue} waiting; {tiers} relations are traded, the first {configuration.Trading.ApproveFirstTrades} trades of each relation only after a person said yes";
        return evidence.Queue > 0
            ? DoctorFinding.Failed(seen, "`dutchbook relations --queue` shows them; approve or reject each")
            : DoctorFinding.Ok(seen);
    }

    private static DoctorFinding Cases(Rehearsal.Played played) => played is { Missed.Length: 0, Invented: 0 }
        ? DoctorFinding.Ok($"all {played.Plants} planted mispricings were found just now, and nothing else")
        : DoctorFinding.Failed(
            $"missed: {(played.Missed.Length == 0 ? "none" : string.Join(", ", played.Missed))}; invented: {played.Invented}",
            "do not trade with this build; report it");

    private static DoctorFinding Fees(FeeDrift drift) => drift switch
    {
        { Different: > 0 } => DoctorFinding.Failed(
            $"{drift.Different} orders were charged otherwise than our schedule says, the first: {drift.First}",
            "check kalshi.member; Kalshi may have changed its schedule"),
        { Fills: 0 } => DoctorFinding.Warning(
            "no fill of this account yet; the schedule agrees with the venue's published examples and recorded fills",
            "`dutchbook conformance --env demo` makes the first fills"),
        _ => DoctorFinding.Ok($"{drift.Fills} fills were charged to the cent what our schedule says"),
    };

    private static DoctorFinding DryRuns(LiveEvidence evidence)
    {
        RunRecord runs = evidence.Runs;
        int trades = evidence.Paper.Trades.Count(static trade => trade.Phase != TradePhase.Declined);
        string seen = string.Create(CultureInfo.InvariantCulture,
            $"{runs.DryRunHours:0.0} hours of dry run, {trades} paper trades; {runs.ReviewedHours:0.0} hours of them were reviewed");
        return runs.ReviewedHours >= ReviewedHours
            ? DoctorFinding.Ok(seen)
            : DoctorFinding.Failed(seen,
                $"run dry for {ReviewedHours:0} hours, look at `dutchbook trades --dry-run`, then `dutchbook trades --dry-run --reviewed`");
    }

    private static DoctorFinding LossLimit(Rehearsal.Played played) =>
        played.LossLimit.After.StartsWith("daily loss", StringComparison.Ordinal)
        && !played.LossLimit.Before.StartsWith("daily loss", StringComparison.Ordinal)
            ? DoctorFinding.Ok($"drilled just now with your limits: {played.LossLimit.After}")
            : DoctorFinding.Failed($"before: {played.LossLimit.Before}; at the limit: {played.LossLimit.After}", "do not trade with this build; report it");

    private static DoctorFinding Orphans(LiveEvidence evidence)
    {
        int left = evidence.Live.Trades.Count(static trade => trade.Phase == TradePhase.Residual);
        int unknown = evidence.Live.Orders.Count(static order => order.Phase.IsUncertain());
        int paper = evidence.Paper.Trades.Count(static trade => trade.Phase == TradePhase.Residual);
        return left + unknown > 0
            ? DoctorFinding.Failed($"{left} live trades are left unhedged, {unknown} orders are not known",
                "`dutchbook trades` and `dutchbook orders` show them; `dutchbook flatten` sells, `dutchbook reconcile` compares")
            : DoctorFinding.Ok($"no live order or leg is left over; of dry runs {paper} legs were kept within their bound");
    }

    private static DoctorFinding Alerts(AlertTest? test, Configuration configuration, DateTimeOffset now)
    {
        const string mend = "`dutchbook alert test`, then `dutchbook alert ack` with the id that arrived";
        return (configuration.Alerts.Enabled, test) switch
        {
            (false, _) => DoctorFinding.Failed("alerts are switched off (alerts.enabled)", "set up a channel and switch them on"),
            (_, null) => DoctorFinding.Failed("no test message was ever delivered", mend),
            (_, { AcknowledgedAt: null } sent) => DoctorFinding.Failed($"the test of {sent.At:u} was not acknowledged: did it arrive?", mend),
            (_, { AcknowledgedAt: { } at }) when now - at > AlertTestStands => DoctorFinding.Warning($"the last test was acknowledged {at:u}", mend),
            (_, { AcknowledgedAt: { } at } sent) => DoctorFinding.Ok($"{string.Join(", ", sent.Channels)} delivered, acknowledged {at:u}"),
        };
    }

    private static DoctorFinding Limits(RunRecord runs)
    {
        string seen = $"{runs.Throttled} of {runs.Requests} requests were answered with 429";
        return runs.Requests == 0 ? DoctorFinding.Failed("no request was counted yet", "leave `dutchbook run` on for a while")
            : runs.Throttled * 1_000 > runs.Requests ? DoctorFinding.Failed(seen, "another program may use the same account: give it a key of its own")
            : DoctorFinding.Ok(seen);
    }

    private static DoctorFinding Conformance(CommandScope scope, Configuration configuration)
    {
        ConformanceResult? measured = ConformanceResult.Find(scope.Home, configuration.Kalshi.Endpoint, out string problem);
        return measured is null
            ? DoctorFinding.Failed(problem.Length > 0 ? problem : "the exchange's behaviour was not measured", "`dutchbook conformance --env demo`")
            : measured.Objections is [var first, ..] ? DoctorFinding.Failed(first, "see docs/runbook.md")
            : DoctorFinding.Ok("measured, and nothing stands against live trading");
    }

    private sealed class Point(string name, Func<CancellationToken, Task<DoctorFinding>> judge) : IDoctorCheck
    {
        public string Name => name;

        public Task<DoctorFinding> Run(CancellationToken cancellation) => judge(cancellation);
    }

    private sealed class Renamed(string name, IDoctorCheck check) : IDoctorCheck
    {
        public string Name => name;

        public Task<DoctorFinding> Run(CancellationToken cancellation) => check.Run(cancellation);
    }
}
