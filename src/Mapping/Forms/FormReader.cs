using Dutchbook.Domain;
using Dutchbook.Llm;

namespace Dutchbook.Mapping;

/// <summary>
/// Reads markets one by one into normal forms, each once as long as its rules stay the same, and derives what follows
/// between them. The cost is linear in markets; what follows is checked and examined like a claim about a pair.
/// </summary>
public sealed class FormReader(IModel model, PairJudge judge, VenueIndex venue)
{
    /// <param name="pairs">Whose markets are read.</param>
    /// <param name="known">Relations that need not be derived.</param>
    /// <param name="each">Told after each market how many there were.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<JudgedPair> Read(
        IReadOnlyList<EventPair> pairs, IReadOnlySet<string> known, Action<int>? each, CancellationToken cancellation)
    {
        JudgedPair judged = new();
        List<NormalForm> forms = [];
        HashSet<string> asked = new(StringComparer.Ordinal);
        foreach (EventPair pair in pairs)
        {
            foreach (Market market in PairPrompt.Markets(pair).Where(market => asked.Add(market.Ticker)))
            {
                ModelAnswer answer = await model.Ask(FormPrompt.Ask(market, venue), cancellation);
                if (!judged.Count(answer))
                {
                    break;
                }

                if (answer is ModelAnswer.Given given)
                {
                    (NormalForm? form, string? problem) = FormAnswer.Read(given.Json, market, venue);
                    if (form is not null)
                    {
                        forms.Add(form);
                    }
                    else
                    {
                        judged.Refuse("form", market.Ticker, problem!);
                    }
                }

                each?.Invoke(asked.Count);
            }

            if (judged.Stop is not null)
            {
                break;
            }
        }

        foreach (Relation relation in FormRelations.Of(forms, venue).Where(relation => !known.Contains(relation.Id)))
        {
            await judge.Examine(relation, judged, cancellation, FormPrompt.Version);
            if (judged.Stop is not null)
            {
                break;
            }
        }

        return judged;
    }
}
