namespace Dutchbook.Mapping;

/// <summary>
/// What the deterministic check is worth by itself: every labelled claim, true or false, is put to it as the most gullible model
/// would, and what it lets through is counted. Precision is the share of true claims among those let through, recall the share of true
/// claims that are.
/// </summary>
public static class CheckEvaluation
{
    public static IReadOnlyList<EvaluationRow> Run(IReadOnlyList<LabelledClaim> claims) => Run(claims.Select(EvaluationCase.Of));

    public static IReadOnlyList<EvaluationRow> Run(IEnumerable<EvaluationCase> cases)
    {
        EvaluationTally tally = new();
        foreach (EvaluationCase item in cases)
        {
            tally.Add(item.Type, item.Kind, item.IsTrue, Passes(item));
        }

        return tally.Rows;
    }

    /// <summary>Whether the check lets a claim through.</summary>
    public static bool Passes(EvaluationCase item) => new RelationPostCheck(item.Venue).Vetoes(item.Claimed).Count == 0;
}
