namespace Dutchbook.Domain;

/// <summary>A template of events on one question, with its fee terms and sources.</summary>
public sealed class Series
{
    public required string Ticker { get; init; }

    public Utf8Text Title { get; init; }

    public string Category { get; init; } = "";

    public string Frequency { get; init; } = "";

    public IReadOnlyList<SettlementSource> SettlementSources { get; init; } = [];

    public Open<FeeType> FeeType { get; init; }

    /// <summary>Null when the venue did not say: then no market of the series is tradable.</summary>
    public Ratio? FeeMultiplier { get; init; }

    public string ContractTermsUrl { get; init; } = "";

    /// <summary>What could not be read of it.</summary>
    public IReadOnlyList<FieldDefect> Defects { get; init; } = [];

    public override string ToString() => Ticker;
}

/// <summary>Where the deciding fact is published.</summary>
public sealed record SettlementSource(string Name, string Url);
