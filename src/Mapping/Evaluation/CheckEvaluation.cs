using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// What the deterministic check is worth by itself: every labelled claim, true or false, is put to it as the most
/// gullible model would, and
/// what it lets through is counted. Precision is the share of true claims among those let through, recall the share of
/// true claims that are.
/// </summary>
public static class CheckEvaluation
{
    private const string Source = "dataset";

    public static IReadOnlyList<EvaluationRow> Run(IReadOnlyList<LabelledClaim> claims)
    {
        Dictionary<RelationType, Dictionary<string, (int True, int False, int TruePassed, int FalsePassed)>> rows = [];
        foreach (LabelledClaim claim in claims)
        {
            bool passed = Passes(claim);
            if (!rows.TryGetValue(claim.Type, out Dictionary<string, (int, int, int, int)>? kinds))
            {
                rows[claim.Type] = kinds = new Dictionary<string, (int, int, int, int)>(StringComparer.Ordinal);
            }

            (int trues, int falses, int truePassed, int falsePassed) = kinds.GetValueOrDefault(claim.Kind);
            kinds[claim.Kind] = claim.IsTrue
                ? (trues + 1, falses, truePassed + (passed ? 1 : 0), falsePassed)
                : (trues, falses + 1, truePassed, falsePassed + (passed ? 1 : 0));
        }

        return [.. rows.OrderBy(static row => row.Key).Select(static row => new EvaluationRow(
            row.Key,
            new Proportion(
                row.Value.Values.Sum(static kind => kind.TruePassed),
                row.Value.Values.Sum(static kind => kind.TruePassed + kind.FalsePassed)),
            new Proportion(row.Value.Values.Sum(static kind => kind.TruePassed), row.Value.Values.Sum(static kind => kind.True)),
            [.. row.Value.OrderBy(static kind => kind.Key, StringComparer.Ordinal).Where(static kind => kind.Value.False > 0)
                .Select(static kind => (kind.Key, new Proportion(kind.Value.False - kind.Value.FalsePassed, kind.Value.False)))]))];
    }

    /// <summary>Whether the check lets a claim through.</summary>
    public static bool Passes(LabelledClaim claim)
    {
        Market left = Market(claim.Left, "L");
        Market right = Market(claim.Right, "R");
        VenueIndex venue = new(new VenueSnapshot
        {
            At = DateTimeOffset.UnixEpoch,
            Markets = [left, right],
            Events = [Event(left), Event(right)],
        });
        Relation relation = new(claim.Type, [Claim.Yes(left), Claim.Yes(right)]) { Rule = "labelled" };
        return new RelationPostCheck(venue).Vetoes(relation).Count == 0;
    }

    private static Market Market(LabelledQuestion question, string side) => new()
    {
        Ticker = side,
        EventTicker = side,
        SeriesTicker = side,
        Title = Utf8Text.From(question.Title),
        RulesPrimary = Utf8Text.From(question.Rules),
        CloseTime = question.Until,
    };

    private static Event Event(Market market) => new()
    {
        Ticker = market.EventTicker,
        SeriesTicker = market.SeriesTicker,
        Title = market.Title,
        SettlementSources = [new SettlementSource(Source, Source)],
        Markets = [market],
    };
}

/// <summary>How one type of relation fared.</summary>
/// <param name="Type">The type claimed.</param>
/// <param name="Precision">True claims among those let through.</param>
/// <param name="Recall">Those let through among the true claims.</param>
/// <param name="Vetoed">False claims that were vetoed, by what they tried.</param>
public sealed record EvaluationRow(
    RelationType Type, Proportion Precision, Proportion Recall, IReadOnlyList<(string Kind, Proportion Vetoed)> Vetoed);
