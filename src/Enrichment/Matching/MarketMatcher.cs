using Dutchbook.Domain;

namespace Dutchbook.Enrichment;

/// <summary>Grades a market of Polymarket against one of ours: the questions, when they end, and who decides.</summary>
public static class MarketMatcher
{
    /// <summary>Markets on one occasion may be listed to end a few days apart.</summary>
    private static readonly TimeSpan EndSlack = TimeSpan.FromDays(4);

    /// <summary>Publishers that rules name. Two rules that name different ones may resolve differently.</summary>
    private static readonly string[][] Deciders =
    [
        ["binance"], ["coinbase"], ["cf benchmarks", "brti"], ["chainlink"], ["coingecko"], ["bureau of labor statistics", "bls"],
        ["bureau of economic analysis", "bea"], ["national weather service", "nws"], ["accuweather"], ["wunderground", "weather underground"],
        ["associated press"], ["box office mojo"], ["rotten tomatoes"],
    ];

    public static QuestionText Read(Market market) => QuestionText.Of(Question(market));

    /// <summary>The match as it waits for a person.</summary>
    public static FoundMatch Describe(Market ours, PolymarketMarket theirs, Match match) => new()
    {
        Ticker = ours.Ticker,
        TheirId = theirs.Id,
        TextsHash = TextHash.Of(
            [MarketWords.Of(ours, ""), theirs.Id, theirs.Question, theirs.Description, theirs.ResolutionSource]),
        Grade = match.Grade,
        Differences = match.Differences,
        Question = Question(ours),
        TheirQuestion = theirs.Question,
        TheirRules = theirs.ResolutionSource.Length == 0 ? theirs.Description : $"{theirs.Description} Source: {theirs.ResolutionSource}",
    };

    public static Match Grade(Market ours, QuestionText ourText, PolymarketMarket theirs)
    {
        Match match = QuestionMatcher.Grade(ourText, theirs.Text);
        if (match.Grade is MatchGrade.Unrelated or MatchGrade.Related)
        {
            return match;
        }

        List<RuleDifference> more = [];
        if (theirs.MeaningMayChange)
        {
            more.Add(new RuleDifference(RuleAspect.Cover, "", "an outcome whose meaning changes as others are added"));
        }

        if ((ours.ExpectedExpirationTime ?? ours.CloseTime) is { } end && theirs.EndsAt is { } theirEnd
            && (end - theirEnd).Duration() > EndSlack && match.Grade is MatchGrade.Equivalent or MatchGrade.Inverted)
        {
            more.Add(new RuleDifference(
                RuleAspect.Instant, FormattableString.Invariant($"ends {end:yyyy-MM-dd}"), FormattableString.Invariant($"ends {theirEnd:yyyy-MM-dd}")));
        }

        string[] own = Named($"{ours.RulesPrimary} {ours.RulesSecondary}");
        string[] other = Named($"{theirs.Description} {theirs.ResolutionSource}");
        if (own.Length > 0 && other.Length > 0 && !own.Intersect(other, StringComparer.Ordinal).Any())
        {
            more.Add(new RuleDifference(RuleAspect.Source, string.Join(", ", own), string.Join(", ", other)));
        }

        return more.Count == 0 ? match : match with { Grade = MatchGrade.Related, Differences = [.. match.Differences, .. more] };
    }

    /// <summary>An option of a set is asked about together with the set's title.</summary>
    private static string Question(Market market)
    {
        string title = market.Title.ToString();
        string option = market.YesSubTitle.ToString();
        return title.Contains(option, StringComparison.OrdinalIgnoreCase) ? title : $"{title} {option}";
    }

    private static string[] Named(string rules) => [.. Deciders
        .Where(names => names.Any(name => Holds(rules, name)))
        .Select(static names => names[0])];

    /// <summary>The name stands by itself, not inside another word.</summary>
    private static bool Holds(string rules, string name)
    {
        for (int at = rules.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0; at = rules.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            int end = at + name.Length;
            if ((at == 0 || !char.IsLetterOrDigit(rules[at - 1])) && (end == rules.Length || !char.IsLetterOrDigit(rules[end])))
            {
                return true;
            }
        }

        return false;
    }
}
