using Dutchbook.Enrichment;

namespace Dutchbook.Cli;

/// <summary>The sources that are switched on, each with what is known of it; one that nobody asked yet is there too.</summary>
internal sealed class SourceView
{
    private SourceView(bool isEnabled, IReadOnlyList<SourceStanding> sources, string problem) =>
        (IsEnabled, Sources, Problem) = (isEnabled, sources, problem);

    public bool IsEnabled { get; }

    public IReadOnlyList<SourceStanding> Sources { get; }

    /// <summary>Why what is known could not be read; empty where it could.</summary>
    public string Problem { get; }

    public static SourceView Read(HomeFolder home, EnrichmentOptions options, TimeProvider clock)
    {
        if (!options.Enabled)
        {
            return new SourceView(isEnabled: false, [], "");
        }

        IReadOnlyList<SourceStanding> known = SourceRecord.Read(home, out string problem)?.Sources ?? [];
        using SourceSet sources = new(options.Settings, clock);
        return new SourceView(
            isEnabled: true,
            [
                .. sources.Sources.Select(static source => source.Name).Order(StringComparer.Ordinal)
                    .Select(name => known.FirstOrDefault(item => item.Name == name) ?? new SourceStanding { Name = name }),
            ],
            problem);
    }

    /// <summary>For a reader.</summary>
    public IEnumerable<string> Lines(DateTimeOffset now)
    {
        if (Problem.Length > 0)
        {
            yield return TerminalText.Clean(Problem, 300);
        }

        foreach (SourceStanding source in Sources)
        {
            yield return TerminalText.Clean($"  {source.Line(now)}", 400);
        }
    }
}
