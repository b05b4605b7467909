using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>What was read, what was left out and why, what is missing in what was kept, and what follows from it.</summary>
internal static class CoverageView
{
    private const int Named = 3;

    /// <summary>A market may lack several fields at once; the one that matters must be among those told.</summary>
    private const int Kinds = 6;

    public static void Show(IAnsiConsole console, ScanResult result)
    {
        ShowReading(console, result.Snapshot);
        ShowRelations(console, result.Map);
        foreach (string note in result.Report.Notes)
        {
            console.MarkupLine($"  [yellow]mind:[/] {Text(note, 300)}");
        }

        console.MarkupLine($"  [grey]read {Duration(result.ReadTime)}, mapped {Duration(result.MapTime)}, "
            + $"searched {Duration(result.DetectTime)}[/]");
        console.WriteLine();
    }

    /// <summary>What was read, without what follows from it.</summary>
    public static void ShowReading(IAnsiConsole console, VenueSnapshot snapshot)
    {
        console.MarkupLine($"[bold]Read[/] {Counted.Of(snapshot.Markets.Count, "market")} in {Counted.Of(snapshot.Events.Count, "event")}, "
            + $"{Counted.Of(snapshot.Series.Count, "series", "series")}, as of {snapshot.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
        console.MarkupLine($"  from {string.Join(", ", snapshot.Sources.Select(static source => Text(source, 90)))}");
        ShowSkipped(console, snapshot);
        ShowIncomplete(console, snapshot.Incomplete);
        foreach (string assumption in snapshot.Assumptions)
        {
            console.MarkupLine($"  [yellow]assumed:[/] {Text(assumption, 200)}");
        }
    }

    /// <summary>One of each reason: a thousand times the same must not hide what happened once.</summary>
    private static void ShowSkipped(IAnsiConsole console, VenueSnapshot snapshot)
    {
        if (snapshot.SkippedCount == 0)
        {
            return;
        }

        List<SkippedItem> shown = [.. snapshot.Skipped.DistinctBy(static item => item.Reason, StringComparer.Ordinal).Take(Named)];
        int rest = snapshot.SkippedCount - shown.Count;
        console.MarkupLine($"  [yellow]left out:[/] {Counted.Of(snapshot.SkippedCount, "item")}"
            + (rest > 0 ? $", such as these; --format json lists {(snapshot.SkippedCount == snapshot.Skipped.Count ? "all" : "more")}" : ""));
        foreach (SkippedItem item in shown)
        {
            console.MarkupLine($"    {Text(item.Item, 200)}: {Text(item.Reason, 200)}");
        }
    }

    private static void ShowIncomplete(IAnsiConsole console, IReadOnlyList<Incompleteness> incomplete)
    {
        foreach (Incompleteness kind in incomplete.OrderByDescending(static kind => kind.Count).Take(Kinds))
        {
            SkippedItem first = kind.Examples[0];
            console.MarkupLine($"  [yellow]incomplete:[/] {Text(kind.What, 60)} of {Counted.Of(kind.Count, "item")}, the first {Text(first.Item, 200)}: "
                + Text(first.Reason, 200));
        }

        if (incomplete.Count > Kinds)
        {
            console.MarkupLine($"    [grey]and {Counted.Of(incomplete.Count - Kinds, "more kind")}: --format json lists all[/]");
        }
    }

    private static void ShowRelations(IAnsiConsole console, RelationMap map)
    {
        Relation[] reviewed = [.. map.Relations.Where(static relation => relation.Tier != Tier.Proven)];
        console.MarkupLine($"[bold]Proved[/] {Counted.Of(map.Relations.Count - reviewed.Length, "relation")}"
            + KindsOf(map.Relations.Where(static relation => relation.Tier == Tier.Proven))
            + (reviewed.Length > 0 ? $"; {reviewed.Length:N0} that people approved{KindsOf(reviewed)}" : "")
            + (map.Refusals.Count > 0 ? $"; declined {map.Refusals.Count:N0} that looked possible" : ""));
    }

    private static string KindsOf(IEnumerable<Relation> relations)
    {
        string kinds = string.Join(", ", relations
            .GroupBy(static relation => relation.Type)
            .OrderBy(static group => group.Key)
            .Select(static group => $"{group.Count():N0} {group.Key}"));
        return kinds.Length > 0 ? $": {kinds}" : "";
    }

    private static string Text(string text, int most) => TerminalText.Markup(text, most);

    private static string Duration(TimeSpan time) =>
        time.TotalSeconds >= 1 ? $"{time.TotalSeconds:0.0} s" : $"{time.TotalMilliseconds:0} ms";
}
