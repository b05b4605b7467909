using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Tapes;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>What all looks of a run came to, for a reader.</summary>
internal static class FoundView
{
    public static void Show(CommandScope scope, LookBook looks, int top)
    {
        IReadOnlyList<FoundOpportunity> found = looks.Found;
        int good = found.Count(static item => item.Best.BelowThreshold.Count == 0);
        scope.Output.Line(string.Create(CultureInfo.InvariantCulture,
            $"{Counted.Of(found.Count, "basket")} found in {looks.Looks:N0} looks, {good:N0} above the thresholds."));
        if (found.Count > 0)
        {
            Table table = Tables.Plain("Edge", "On", "Grade", "First seen", "Lasted", "Looks", "Basket");
            table.Columns[0].Alignment = table.Columns[1].Alignment = table.Columns[4].Alignment = table.Columns[5].Alignment = Justify.Right;
            foreach (FoundOpportunity item in found.Take(top))
            {
                table.AddRow(
                    OpportunityView.Dollars(item.Best.Edge),
                    OpportunityView.Dollars(item.Best.Cost + item.Best.Fees),
                    $"{item.Best.Grade}{(item.Best.BelowThreshold.Count > 0 ? ", below" : "")}",
                    item.FirstSeen.UtcDateTime.ToString("MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                    Lasted(item),
                    item.Looks.ToString("N0", CultureInfo.InvariantCulture),
                    Basket(item.Best));
            }

            scope.Output.Table(table);
            if (found.Count > top)
            {
                scope.Output.Line($"and {found.Count - top:N0} more; --top shows them, --format json has all.");
            }
        }

        Reasons(scope, "Not judged", looks.Waiting, looks.Looks);
        Reasons(scope, "Not borne out by the books", looks.Gone, looks.Looks);
        scope.Output.Line($"decisions {looks.Hash}");
    }

    public static void ShowTroubles(CommandScope scope, IReadOnlyList<TapeTrouble> troubles)
    {
        const int most = 10;
        foreach (TapeTrouble trouble in troubles.Take(most))
        {
            scope.Remark($"{trouble.File}: {trouble.Problem}");
        }

        if (troubles.Count > most)
        {
            scope.Remark($"and {troubles.Count - most:N0} more of the kind; --format json has all.");
        }
    }

    private static void Reasons(CommandScope scope, string what, IReadOnlyDictionary<string, long> reasons, long looks)
    {
        if (reasons.Count > 0)
        {
            IEnumerable<string> words = reasons.OrderByDescending(static pair => pair.Value)
                .Select(static pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value:N0} because {pair.Key}"));
            scope.Output.Line($"{what}, summed over {looks:N0} looks: {TerminalText.Clean(string.Join("; ", words), 600)}.");
        }
    }

    private static string Lasted(FoundOpportunity item)
    {
        TimeSpan time = item.LastSeen - item.FirstSeen;
        return time >= TimeSpan.FromHours(1) ? $"{(int)time.TotalHours} h {time.Minutes} m"
            : time >= TimeSpan.FromMinutes(1) ? $"{time.Minutes} m {time.Seconds} s"
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
    }

    private static string Basket(Opportunity opportunity)
    {
        const int shown = 2;
        IEnumerable<string> legs = opportunity.Legs.Take(shown).Select(static leg => TerminalText.Markup(leg.Claim.ToString(), 40));
        int rest = opportunity.Legs.Count - shown;
        return string.Join(" + ", legs) + (rest > 0 ? $" + {rest} more" : "");
    }
}
