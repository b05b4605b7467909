using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>Markets of one event whose rules are the same but for a deadline: what happens before the earlier one has happened before the later.</summary>
internal sealed class DeadlineRules(RelationWriter writer)
{
    /// <summary>
    /// Words under which a later deadline need not be easier: denials, states that must last, superlatives, counts from above, and
    /// whatever is measured at the deadline itself.
    /// </summary>
    private static readonly string[] NotMonotone =
    [
        " not ", "n't ", " never ", " no ", " none ", " neither ", " nor ", " without ", " fail",
        " remain", " still ", " stay", " continu", " keep", " maintain", " retain", " unchanged", " holds the ", " holds office",
        " first ", " most ", " highest ", " lowest ", " last", " next ", " only ", " leads ", " leading ", " ahead of ",
        " latest ", " final ", " closing ", " current ", " as of ", "average", " total of ",
        "exactly", "between", "fewer than", "less than", "at most", "no more than", " or fewer", " or less", " or below",
    ];

    private static readonly string[] CeilingWords = [" below ", " under ", " lower than "];

    private static readonly string[] FallingWords = ["price", " falls ", " fall ", " drops ", " dips "];

    private readonly TextBuffer _text = new();
    private readonly List<(Market Market, DatePhrase Date)> _dated = [];
    private readonly HashSet<int> _around = [];

    public void Apply(Event owner)
    {
        if (owner.Markets.Count < 2)
        {
            return;
        }

        _dated.Clear();
        bool differ = false;
        string? twice = null;
        foreach (Market market in owner.Markets)
        {
            if (market.Type.Value != MarketType.Binary)
            {
                continue;
            }

            if (DatePhrase.Only(_text.Read(market.RulesPrimary), out bool isMany) is { } date)
            {
                differ |= _dated.Count > 0 && _dated[0].Date != date with { Start = _dated[0].Date.Start, End = _dated[0].Date.End };
                _dated.Add((market, date));
            }
            else if (isMany)
            {
                twice ??= $"the rules of {market.Ticker} name more than one deadline";
            }
        }

        if (twice is not null)
        {
            writer.Refuse("deadline-ladder", owner.Ticker, twice);
        }

        if (differ || HaveTwins())
        {
            foreach (List<(Market Market, DatePhrase Date)> ladder in Ladders())
            {
                Write(owner, ladder);
            }
        }
    }

