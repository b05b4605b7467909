using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Dutchbook.Ingestion;
using Dutchbook.Mapping;
using Dutchbook.Pipeline;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Dutchbook.Cli;

/// <summary>Builds a scan from the configuration and runs it with a progress bar.</summary>
internal static class Scanner
{
    public static Scan Create(VenueConnection venue, Configuration configuration, DetectionOptions detection, TimeProvider clock,
        Enricher? enricher = null, Decisions? decisions = null) => new(
        venue.Source,
        venue.Books,
        new StructuralMapper(Mapping(configuration)),
        new Detector(detection),
        clock,
        enricher,
        decisions is null ? null : decisions.Apply);

    /// <summary>Asks the sources for a live scan; null where none are.</summary>
    public static Enricher? Enricher(SourceSet? sources, EnrichmentOptions options, MemberKind member, TimeProvider clock) => sources is null
        ? null
        : new Enricher(sources.Sources, options.Limits, TimeSpan.FromSeconds(options.TimeoutSeconds), clock)
        {
            CrossVenue = sources.CrossVenue,
            Member = member,
        };

    public static Dutchbook.Mapping.MappingOptions Mapping(Configuration configuration) =>
        new() { StructuralConfidence = configuration.Mapping.StructuralConfidence };

    /// <param name="configuration">What the user set.</param>
    /// <param name="nearMisses">How many of the nearest misses are wanted.</param>
    /// <param name="settled">What earlier relations taught about their rules; null where there is no database to ask.</param>
    public static DetectionOptions Options(
        Configuration configuration, int nearMisses, IReadOnlyList<SettledRelations>? settled = null) => new()
        {
            Settled = settled ?? [],
            FeeSafetyMultiplier = configuration.Trading.FeeSafetyMultiplier,
            MinEdge = configuration.Trading.MinScoreThreshold,
            SoftThreshold = configuration.Detection.SoftThreshold,
            QuarantineAbove = configuration.Detection.QuarantineAbove,
            MaxStakePerRule = configuration.Detection.MaxStakePerRule,
            DesiredContracts = configuration.Trading.DesiredContracts,
            Tiers = configuration.Trading.Tiers,
            Member = configuration.Kalshi.Member,
            MaxBookAge = TimeSpan.FromMilliseconds(configuration.Validation.MaxBookAgeMs),
            MaxLegSkew = TimeSpan.FromMilliseconds(configuration.Validation.MaxLegSkewMs),
            NearMissCount = nearMisses,
        };

    /// <exception cref="CommandFailure">The files hold nothing usable (exit code 2), or the venue is not there (1).</exception>
    public static Task<ScanResult> RunAsync(Scan scan, CommandScope scope, CancellationToken cancellation) =>
        WithBarAsync(scope, progress => scan.RunAsync(progress, cancellation));

    /// <inheritdoc cref="RunAsync"/>
    public static Task<VenueSnapshot> ReadAsync(IVenueSource source, CommandScope scope, CancellationToken cancellation) =>
        WithBarAsync(scope, progress => source.ReadAsync(progress, cancellation));

    private static async Task<T> WithBarAsync<T>(CommandScope scope, Func<IProgress<ReadProgress>?, Task<T>> work)
    {
        try
        {
            return scope.Progress.Profile.Capabilities.Interactive
                ? await scope.Progress
                    .Progress()
                    .AutoClear(true)
                    .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new KnownPercentageColumn(), new ElapsedTimeColumn())
                    .StartAsync(async context =>
                    {
                        ProgressTask task = context.AddTask("reading");
                        task.IsIndeterminate = true;
                        return await work(new BarProgress(task));
                    })
                : await work(null);
        }
        catch (VenueUnavailableException unavailable)
        {
            throw new CommandFailure(ExitCode.Failed, unavailable.Message,
                ["`dutchbook doctor` looks closer. Recordings (--snapshot) and `dutchbook demo` need no network."]);
        }
        catch (UnreadableSourceException unreadable)
        {
            throw new CommandFailure(ExitCode.Usage, unreadable.Message);
        }
    }

    /// <summary>Reports straight to the bar: <see cref="Progress{T}"/> would hop through the thread pool and arrive late.</summary>
    private sealed class BarProgress(ProgressTask task) : IProgress<ReadProgress>
    {
        public void Report(ReadProgress value)
        {
            task.Description = $"{TerminalText.Markup(value.Source, 40)}: {value.Markets:N0} markets";
            if (value.TotalBytes is { } total and > 0)
            {
                task.IsIndeterminate = false;
                task.MaxValue = total;
                task.Value = value.Bytes;
            }
        }
    }

    /// <summary>Says nothing where the end is not known: a live pass would stand at 0 % to its last moment.</summary>
    private sealed class KnownPercentageColumn : ProgressColumn
    {
        private static readonly PercentageColumn Percentage = new();

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            task.IsIndeterminate ? Text.Empty : Percentage.Render(options, task, deltaTime);
    }
}
