namespace Dutchbook.Cli;

/// <summary>How often the venue is read.</summary>
[Section("How often the venue is read.")]
internal sealed record ScanningOptions
{
    [Setting("Time between two full passes.", Min = "1", Max = "86400", Unit = "seconds")]
    public int FullScanIntervalSeconds { get; init; } = 60;

    [Setting("Time between two looks at the books of an open opportunity.", Min = "1", Max = "86400", Unit = "seconds")]
    public int OpportunityRecheckSeconds { get; init; } = 15;

    [Setting("Time between two searches for new relations.", Min = "1", Max = "8760", Unit = "hours")]
    public int RelationshipRescanHours { get; init; } = 24;
}