    /// <summary>
    /// Of markets with one and the same deadline only those whose rules say the same around it have anything to say to each other.
    /// Equal hashes may be chance: then the ladders tell.
    /// </summary>
    private bool HaveTwins()
    {
        _around.Clear();
        foreach ((Market market, DatePhrase date) in _dated)
        {
            ReadOnlySpan<char> rules = _text.Read(market.RulesPrimary);
            int before = string.GetHashCode(rules[..date.Start], StringComparison.Ordinal);
            int after = string.GetHashCode(rules[date.End..], StringComparison.Ordinal);
            if (!_around.Add(HashCode.Combine(before, after)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The dated markets by what must be the same: everything but the deadline.</summary>
    private Dictionary<string, List<(Market Market, DatePhrase Date)>>.ValueCollection Ladders()
    {
        Dictionary<string, List<(Market Market, DatePhrase Date)>> ladders = new(StringComparer.Ordinal);
        foreach ((Market market, DatePhrase date) in _dated)
        {
            ReadOnlySpan<char> rules = _text.Read(market.RulesPrimary);
            if (Silence.IsInverted(rules))
            {
                continue;
            }

            if (Contradiction(market, date) is { } contradiction)
            {
                writer.Refuse("deadline-ladder", market.Ticker, contradiction);
                continue;
            }

            string template = string.Join('\0', rules[..date.Start].ToString(), rules[date.End..].ToString(), market.RulesSecondary,
                market.CustomStrike, Subject(market), $"{market.StrikeType.Value} {market.FloorStrike} {market.CapStrike}");
            if (!ladders.TryGetValue(template, out List<(Market, DatePhrase)>? ladder))
            {
                ladders[template] = ladder = [];
            }

            ladder.Add((market, date));
        }

        return ladders.Values;
    }

    private void Write(Event owner, List<(Market Market, DatePhrase Date)> ladder)
    {
        if (ladder.Count < 2)
        {
            return;
        }

        (Market Market, DatePhrase Date) first = ladder[0];
        string rules = first.Market.RulesPrimary.ToString();
        string template = $" {rules[..first.Date.Start]}\u0001{rules[first.Date.End..]} ".Replace(" no longer ", " now ", StringComparison.Ordinal);
        if (Changeable(template) is { } words)
        {
            writer.Refuse("deadline-ladder", owner.Ticker, $"the rules say \"{words.Trim()}\": a later deadline need not be easier to meet");
            return;
        }

        // The last minute of a day comes before its midnight; what has the same deadline implies each other.
        (Market Market, DatePhrase Date)[] ordered = [.. ladder.OrderBy(static step => step.Date.Cutoff)
            .ThenByDescending(static step => step.Date.IsMinuteBefore)
            .ThenBy(static step => step.Market.Ticker, StringComparer.Ordinal)];
        Evidence same = new("rules", "identical but for the deadline, "
            + $"from before {ordered[0].Date.Cutoff:yyyy-MM-dd} to before {ordered[^1].Date.Cutoff:yyyy-MM-dd}");
        foreach (IGrouping<(DateOnly, bool), (Market Market, DatePhrase Date)> twins in
            ordered.GroupBy(static step => (step.Date.Cutoff, step.Date.IsMinuteBefore)))
        {
            if (twins.Count() > 1)
            {
                writer.Add(RelationType.Equivalence, [.. twins.Select(static step => Claim.Yes(step.Market))], "same-deadline", ascending: true,
                    new Evidence("rules", $"identical, with the deadline before {twins.Key.Item1:yyyy-MM-dd}"));
            }
        }

        if (ordered[0].Date.Cutoff != ordered[^1].Date.Cutoff || ordered[0].Date.IsMinuteBefore != ordered[^1].Date.IsMinuteBefore)
        {
            writer.Add(RelationType.Subset, [.. ordered.Select(static step => Claim.Yes(step.Market))], "deadline-ladder", ascending: true, same);
        }
    }

    /// <summary>The words by which what was true at the earlier deadline may be untrue at the later one; null when it stays true.</summary>
    private static string? Changeable(string template)
    {
        if (Array.Find(NotMonotone, words => Contains(template, words)) is { } found)
        {
            return found;
        }

        if (template.Contains(" holds \u0001", StringComparison.OrdinalIgnoreCase))
        {
            return "holds";
        }

        if (Array.Find(CeilingWords, words => Contains(template, words)) is { } ceiling && !Array.Exists(FallingWords, words => Contains(template, words)))
        {
            return ceiling;
        }

        int than = template.IndexOf(" than ", StringComparison.OrdinalIgnoreCase);
        return than >= 0 && than + 6 < template.Length && !char.IsAsciiDigit(template[than + 6]) && template[than + 6] != '$' ? "than" : null;
    }

    /// <summary>A title that names another deadline than the rules.</summary>
    private static string? Contradiction(Market market, DatePhrase date)
    {
        return Other(market.Title) ? $"the title \"{TitleCheck.Quote(market.Title)}\" names another deadline than the rules"
            : Other(market.YesSubTitle) ? $"the sub-title \"{TitleCheck.Quote(market.YesSubTitle)}\" names another deadline than the rules"
            : null;

        bool Other(Utf8Text text) => DatePhrase.NamesAnother(text.ToString(), date.Cutoff);
    }

    /// <summary>A sub-title says until when, or else whom the rules are about.</summary>
    private static string Subject(Market market)
    {
        string sub = market.YesSubTitle.ToString();
        return DatePhrase.HasMonth(sub) || sub.Contains("20", StringComparison.Ordinal)
            || sub.StartsWith("before ", StringComparison.OrdinalIgnoreCase) || sub.StartsWith("by ", StringComparison.OrdinalIgnoreCase)
            ? "" : sub;
    }

    private static bool Contains(string text, string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);
}
