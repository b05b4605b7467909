using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Mapping;

namespace Dutchbook.Cli;

/// <summary>How often each search is made, what it may cost, and under which name its calls are paid.</summary>
internal sealed class MapCadence(Configuration configuration)
{
    public static IReadOnlyList<MappingPass> Passes { get; } = Enum.GetValues<MappingPass>();

    public TimeSpan Interval(MappingPass pass) => TimeSpan.FromHours(pass switch
    {
        MappingPass.Event => configuration.Scanning.RelationshipRescanHours,
        MappingPass.Category => configuration.Mapping.CategoryRescanHours,
        MappingPass.Cross => configuration.Mapping.CrossRescanHours,
    });

    public Money Budget(MappingPass pass) => pass switch
    {
        MappingPass.Event => configuration.Mapping.EventBudget,
        MappingPass.Category => configuration.Mapping.CategoryBudget,
        MappingPass.Cross => configuration.Mapping.CrossBudget,
    };

    public bool IsDue(MappingPass pass, MapRecord record, DateTimeOffset now) =>
        record.At(pass) is not { } last || now - last >= Interval(pass);

    /// <summary>When the next of the regular searches is due.</summary>
    public DateTimeOffset Next(MapRecord record, DateTimeOffset now) =>
        Passes.Min(pass => record.At(pass) is { } last ? last + Interval(pass) : now);

    /// <summary>
    /// The name that pays for a search. All searches of one stretch of its interval have the same, also after a restart and for
    /// markets that appear meanwhile, so that its budget holds for all of them together.
    /// </summary>
    public string Payer(MappingPass pass, DateTimeOffset now) =>
        Name($"run-{pass.ToString().ToLowerInvariant()}", now, Interval(pass));

    /// <summary>The same for asking again about what was reviewed.</summary>
    public string Revalidator(DateTimeOffset now) =>
        Name("run-again", now, TimeSpan.FromDays(configuration.Mapping.RevalidateDays));

    /// <summary>The same for vectors.</summary>
    public string Embedder(DateTimeOffset now) => Name("run-embed", now, Interval(MappingPass.Event));

    private static string Name(string what, DateTimeOffset now, TimeSpan interval) => string.Create(
        CultureInfo.InvariantCulture, $"{what}-{now.AddTicks(-(now.UtcTicks % interval.Ticks)).UtcDateTime:yyyyMMdd'T'HHmm}");
}
