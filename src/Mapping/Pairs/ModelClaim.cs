using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>What a model says of some markets, read from its answer and not yet believed.</summary>
internal sealed record ModelClaim
{
    public required string Word { get; init; }

    /// <summary>
    /// The members in the order that gives the type its meaning: the narrowest first, the condition before its
    /// consequence.
    /// </summary>
    public required IReadOnlyList<Market> Members { get; init; }

    public required RelationType Type { get; init; }

    public required Ratio Confidence { get; init; }

    public Ratio? Conditional { get; init; }

    public required string Reasoning { get; init; }

    public required IReadOnlyList<string> Quotes { get; init; }

    /// <summary>The relation, pending and merely proposed.</summary>
    public Relation ToRelation(bool strikesAscend = true) => new(Type, [.. Members.Select(Claim.Yes)])
    {
        Rule = $"words-{Type.ToString().ToLowerInvariant()}",
        Tier = Tier.Proposed,
        Status = RelationStatus.Pending,
        Strength = Type == RelationType.Implication ? Strength.Soft : Strength.Hard,
        Confidence = Confidence,
        ConditionalAtLeast = Conditional,
        StrikesAscend = strikesAscend,
        Evidence = [new Evidence("reasoning of the model", Reasoning), .. Quotes.Select(static quote => new Evidence("quoted from the rules", quote))],
    };
}
