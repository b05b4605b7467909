using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>What follows between markets whose rules are the same but for a deadline: what happens before the earlier one has happened before the later.</summary>
internal sealed class DeadlineRules(RelationWriter writer)
{
    public void Apply(List<Rung> ladder)
    {
        Rung first = ladder[0];
        string earlyClose = first.Market.EarlyCloseCondition.ToString();
        if (Changeable.Words(first.Template(), earlyClose) is { } words)
        {
            writer.Refuse("deadline-ladder", first.Event.Ticker, $"the rules say \"{words.Trim()}\": a later deadline need not be easier to meet");
            return;
        }

        // The last minute of a day comes before its midnight; what has the same deadline implies each other.
        Rung[] ordered = [.. ladder.OrderBy(static rung => rung.Date.Cutoff)
            .ThenByDescending(static rung => rung.Date.IsMinuteBefore)
            .ThenBy(static rung => rung.Market.Ticker, StringComparer.Ordinal)];
        Evidence[] shared = [.. Across(ladder), .. EarlyClose(earlyClose)];
        foreach (IGrouping<(DateOnly, bool), Rung> twins in ordered.GroupBy(static rung => (rung.Date.Cutoff, rung.Date.IsMinuteBefore)))
        {
            if (twins.Count() > 1)
            {
                writer.Add(RelationType.Equivalence, [.. twins.Select(static rung => Claim.Yes(rung.Market))], "same-deadline", ascending: true,
                    [new Evidence("rules", $"identical, with the deadline before {twins.Key.Item1:yyyy-MM-dd}"), .. shared]);
            }
        }

        if (ordered[0].Date.Cutoff != ordered[^1].Date.Cutoff || ordered[0].Date.IsMinuteBefore != ordered[^1].Date.IsMinuteBefore)
        {
            writer.Add(RelationType.Subset, [.. ordered.Select(static rung => Claim.Yes(rung.Market))], "deadline-ladder", ascending: true,
            [
                new Evidence("rules", "identical but for the deadline, "
                    + $"from before {ordered[0].Date.Cutoff:yyyy-MM-dd} to before {ordered[^1].Date.Cutoff:yyyy-MM-dd}"),
                .. shared,
            ]);
        }
    }

    private static Evidence[] Across(List<Rung> ladder)
    {
        string[] events = [.. ladder.Select(static rung => rung.Event.Ticker).Distinct(StringComparer.Ordinal)];
        return events.Length == 1 ? [] :
        [
            new Evidence("across events", $"{string.Join(", ", events)} have the same settlement source, rules_secondary and early_close_condition"),
        ];
    }

    private static Evidence[] EarlyClose(string words) => words.Length == 0 ? [] : [new Evidence("early_close_condition", words)];
}
