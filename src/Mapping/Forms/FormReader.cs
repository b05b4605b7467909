using Dutchbook.Domain;
using Dutchbook.Llm;

namespace Dutchbook.Mapping;

/// <summary>
/// Reads markets one by one into normal forms, each once as long as its rules stay the same, and derives what follows
/// between them. The cost is linear in markets; what follows is checked and examined like a claim about a pair.
/// </summary>
public sealed class FormReader(IModel model, PairJudge judge, VenueIndex venue)
{
    /// <summary>By ticker; null where the answer was none, or not what the rules say.</summary>
    private readonly Dictionary<string, NormalForm?> _forms = new(StringComparer.Ordinal);

    private readonly HashSet<string> _examined = new(StringComparer.Ordinal);

    /// <summary>Markets that were read so far.</summary>
    public int Markets => _forms.Count;

    /// <summary>Reads the markets of a candidate, as far as they are not read yet, and examines what follows between them.</summary>
    /// <param name="pair">The candidate.</param>
    /// <param name="known">Relations that need not be derived.</param>
    /// <param name="each">Told after each market how many there were.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<JudgedPair> Read(EventPair pair, IReadOnlySet<string> known, Action<int>? each, CancellationToken cancellation)
    {
        JudgedPair judged = new();
        Market[] markets = [.. PairPrompt.Markets(pair)];
        foreach (Market market in markets.Where(market => !_forms.ContainsKey(market.Ticker)))
        {
            ModelAnswer answer = await model.Ask(FormPrompt.Ask(market, venue), cancellation);
            if (!judged.Count(answer))
            {
                return judged;
            }

            if (answer is ModelAnswer.Given given)
            {
                (NormalForm? form, string? problem) = FormAnswer.Read(given.Json, market, venue);
                _forms[market.Ticker] = form;
                if (problem is not null)
                {
                    judged.Refuse("form", market.Ticker, problem);
                }
            }

            each?.Invoke(_forms.Count);
        }

        NormalForm[] forms = [.. markets.Select(market => _forms.GetValueOrDefault(market.Ticker)).OfType<NormalForm>()];
        foreach (Relation relation in FormRelations.Of(forms, venue).Where(relation => IsOf(pair, relation)))
        {
            if (known.Contains(relation.Id) || !_examined.Add(relation.Id))
            {
                continue;
            }

            await judge.Examine(relation, judged, cancellation, FormPrompt.Version);
            if (judged.Stop is not null)
            {
                break;
            }
        }

        return judged;
    }

    /// <summary>
    /// The forms leave nothing open: every market has one that code can compare, and they differ in nothing but that. What follows
    /// was derived; a question about the pair has nothing to add.
    /// </summary>
    public bool Settles(EventPair pair) => IsSettled([.. PairPrompt.Markets(pair).Select(market => _forms.GetValueOrDefault(market.Ticker))]);

    /// <summary>The same by answers that are known already.</summary>
    /// <param name="pair">The candidate.</param>
    /// <param name="venue">Its markets.</param>
    /// <param name="answer">What was answered to a question; null where nothing was.</param>
    public static bool Settles(EventPair pair, VenueIndex venue, Func<ModelRequest, string?> answer) =>
        IsSettled([.. PairPrompt.Markets(pair).Select(market => answer(FormPrompt.Ask(market, venue)) is { } json
            ? FormAnswer.Read(json, market, venue).Form
            : null)]);

    private static bool IsSettled(NormalForm?[] forms) => forms.Length > 1
        && Array.TrueForAll(forms, form => form is { HasValue: true } && form.Key == forms[0]!.Key);

    /// <summary>What lies within one event is found with that event.</summary>
    private static bool IsOf(EventPair pair, Relation relation) => ReferenceEquals(pair.First, pair.Second)
        || relation.Claims.Select(static claim => claim.Market.EventTicker).Distinct(StringComparer.Ordinal).Count() > 1;
}
