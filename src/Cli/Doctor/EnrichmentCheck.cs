using Dutchbook.Enrichment;

namespace Dutchbook.Cli;

/// <summary>
/// Each outside source that is switched on answers in the shape that is known, and none was failing when a run or a scan last asked it.
/// </summary>
internal sealed class EnrichmentCheck(
    HomeFolder home, EnrichmentOptions? options, Func<SourceSettings, TimeProvider, SourceSet> open, TimeProvider clock) : IDoctorCheck
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

        using SourceSet sources = open(options.Settings, clock);
        IReadOnlyList<SourceProbe> probes = await sources.ProbeAsync(cancellation);
        string[] troubles =
        [
            .. probes.Select(static probe => probe.Failure?.ToString()).OfType<string>(),
            .. SourceView.Read(home, options, clock).Sources.Where(static source => source.IsFailing)
                .Select(source => $"when last asked, {source.Line(clock.GetUtcNow())}"),
        ];
        string answers = string.Join("; ", probes.Where(static probe => probe.Failure is null).Select(static probe => $"{probe.Source}: {probe.Words}"));
        return troubles.Length == 0
            ? DoctorFinding.Ok($"answering: {answers}")
            : DoctorFinding.Warning(
                string.Join('\n', answers.Length > 0 ? [.. troubles, $"answering: {answers}"] : troubles),
                "scans go on without it; docs/enrichment.md says what each source needs, and enrichment.* switches it off");
    }
}
