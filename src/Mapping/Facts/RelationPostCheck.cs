using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// Reads again, without a model, what a relation claims, and may only veto: dates, numbers, units, sources, names,
/// clauses. It does not understand rules; it knows the ways in which rules that read alike decide differently, and
/// where it sees one, the relation falls. Relations that are only likely (Implication) are held to direction and names
/// alone.
/// </summary>
public sealed class RelationPostCheck(VenueIndex venue)
{
    private readonly Dictionary<string, RuleFacts> _facts = new(StringComparer.Ordinal);

    /// <summary>Everything that stands against the relation; empty when nothing does, which proves nothing.</summary>
    public IReadOnlyList<Veto> Vetoes(Relation relation)
    {
        RuleFacts[] members = [.. relation.Claims.Select(claim => FactsOf(claim.Market))];
        List<Veto> vetoes = [];
        if (members.Select(static member => member.Market.Ticker).Distinct(StringComparer.Ordinal).Count() < members.Length)
        {
            return [new Veto(RuleAspect.Subject, "a market is related to itself")];
        }

        if (relation.Claims.Any(static claim => claim.Side == Side.No))
        {
            return [new Veto(RuleAspect.Negation, "only YES sides are checked")];
        }

        vetoes.AddRange(members.Select(TitleDoubts.Of).OfType<Veto>());
        vetoes.AddRange(relation.Type switch
        {
            RelationType.Subset => Neighbours(members).SelectMany(static pair => ImplicationCheck.Hard(pair.Narrow, pair.Wide)),
            RelationType.Threshold => Neighbours(members).SelectMany(static pair => ImplicationCheck.Ladder(pair.Narrow, pair.Wide)),
            RelationType.Equivalence => Neighbours(members).SelectMany(static pair =>
                ImplicationCheck.Hard(pair.Narrow, pair.Wide).Concat(ImplicationCheck.Hard(pair.Wide, pair.Narrow))),
            RelationType.Exclusive => ListCheck.Exclusive(members),
            RelationType.Exhaustive => ListCheck.Exhaustive(members),
            RelationType.Implication => ImplicationCheck.Soft(members[0], members[1]),
            RelationType.Partition or RelationType.Complement or RelationType.Conjunction or RelationType.Line =>
                [new Veto(RuleAspect.Cover, $"{relation.Type} is never taken from words")],
        });
        return [.. vetoes.Distinct()];
    }

    /// <summary>The rules of neighbouring members side by side.</summary>
    public IReadOnlyList<RuleDifference> Differences(Relation relation) =>
        [.. Neighbours([.. relation.Claims.Select(claim => FactsOf(claim.Market))])
            .SelectMany(static pair => RuleTable.Of(pair.Narrow, pair.Wide)).Distinct()];

    private static IEnumerable<(RuleFacts Narrow, RuleFacts Wide)> Neighbours(RuleFacts[] members)
    {
        for (int i = 1; i < members.Length; i++)
        {
            yield return (members[i - 1], members[i]);
        }
    }

    private RuleFacts FactsOf(Market market)
    {
        if (!_facts.TryGetValue(market.Ticker, out RuleFacts? facts))
        {
            _facts[market.Ticker] = facts = RuleFacts.Of(market, venue);
        }

        return facts;
    }
}
