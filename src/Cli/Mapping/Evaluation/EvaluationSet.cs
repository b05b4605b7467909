using Dutchbook.Domain;
using Dutchbook.Mapping;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>What an evaluation is made of: labelled claims, claims beside others, and relations with settled markets.</summary>
internal sealed record EvaluationSet
{
    public required IReadOnlyList<EvaluationCase> Cases { get; init; }

    public required IReadOnlyList<EvaluationVariant> Variants { get; init; }

    /// <summary>Null where no recording was read.</summary>
    public required IReadOnlyList<SettlementRow>? Settled { get; init; }

    /// <summary>The labelled pairs of a folder, what structure proves in recordings, and what has settled in them.</summary>
    /// <param name="folder">Null where only recordings count.</param>
    /// <param name="snapshot">Null where no recording was named.</param>
    /// <param name="configuration">How relations are mapped.</param>
    /// <param name="reviews">What was judged by models and people.</param>
    /// <param name="most">The most claims of a kind.</param>
    public static EvaluationSet Read(
        string? folder, VenueSnapshot? snapshot, Configuration configuration, IReadOnlyList<StoredReview> reviews, int most)
    {
        IReadOnlyList<LabelledClaim> claims = folder is null ? [] : ConsistencyTuples.Read(folder);
        LabelledClaim[] few = [.. claims.GroupBy(static claim => (claim.Kind, claim.Type)).SelectMany(kind => Evenly([.. kind], most))];
        List<EvaluationCase> cases = [.. few.Select(EvaluationCase.Of)];
        IReadOnlyList<SettlementRow>? settled = null;
        if (snapshot is not null)
        {
            RelationMap proven = new StructuralMapper(Scanner.Mapping(configuration)).Map(snapshot);
            cases.AddRange(EvaluationCase.OfProven(proven, snapshot, most));
            VenueIndex venue = new(snapshot);
            settled = SettlementTruth.Of(
                [.. proven.Relations, .. reviews.Select(review => ReviewedRelations.Of(review, venue)).OfType<Relation>()]);
        }

        return new EvaluationSet { Cases = cases, Variants = Variations(claims, few), Settled = settled };
    }

    /// <summary>
    /// Each implication again: shown the other way round, with its first question in other words, and with it denied. The first
    /// questions of the three files are the same where their titles are.
    /// </summary>
    private static List<EvaluationVariant> Variations(IReadOnlyList<LabelledClaim> all, LabelledClaim[] few)
    {
        Dictionary<string, LabelledQuestion> reworded = Partners(all, "paraphrase");
        Dictionary<string, LabelledQuestion> denied = Partners(all, "negation");
        List<EvaluationVariant> variants = [];
        foreach (LabelledClaim claim in few.Where(static claim => claim is { Type: RelationType.Subset, IsTrue: true }))
        {
            EvaluationCase item = EvaluationCase.Of(claim);
            EvaluationCase shown = EvaluationCase.Of(claim with { Left = claim.Right, Right = claim.Left });
            variants.Add(new EvaluationVariant("swap", item, shown with { Left = shown.Right, Right = shown.Left }, MeansTheSame: true));
            if (reworded.TryGetValue(claim.Left.Title, out LabelledQuestion? words))
            {
                variants.Add(new EvaluationVariant("paraphrase", item, EvaluationCase.Of(claim with { Left = words }), MeansTheSame: true));
            }

            if (denied.TryGetValue(claim.Left.Title, out LabelledQuestion? not))
            {
                variants.Add(new EvaluationVariant("negation", item, EvaluationCase.Of(claim with { Left = not }), MeansTheSame: false));
            }
        }

        return variants;
    }

    private static Dictionary<string, LabelledQuestion> Partners(IReadOnlyList<LabelledClaim> claims, string kind)
    {
        Dictionary<string, LabelledQuestion> partners = new(StringComparer.Ordinal);
        foreach (LabelledClaim claim in claims.Where(claim => claim.Kind == kind))
        {
            partners.TryAdd(claim.Left.Title, claim.Right);
        }

        return partners;
    }

    private static IEnumerable<LabelledClaim> Evenly(LabelledClaim[] claims, int most) => claims.Length <= most
        ? claims
        : Enumerable.Range(0, most).Select(i => claims[(int)((long)i * claims.Length / most)]);
}
