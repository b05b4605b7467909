using Dutchbook.Domain;

namespace Dutchbook.Alerts;

/// <summary>One line of what was found, traded or missed.</summary>
/// <param name="Result">What it earned or would have earned; null where that is not known.</param>
public sealed record SummaryItem(string Words, Money? Result);

/// <summary>A day as a person wants to hear it.</summary>
public sealed record DailySummary
{
    private const int MostItems = 5;

    public required DateOnly Day { get; init; }

    public required int Scans { get; init; }

    public required int MarketsRead { get; init; }

    public IReadOnlyList<SummaryItem> Found { get; init; } = [];

    public IReadOnlyList<SummaryItem> Traded { get; init; } = [];

    /// <summary>What came nearest, and what it lacked.</summary>
    public IReadOnlyList<SummaryItem> Nearly { get; init; } = [];

    /// <summary>Settled and fees paid; null where nothing is known of the account.</summary>
    public Money? Realised { get; init; }

    /// <summary>The most that open positions can still lose; null where nothing is known of them.</summary>
    public Money? AtRisk { get; init; }

    /// <summary>What a person should look at; empty for a healthy day.</summary>
    public IReadOnlyList<string> Health { get; init; } = [];

    public Alert AsAlert(DateTimeOffset at) => new()
    {
        Id = $"summary/{Day:yyyy-MM-dd}",
        Kind = AlertKind.DailySummary,
        Severity = Health.Count == 0 ? AlertSeverity.Notice : AlertSeverity.Warning,
        Title = $"{Day:yyyy-MM-dd}: {Counted(Found.Count, "opportunity", "opportunities")}, {Counted(Traded.Count, "trade", "trades")}"
            + $"{(Realised is { } realised ? $", {Dollars(realised)}" : "")}",
        Text = Render(),
        DedupeKey = $"summary/{Day:yyyy-MM-dd}",
        At = at,
    };

    /// <summary>Plain text, the most important first; a part with nothing in it is one short line or none.</summary>
    public string Render()
    {
        List<string> lines = [];
        if (Health.Count > 0)
        {
            lines.Add("Look at this:");
            lines.AddRange(Health.Select(static item => $"- {item}"));
        }

        lines.Add(Realised is { } realised ? $"Result: {Dollars(realised)}{(AtRisk is { } risk ? $", at risk {Dollars(risk)}" : "")}" : "Result: nothing is known of the account.");
        Part(lines, "Traded", Traded, "Nothing was traded.");
        Part(lines, "Found", Found, "Nothing was found.");
        Part(lines, "Nearly", Nearly, "");
        lines.Add($"{Counted(Scans, "pass", "passes")} over {Counted(MarketsRead, "market", "markets")}.{(Health.Count == 0 ? " All is well." : "")}");
        return string.Join('\n', lines);
    }

    private static void Part(List<string> lines, string name, IReadOnlyList<SummaryItem> items, string none)
    {
        if (items.Count == 0)
        {
            if (none.Length > 0)
            {
                lines.Add(none);
            }

            return;
        }

        lines.Add($"{name}:");
        lines.AddRange(items.Take(MostItems).Select(static item =>
            $"- {(item.Result is { } result ? $"{Dollars(result)}  " : "")}{item.Words}"));
        if (items.Count > MostItems)
        {
            lines.Add($"- and {items.Count - MostItems} more");
        }
    }

    private static string Counted(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";

    /// <summary>Dollars and cents, rounded toward minus infinity: a day is never flattered.</summary>
    private static string Dollars(Money money)
    {
        long cents = Math.DivRem(money.Micros, 10_000, out long rest) - (rest < 0 ? 1 : 0);
        return $"{(cents < 0 ? "-" : "")}${FixedPoint.Format(Math.Abs(cents), 2, 2)}";
    }
}
