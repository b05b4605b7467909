using Dutchbook.Mapping;

namespace Dutchbook.Cli;

/// <summary>When a running instance searched for relations last, kept across processes.</summary>
internal sealed record MapRecord
{
    /// <summary>The last search within events that came to its end; null where none has.</summary>
    public DateTimeOffset? EventAt { get; init; }

    public DateTimeOffset? CategoryAt { get; init; }

    public DateTimeOffset? CrossAt { get; init; }

    public DateTimeOffset? At(MappingPass pass) => pass switch
    {
        MappingPass.Event => EventAt,
        MappingPass.Category => CategoryAt,
        MappingPass.Cross => CrossAt,
    };

    public MapRecord With(MappingPass pass, DateTimeOffset at) => pass switch
    {
        MappingPass.Event => this with { EventAt = at },
        MappingPass.Category => this with { CategoryAt = at },
        MappingPass.Cross => this with { CrossAt = at },
    };

    /// <summary>An empty one where there is none, or one that cannot be read: then everything is due.</summary>
    public static MapRecord Read(HomeFolder home) => HomeRecord.Read<MapRecord>(PathIn(home), out _) ?? new MapRecord();

    public void Write(HomeFolder home) => HomeRecord.Write(PathIn(home), this);

    private static string PathIn(HomeFolder home) => Path.Combine(home.Root, "map-record.json");
}
