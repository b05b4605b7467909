using Dutchbook.Domain;
using Dutchbook.Llm;

namespace Dutchbook.Mapping;

/// <summary>
/// Looks again at a relation that was judged before, although no word of it has changed: by the deterministic check, which may have
/// learnt, and by the validation model, which must try anew to break it. It can only take trust away.
/// </summary>
/// <param name="venue">The markets as they are now.</param>
/// <param name="validate">Null where no model is to be asked.</param>
public sealed class Revalidation(VenueIndex venue, IModel? validate)
{
    private readonly RelationPostCheck _check = new(venue);

    /// <summary>What the deterministic check says against it; null for nothing.</summary>
    public string? Veto(Relation relation) =>
        _check.Vetoes(relation) is { Count: > 0 } vetoes ? $"vetoed: {string.Join("; ", vetoes)}" : null;

    /// <summary>Asks the validation model both ways round.</summary>
    /// <param name="relation">A hard one; others have no counter-world.</param>
    /// <param name="again">Which time it is asked. The same time is paid for once.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<RevalidationResult> AskAsync(Relation relation, int again, CancellationToken cancellation)
    {
        if (validate is null || relation.Strength != Strength.Hard)
        {
            return new RevalidationResult(true, null, null);
        }

        string? objection = null;
        for (int way = 0; way < 2 && objection is null; way++)
        {
            ModelAnswer answer = await validate.Ask(
                CounterWorldPrompt.Ask(relation, venue, swapped: way == 1, again), cancellation);
            switch (answer)
            {
                case ModelAnswer.Given given:
                    objection = CounterWorldPrompt.Objection(given.Json, relation) is { } said
                        ? $"the validation model objects: {said}" : null;
                    break;
                case ModelAnswer.OverBudget over:
                    return new RevalidationResult(false, null, over.Limit);
                case ModelAnswer.Failed { Failure.EndsThePass: true } failed:
                    return new RevalidationResult(false, null, failed.Failure.ToString());
                default:
                    // Neither for it nor against it: a later look asks again, a refusal stays one.
                    return new RevalidationResult(answer is ModelAnswer.Refused, null, null);
            }
        }

        return new RevalidationResult(true, objection, null);
    }
}

/// <summary>What came of asking again.</summary>
/// <param name="IsDone">All answers are there.</param>
/// <param name="Objection">What the model has against it; null for nothing.</param>
/// <param name="Stop">Why nothing more can be asked now; null while something can.</param>
public sealed record RevalidationResult(bool IsDone, string? Objection, string? Stop);
