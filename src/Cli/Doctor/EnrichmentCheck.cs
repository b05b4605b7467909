using Dutchbook.Enrichment;

namespace Dutchbook.Cli;

/// <summary>Each outside source that is switched on answers in the shape that is known.</summary>
internal sealed class EnrichmentCheck(EnrichmentOptions? options, TimeProvider clock) : IDoctorCheck
{
    public string Name => "outside evidence";

    public async Task<DoctorFinding> Run(CancellationToken cancellation)
    {
        if (options is null)
        {
            return DoctorFinding.NotChecked();
        }

        if (!options.Enabled)
        {
            return DoctorFinding.Ok("switched off (enrichment.enabled)");
        }

        using SourceSet sources = new(options.Settings, clock);
        IReadOnlyList<(string Source, SourceFailure? Failure)> probes = await sources.ProbeAsync(cancellation);
        string[] silent = [.. probes.Where(static probe => probe.Failure is not null).Select(static probe => probe.Failure!.ToString())];
        return silent.Length == 0
            ? DoctorFinding.Ok($"answering: {string.Join(", ", probes.Select(static probe => probe.Source))}")
            : DoctorFinding.Warning(
                string.Join('\n', silent),
                "scans go on without it; docs/enrichment.md says what each source needs, and enrichment.* switches it off");
    }
}
