using System.Text.Json.Serialization;

namespace Dutchbook.Alerts;

/// <summary>What happened.</summary>
public enum AlertKind
{
    /// <summary>A person asked whether alerts arrive.</summary>
    Test,
    Opportunity,
    Trade,
    Fill,
    UnhedgedLeg,
    Halt,
    Discrepancy,
    DailySummary,
    SourceDown,
    BudgetSpent,
    KeyLapsing,
}

/// <summary>How much it matters, the least first.</summary>
public enum AlertSeverity
{
    Info,
    Notice,
    Warning,

    /// <summary>A person must act; it passes quiet hours and is repeated until acknowledged.</summary>
    Critical,
}

public static class AlertWords
{
    /// <summary>The word in messages, JSON and configuration.</summary>
    public static string Word(this AlertKind kind) => kind switch
    {
        AlertKind.Test => "test",
        AlertKind.Opportunity => "opportunity",
        AlertKind.Trade => "trade",
        AlertKind.Fill => "fill",
        AlertKind.UnhedgedLeg => "unhedged leg",
        AlertKind.Halt => "halt",
        AlertKind.Discrepancy => "discrepancy",
        AlertKind.DailySummary => "daily summary",
        AlertKind.SourceDown => "source down",
        AlertKind.BudgetSpent => "budget spent",
        AlertKind.KeyLapsing => "key lapsing",
    };

    public static string Word(this AlertSeverity severity) => severity switch
    {
        AlertSeverity.Info => "info",
        AlertSeverity.Notice => "notice",
        AlertSeverity.Warning => "warning",
        AlertSeverity.Critical => "critical",
    };
}

/// <summary>One thing to tell a person.</summary>
public sealed record Alert
{
    /// <summary>Unique; a delivery that is repeated after a restart has the same.</summary>
    public required string Id { get; init; }

    public required AlertKind Kind { get; init; }

    public required AlertSeverity Severity { get; init; }

    public required string Title { get; init; }

    /// <summary>Plain text; lines end in a line feed.</summary>
    public string Text { get; init; } = "";

    /// <summary>What is told under one key is told once in the window.</summary>
    public required string DedupeKey { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The critical alert this one reminds of; null for what is told for the first time.</summary>
    public string? RepeatOf { get; init; }

    /// <summary>A person must say that it was seen.</summary>
    [JsonIgnore]
    public bool WantsAcknowledging => Severity == AlertSeverity.Critical && RepeatOf is null && Kind != AlertKind.Test;

    /// <summary>Name and value, for channels that show them as a table.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Fields { get; init; } = [];

    /// <summary>Everything as plain text, for channels that have nothing better.</summary>
    [JsonIgnore]
    public string Body => string.Join('\n', ((string[])[Text, .. Fields.Select(static pair => $"{pair.Key}: {pair.Value}")])
        .Where(static line => line.Length > 0));
}
