namespace Dutchbook.Cli;

/// <summary>A day as far as it was seen, kept in the home so that a restart loses hardly anything of its summary.</summary>
internal sealed record DailyRecord
{
    public required DateOnly Day { get; init; }

    public required int Passes { get; init; }

    /// <summary>What was found, by id, at its best.</summary>
    public required IReadOnlyList<DailyFind> Found { get; init; }

    /// <summary>What trades of earlier days had brought in when the day began, in micros of a dollar.</summary>
    public required IReadOnlyDictionary<string, long> PaidBefore { get; init; }

    public static string PathIn(HomeFolder home) => Path.Combine(home.Root, "day.json");
}

/// <param name="Edge">In micros of a dollar.</param>
internal sealed record DailyFind(string Id, string Words, long Edge);
