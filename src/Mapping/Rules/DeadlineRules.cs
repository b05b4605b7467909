using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>Markets of one event whose rules are the same but for a deadline: what happens before the earlier one has happened before the later.</summary>
internal sealed class DeadlineRules(RelationWriter writer)
{
    /// <summary>Words under which a later deadline need not be easier: denials, superlatives, counts from above, averages.</summary>
    private static readonly string[] NotMonotone =
    [
        " not ", "n't ", " never ", " fail", " remain", " still ", " first ", " most ", " highest ", " lowest ", " last ",
        "exactly", "between", "fewer than", "less than", "at most", "no more than", "average", " next ", " only ",
    ];

    private readonly TextBuffer _text = new();
    private readonly List<(Market Market, DatePhrase Date)> _dated = [];

    public void Apply(Event owner)
    {
        if (owner.Markets.Count < 2)
        {
            return;
        }

        _dated.Clear();
        bool differ = false;
        foreach (Market market in owner.Markets)
        {
            if (market.Type.Value == MarketType.Binary && DatePhrase.Only(_text.Read(market.RulesPrimary)) is { } date)
            {
                differ |= _dated.Count > 0 && _dated[0].Date.Cutoff != date.Cutoff;
                _dated.Add((market, date));
            }
        }

        if (differ)
        {
            foreach (List<(Market Market, DateOnly Cutoff)> ladder in Ladders())
            {
                Write(owner, ladder);
            }
        }
    }

    /// <summary>The dated markets by what must be the same: everything but the deadline.</summary>
    private Dictionary<string, List<(Market Market, DateOnly Cutoff)>>.ValueCollection Ladders()
    {
        Dictionary<string, List<(Market Market, DateOnly Cutoff)>> ladders = new(StringComparer.Ordinal);
        foreach ((Market market, DatePhrase date) in _dated)
        {
            ReadOnlySpan<char> rules = _text.Read(market.RulesPrimary);
            if (Silence.IsInverted(rules))
            {
                continue;
            }

            string template = string.Join('\0', rules[..date.Start].ToString(), rules[date.End..].ToString(), market.RulesSecondary,
                market.CustomStrike, $"{market.StrikeType.Value} {market.FloorStrike} {market.CapStrike}");
            if (!ladders.TryGetValue(template, out List<(Market, DateOnly)>? ladder))
            {
                ladders[template] = ladder = [];
            }

            ladder.Add((market, date.Cutoff));
        }

        return ladders.Values;
    }

    private void Write(Event owner, List<(Market Market, DateOnly Cutoff)> ladder)
    {
        if (ladder.Select(static step => step.Cutoff).Distinct().Count() < 2)
        {
            return;
        }

        string rules = $" {ladder[0].Market.RulesPrimary} ";
        if (NotMonotone.FirstOrDefault(words => rules.Contains(words, StringComparison.OrdinalIgnoreCase)) is { } words)
        {
            writer.Refuse("deadline-ladder", owner.Ticker, $"the rules say \"{words.Trim()}\": a later deadline need not be easier to meet");
            return;
        }

        (Market Market, DateOnly Cutoff)[] ordered = [.. ladder.OrderBy(static step => step.Cutoff)
            .ThenBy(static step => step.Market.Ticker, StringComparer.Ordinal).DistinctBy(static step => step.Cutoff)];
        writer.Add(RelationType.Subset, [.. ordered.Select(static step => Claim.Yes(step.Market))], "deadline-ladder", ascending: true,
            new Evidence("rules", $"identical but for the deadline, from before {ordered[0].Cutoff:yyyy-MM-dd} to before {ordered[^1].Cutoff:yyyy-MM-dd}"));
    }
}
