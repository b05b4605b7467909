namespace Dutchbook.Cli;

/// <summary>What a run remembers of prices.</summary>
[Section("What a run remembers of prices: every change of the best prices of every market, in `history.db` in the home folder.")]
internal sealed record HistoryOptions
{
    [Setting("Whether `run` writes it.")]
    public bool Enabled { get; init; } = true;

    [Setting("Whole days (UTC) before today that are kept; docs/history.md says what a day takes.", Min = "1", Max = "3650", Unit = "days")]
    public int KeepDays { get; init; } = 14;
}
