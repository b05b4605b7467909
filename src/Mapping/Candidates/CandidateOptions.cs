namespace Dutchbook.Mapping;

/// <summary>How widely candidates are looked for.</summary>
public sealed record CandidateOptions
{
    /// <summary>The most candidates that one market has.</summary>
    public int PerMarket { get; init; } = 20;

    /// <summary>The most events that one event is laid beside.</summary>
    public int PerEvent { get; init; } = 20;

    /// <summary>How many events each way of searching brings.</summary>
    public int PerSearch { get; init; } = 10;

    /// <summary>The passes that are wanted. Likeness is looked for only in their blocks: across categories it is the dearest search.</summary>
    public IReadOnlyCollection<MappingPass> Passes { get; init; } = Enum.GetValues<MappingPass>();

    /// <summary>
    /// Words in more events than this, in parts of a thousand, find nothing; they would find everything.
    /// </summary>
    public int CommonWordPerMille { get; init; } = 10;
}

/// <summary>The passes of the search, from the cheapest and most fruitful on.</summary>
public enum MappingPass
{
    /// <summary>Markets of one event.</summary>
    Event,

    /// <summary>Events of one category.</summary>
    Category,

    /// <summary>Events of different categories.</summary>
    Cross,
}
