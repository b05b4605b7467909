using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// Derives relations from normal forms as from strikes, dates and lists, by the same rules: forms with the same key lie on one
/// line, on one ladder of deadlines, or in one set of options. What comes out is proposed, not proven: the forms are a model's.
/// </summary>
internal static class FormRelations
{
    public static IReadOnlyList<Relation> Of(IReadOnlyList<NormalForm> forms, VenueIndex venue)
    {
        List<Relation> found = [];
        foreach (IGrouping<string, NormalForm> alike in forms.GroupBy(static form => form.Key, StringComparer.Ordinal))
        {
            List<NormalForm> line = [.. alike.Where(static form => form.Interval is not null)];
            if (line.Count > 1)
            {
                found.AddRange(OnLine(line, venue));
            }

            found.AddRange(OnLadder([.. alike.Where(static form => form.Cutoff is not null)]));
            List<NormalForm> options = [.. alike.Where(static form => form.Option is not null)];
            foreach ((RelationType type, string rule, IReadOnlyList<NormalForm> members) in FormOptions.Of(options, venue))
            {
                found.Add(Propose(type, [.. members.Select(static form => Claim.Yes(form.Market))], rule, strikesAscend: true,
                    members.ToDictionary(static form => form.Market.Ticker, StringComparer.Ordinal)));
            }
        }

        return found;
    }

    private static IEnumerable<Relation> OnLine(List<NormalForm> line, VenueIndex venue)
    {
        // The wording of one market stands for all in the rules of lines; where another denies, repeats or conditions,
        // its own counts.
        string[] templates = [.. line.Select(static form => form.Interval!.Template)];
        string template = Array.Find(templates, static text => Context.Denial(text) is not null)
            ?? Array.Find(templates, static text => Context.Repeat(text) is not null)
            ?? Array.Find(templates, static text => Context.Condition(text) is not null)
            ?? templates[0];
        RelationWriter writer = new(Ratio.Zero);
        new LineRules(writer).Apply([.. line.Select(form => new IntervalProposition(
            form.Market, venue.EventOf(form.Market), form.Interval!.Low, form.Interval.High, template))]);
        Dictionary<string, NormalForm> byTicker = line.ToDictionary(static form => form.Market.Ticker, StringComparer.Ordinal);
        return writer.Relations
            .Where(static relation => relation.Type is RelationType.Subset or RelationType.Threshold or RelationType.Equivalence or RelationType.Exclusive)
            .Select(relation => Propose(relation.Type, relation.Claims, relation.Rule, relation.StrikesAscend, byTicker));
    }

    private static IEnumerable<Relation> OnLadder(List<NormalForm> ladder)
    {
        if (ladder.Count < 2 || ladder.Exists(static form => Changeable.Words(
            form.Market.RulesPrimary.ToString(), form.Market.EarlyCloseCondition.ToString()) is not null))
        {
            yield break;
        }

        NormalForm[] ordered = [.. ladder.OrderBy(static form => form.Cutoff).ThenBy(static form => form.Market.Ticker, StringComparer.Ordinal)];
        Dictionary<string, NormalForm> forms = ordered.ToDictionary(static form => form.Market.Ticker, StringComparer.Ordinal);
        foreach (IGrouping<DateOnly?, NormalForm> twins in ordered.GroupBy(static form => form.Cutoff).Where(static same => same.Count() > 1))
        {
            yield return Propose(
                RelationType.Equivalence, [.. twins.Select(static form => Claim.Yes(form.Market))], "same-deadline", strikesAscend: true, forms);
        }

        Claim[] rungs = [.. ordered.DistinctBy(static form => form.Cutoff).Select(static form => Claim.Yes(form.Market))];
        if (rungs.Length > 1)
        {
            yield return Propose(RelationType.Subset, rungs, "deadline-ladder", strikesAscend: true, forms);
        }
    }

    private static Relation Propose(
        RelationType type, IReadOnlyList<Claim> claims, string rule, bool strikesAscend, Dictionary<string, NormalForm> forms) => new(type, claims)
        {
            Rule = $"form-{rule}",
            Tier = Tier.Proposed,
            Status = RelationStatus.Pending,
            Confidence = FormConfidence,
            StrikesAscend = strikesAscend,
            Evidence =
        [
            new Evidence("normal form", forms[claims[0].Market.Ticker].Key),
            .. claims.SelectMany(claim => forms[claim.Market.Ticker].Sentences).Distinct(),
        ],
        };

    /// <summary>
    /// A form is read by one model; until settled relations say otherwise it is believed like a careful reader.
    /// </summary>
    private static readonly Ratio FormConfidence = Ratio.FromPartsPerMillion(900_000);
}
