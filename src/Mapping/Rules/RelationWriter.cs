using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>Collects relations and refusals, and adds what every relation carries.</summary>
internal sealed class RelationWriter(Ratio confidence)
{
    private static readonly string[] AbnormalWords =
        ["fair price", "last traded price", "last price", "$0.50", "50/50", "50-50", "fair market price", "dead heat"];

    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<Market, string?> _clauses = [];

    public List<Relation> Relations { get; } = [];

    public List<Refusal> Refusals { get; } = [];

    public HashSet<Market> Understood { get; } = [];

    public void Add(RelationType type, IReadOnlyList<Claim> claims, string rule, bool ascending, params Evidence[] evidence)
    {
        List<Evidence> all = [.. evidence];
        if (claims.Select(claim => Abnormal(claim.Market)).FirstOrDefault(static clause => clause is not null) is { } clause)
        {
            all.Add(new Evidence("abnormal settlement", clause));
        }

        Relation relation = new(type, claims)
        {
            Rule = rule,
            Confidence = confidence,
            StrikesAscend = ascending,
            Evidence = all,
        };
        if (_ids.Add(relation.Id))
        {
            Relations.Add(relation);
        }

        foreach (Claim claim in claims)
        {
            Understood.Add(claim.Market);
        }
    }

    public void Refuse(string rule, string subject, string reason) => Refusals.Add(new Refusal(rule, subject, reason));

    /// <summary>The sentence that pays something other than $1 or nothing; such a settlement breaks every guarantee.</summary>
    private string? Abnormal(Market market)
    {
        if (!_clauses.TryGetValue(market, out string? clause))
        {
            _clauses[market] = clause = FindAbnormal(market);
        }

        return clause;
    }

    private static string? FindAbnormal(Market market)
    {
        string rules = $"{market.RulesPrimary} {market.RulesSecondary}";
        foreach (string words in AbnormalWords)
        {
            int at = rules.IndexOf(words, StringComparison.OrdinalIgnoreCase);
            if (at >= 0)
            {
                int start = at == 0 ? 0 : rules.LastIndexOf(". ", at - 1, StringComparison.Ordinal);
                int end = rules.IndexOf(". ", at, StringComparison.Ordinal);
                return rules[(start <= 0 ? 0 : start + 2)..(end < 0 ? rules.Length : end + 1)].Trim();
            }
        }

        return null;
    }
}
