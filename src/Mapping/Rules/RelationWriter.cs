using System.Buffers;
using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>Collects relations and refusals, and adds what every relation carries.</summary>
internal sealed class RelationWriter(Ratio confidence)
{
    private static readonly SearchValues<string> AbnormalWords = SearchValues.Create(
        ["fair price", "last traded price", "last price", "$0.50", "50/50", "50-50", "fair market price", "dead heat"],
        StringComparison.OrdinalIgnoreCase);

    private readonly TextBuffer _text = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    public List<Relation> Relations { get; } = [];

    public List<Refusal> Refusals { get; } = [];

    public void Add(RelationType type, IReadOnlyList<Claim> claims, string rule, bool ascending, params Evidence[] evidence) =>
        Take(Make(type, claims, line: null, rule, ascending, evidence));

    public void AddLine(IReadOnlyList<Claim> claims, CellLine line, string rule, params Evidence[] evidence) =>
        Take(Make(RelationType.Line, claims, line, rule, ascending: true, evidence));

    private Relation Make(
        RelationType type, IReadOnlyList<Claim> claims, CellLine? line, string rule, bool ascending, Evidence[] evidence)
    {
        List<Evidence> all = [.. evidence];
        if (claims.Select(claim => Abnormal(claim.Market)).FirstOrDefault(static clause => clause is not null) is { } clause)
        {
            all.Add(new Evidence("abnormal settlement", clause));
        }

        return new Relation(type, claims, line)
        {
            Rule = rule,
            Confidence = confidence,
            StrikesAscend = ascending,
            Evidence = all,
        };
    }

    /// <summary>Takes over what another writer collected; a relation that is known already is not repeated.</summary>
    public void Append(RelationWriter later)
    {
        foreach (Relation relation in later.Relations)
        {
            Take(relation);
        }

        Refusals.AddRange(later.Refusals);
    }

    public void Refuse(string rule, string subject, string reason) => Refusals.Add(new Refusal(rule, subject, reason));

    private void Take(Relation relation)
    {
        if (_ids.Add(relation.Id))
        {
            Relations.Add(relation);
        }
    }

    /// <summary>The sentence that pays something other than $1 or nothing; such a settlement breaks every guarantee.</summary>
    private string? Abnormal(Market market) => Abnormal(market.RulesPrimary) ?? Abnormal(market.RulesSecondary);

    private string? Abnormal(Utf8Text text)
    {
        ReadOnlySpan<char> rules = _text.Read(text);
        int at = rules.IndexOfAny(AbnormalWords);
        if (at < 0)
        {
            return null;
        }

        int stop = rules[..at].LastIndexOf(". ");
        int end = rules[at..].IndexOf(". ");
        return rules[(stop < 0 ? 0 : stop + 2)..(end < 0 ? rules.Length : at + end + 1)].Trim().ToString();
    }
}
