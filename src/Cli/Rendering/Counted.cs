namespace Dutchbook.Cli;

/// <summary>Numbers with their nouns: "1 event", "2 events".</summary>
internal static class Counted
{
    public static string Of(long count, string one, string? many = null) => $"{count:N0} {(count == 1 ? one : many ?? one + "s")}";
}
