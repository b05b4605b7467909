using Dutchbook.Domain;
using Dutchbook.Llm;

namespace Dutchbook.Mapping;

/// <summary>
/// Asks models about two events and believes as little as it can: the scan model must say the same with everything the
/// other way round, the deterministic check may veto, and the validation model must have tried to break it, both ways
/// round, and failed.
/// </summary>
public sealed class PairJudge(IModel scan, IModel validate, VenueIndex venue)
{
    private readonly RelationPostCheck _check = new(venue);

    /// <param name="pair">The candidate.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <param name="so">What was found about it before, to which this is added; null where nothing was.</param>
    public async Task<JudgedPair> Judge(EventPair pair, CancellationToken cancellation, JudgedPair? so = null)
    {
        JudgedPair judged = so ?? new JudgedPair();
        Dictionary<string, Market> supplied = new(StringComparer.Ordinal);
        foreach (Market market in PairPrompt.Markets(pair))
        {
            supplied.TryAdd(market.Ticker, market);
        }

        if (supplied.Count < 2)
        {
            return judged;
        }

        if (await Claims(pair, supplied, swapped: false, judged, cancellation) is not { } first
            || (first.Count > 0 ? await Claims(pair, supplied, swapped: true, judged, cancellation) : []) is not { } second)
        {
            return judged;
        }

        judged.Decide(first.Values.Select(static claim => claim.ToRelation()));
        foreach ((string id, ModelClaim claim) in first)
        {
            Relation relation = claim.ToRelation(AscendingStrikes(claim));
            if (!second.TryGetValue(id, out ModelClaim? again))
            {
                judged.Refuse(relation, "asked the other way round, the model does not say so");
                continue;
            }

            await Examine(Lower(claim, again).ToRelation(AscendingStrikes(claim)), judged, cancellation);
            if (judged.Stop is not null)
            {
                break;
            }
        }

        foreach ((string id, ModelClaim claim) in second)
        {
            if (!first.ContainsKey(id))
            {
                judged.Refuse(claim.ToRelation(), "the model says so only when asked the other way round");
            }
        }

        return judged;
    }

    /// <summary>From the check on: for relations that did not come from a pair of events too.</summary>
    /// <param name="relation">What is claimed.</param>
    /// <param name="judged">Takes the proposal, or the reason why there is none.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <param name="prompt">The version of the prompt whose answer it came from.</param>
    public async Task Examine(Relation relation, JudgedPair judged, CancellationToken cancellation, string prompt = PairPrompt.Version)
    {
        IReadOnlyList<Veto> vetoes = _check.Vetoes(relation);
        if (vetoes.Count > 0)
        {
            judged.Refuse(relation, $"vetoed: {string.Join("; ", vetoes)}");
            return;
        }

        if (relation.Claims.FirstOrDefault(static claim => claim.Market.Status.Value == MarketStatus.Amended).Market is { } amended)
        {
            judged.Refuse(relation, $"{amended} was amended");
            return;
        }

        ReviewStage stage = ReviewStage.Proposed;
        if (relation.Strength == Strength.Hard)
        {
            for (int way = 0; way < 2; way++)
            {
                ModelAnswer answer = await validate.Ask(CounterWorldPrompt.Ask(relation, venue, swapped: way == 1), cancellation);
                if (!judged.Count(answer) || answer is not ModelAnswer.Given given)
                {
                    judged.Refuse(relation, "the validation model gave no answer");
                    return;
                }

                if (CounterWorldPrompt.Objection(given.Json, relation) is { } objection)
                {
                    judged.Refuse(relation, $"the validation model objects: {objection}");
                    return;
                }
            }

            stage = ReviewStage.Checked;
        }

        judged.Propose(new ProposedRelation
        {
            Relation = relation,
            Stage = stage,
            RulesHash = RulesHash.Of(relation.Claims.Select(static claim => claim.Market), venue),
            Fees = FeeWords.Of(relation.Claims.Select(static claim => claim.Market), venue),
            Differences = _check.Differences(relation),
            JudgedBy = stage == ReviewStage.Checked
                ? $"{scan.Name} ({prompt}), {validate.Name} ({CounterWorldPrompt.Version})"
                : $"{scan.Name} ({prompt})",
        });
    }

    /// <summary>The claims of one answer by what they say; null when there was no answer.</summary>
    private async Task<Dictionary<string, ModelClaim>?> Claims(
        EventPair pair, Dictionary<string, Market> supplied, bool swapped, JudgedPair judged, CancellationToken cancellation)
    {
        ModelAnswer answer = await scan.Ask(PairPrompt.Ask(pair, venue, swapped), cancellation);
        if (!judged.Count(answer) || answer is not ModelAnswer.Given given)
        {
            return null;
        }

        (IReadOnlyList<ModelClaim> claims, IReadOnlyList<string> problems) = PairAnswer.Read(given.Json, supplied);
        foreach (string problem in problems)
        {
            judged.Refuse("answer", pair.ToString(), problem);
        }

        Dictionary<string, ModelClaim> byId = new(StringComparer.Ordinal);
        IReadOnlySet<ModelClaim> contradicting = Contradiction.In(claims);
        foreach (ModelClaim claim in claims)
        {
            if (contradicting.Contains(claim))
            {
                judged.Refuse(claim.ToRelation(), "the answer contradicts itself: one market implies another and excludes it");
                continue;
            }

            string[] unquoted = [.. claim.Members.Where(market => !claim.Quotes.Any(quote => MarketCards.IsQuoted(quote, market)))
                .Select(static market => market.Ticker)];
            if (unquoted.Length > 0)
            {
                judged.Refuse(claim.ToRelation(), $"no sentence of the rules of {string.Join(", ", unquoted)} is quoted");
                continue;
            }

            byId.TryAdd(claim.ToRelation().Id, claim);
        }

        return byId;
    }

    private static ModelClaim Lower(ModelClaim first, ModelClaim second) => first with
    {
        Confidence = Ratio.Min(first.Confidence, second.Confidence),
        Conditional = first.Conditional is { } one && second.Conditional is { } two ? Ratio.Min(one, two) : null,
    };

    private static bool AscendingStrikes(ModelClaim claim) =>
        claim.Members[0].StrikeType.Value is StrikeType.Less or StrikeType.LessOrEqual || claim.Type != RelationType.Threshold;
}
