using Dutchbook.Domain;
using Dutchbook.Llm;

namespace Dutchbook.Mapping;

/// <summary>
/// What models are worth: labelled claims are put to them as candidates are, and what they claim is counted at two places, after the
/// first answer of the scan model and at the end of the whole path; beside that, what follows from normal forms alone.
/// </summary>
/// <param name="scan">Reads forms and pairs.</param>
/// <param name="validate">Tries to break what they claim.</param>
/// <param name="withForms">Whether normal forms are read too.</param>
public sealed class ModelEvaluation(IModel scan, IModel validate, bool withForms = false)
{
    private readonly Dictionary<string, JudgedPair> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JudgedPair> _judged = new(StringComparer.Ordinal);

    /// <param name="cases">The labelled claims.</param>
    /// <param name="variants">Claims beside others of which they change one thing.</param>
    /// <param name="each">Told after each how many there were.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<ModelReport> RunAsync(
        IReadOnlyList<EvaluationCase> cases, IReadOnlyList<EvaluationVariant> variants, Action<int> each, CancellationToken cancellation)
    {
        (EvaluationTally first, EvaluationTally end, EvaluationTally forms, Reliability reliability) = (new(), new(), new(), new());
        (int asked, int unanswered, string? stop) = (0, 0, null);
        foreach (EvaluationCase item in cases)
        {
            JudgedPair judged = await JudgeAsync(item, cancellation);
            if (judged.Stop is not null)
            {
                stop = judged.Stop;
                break;
            }

            each(++asked);
            if (await FormsAsync(item, cancellation) is { IsWhole: true, Stop: null } read)
            {
                forms.Add(item.Type, item.Kind, item.IsTrue, Made(read.Proposals.Select(static proposal => proposal.Relation), item) is not null);
            }

            if (!judged.HasVerdict)
            {
                unanswered++;
                continue;
            }

            Relation? claim = Made(judged.Claimed, item);
            first.Add(item.Type, item.Kind, item.IsTrue, claim is not null);
            end.Add(item.Type, item.Kind, item.IsTrue, Made(judged.Proposals.Select(static proposal => proposal.Relation), item) is not null);
            if (claim is not null)
            {
                reliability.Add((double)claim.Confidence.PartsPerMillion / Ratio.Whole, item.IsTrue);
            }
        }

        List<(string Kind, bool IsStable)> stable = [];
        foreach (EvaluationVariant variant in stop is null ? variants : [])
        {
            JudgedPair one = await JudgeAsync(variant.Base, cancellation);
            JudgedPair other = await JudgeAsync(variant.Changed, cancellation);
            if ((one.Stop ?? other.Stop) is { } ended)
            {
                stop = ended;
                break;
            }

            each(++asked);
            if (one.HasVerdict && other.HasVerdict)
            {
                bool same = Made(one.Claimed, variant.Base) is not null == Made(other.Claimed, variant.Changed) is not null;

                // Where the meaning changed, only what was claimed before can be told to be claimed still.
                if (variant.MeansTheSame || Made(one.Claimed, variant.Base) is not null)
                {
                    stable.Add((variant.Kind, same == variant.MeansTheSame));
                }
            }
        }

        return new ModelReport
        {
            First = first.Rows,
            End = end.Rows,
            Forms = forms.Rows,
            Reliability = reliability,
            Stability = [.. stable.GroupBy(static item => item.Kind, StringComparer.Ordinal).OrderBy(static kind => kind.Key, StringComparer.Ordinal)
                .Select(static kind => (kind.Key, new Proportion(kind.Count(static item => item.IsStable), kind.Count())))],
            Pairs = _judged.Count,
            Unanswered = unanswered,
            Answers = Answers(),
            Stop = stop,
        };
    }

    /// <summary>
    /// The relation that says what a case claims, or more; null where none does. Ladders say it by their order, and equivalence says
    /// both directions.
    /// </summary>
    internal static Relation? Made(IEnumerable<Relation> relations, EvaluationCase item) => relations.FirstOrDefault(relation =>
    {
        int left = Place(relation, item.Left);
        int right = Place(relation, item.Right);
        return left >= 0 && right >= 0 && item.Type switch
        {
            RelationType.Subset or RelationType.Threshold => relation.Type == RelationType.Equivalence
                || (relation.Type is RelationType.Subset or RelationType.Threshold && left < right),
            _ => relation.Type == item.Type,
        };
    });

    private static int Place(Relation relation, Market market)
    {
        for (int i = 0; i < relation.Claims.Count; i++)
        {
            if (relation.Claims[i].Market.Ticker == market.Ticker)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The same question is asked once, however many claims are about it.</summary>
    private async Task<JudgedPair> JudgeAsync(EvaluationCase item, CancellationToken cancellation)
    {
        string key = PairPrompt.Ask(item.Pair, item.Venue, swapped: false).Subject;
        if (!_judged.TryGetValue(key, out JudgedPair? judged))
        {
            judged = await new PairJudge(scan, validate, item.Venue).Judge(item.Pair, cancellation);
            if (judged.Stop is null)
            {
                _judged[key] = judged;
            }
        }

        return judged;
    }

    /// <summary>What follows from the normal forms of both markets; null where none are wanted.</summary>
    private async Task<JudgedPair?> FormsAsync(EvaluationCase item, CancellationToken cancellation)
    {
        if (!withForms)
        {
            return null;
        }

        string key = PairPrompt.Ask(item.Pair, item.Venue, swapped: false).Subject;
        if (!_read.TryGetValue(key, out JudgedPair? read))
        {
            PairJudge judge = new(scan, validate, item.Venue);
            _read[key] = read = await new FormReader(scan, judge, item.Venue)
                .Read(item.Pair, new HashSet<string>(StringComparer.Ordinal), each: null, cancellation);
        }

        return read;
    }

    private SortedDictionary<string, int> Answers()
    {
        SortedDictionary<string, int> sum = new(StringComparer.Ordinal);
        foreach ((string how, int count) in _judged.Values.SelectMany(static judged => judged.Answers))
        {
            sum[how] = sum.GetValueOrDefault(how) + count;
        }

        return sum;
    }
}

/// <summary>Two claims that differ in one thing.</summary>
/// <param name="Kind">What differs: the order in which they are shown, the wording, a negation.</param>
/// <param name="Base">The one.</param>
/// <param name="Changed">The other.</param>
/// <param name="MeansTheSame">Whether a model should claim both or neither; otherwise it should no longer claim the other.</param>
public sealed record EvaluationVariant(string Kind, EvaluationCase Base, EvaluationCase Changed, bool MeansTheSame);

/// <summary>How models fared.</summary>
public sealed record ModelReport
{
    /// <summary>What the scan model claims when it is asked once.</summary>
    public required IReadOnlyList<EvaluationRow> First { get; init; }

    /// <summary>What is left after the other way round, the check and the counter-worlds.</summary>
    public required IReadOnlyList<EvaluationRow> End { get; init; }

    /// <summary>What is left of what follows from normal forms alone, after the check and the counter-worlds.</summary>
    public required IReadOnlyList<EvaluationRow> Forms { get; init; }

    /// <summary>The confidence of the first answers.</summary>
    public required Reliability Reliability { get; init; }

    /// <summary>First answers that did not change where they should not, or did where they should, by what was changed.</summary>
    public required IReadOnlyList<(string Kind, Proportion Stable)> Stability { get; init; }

    /// <summary>Pairs of markets that were asked about.</summary>
    public required int Pairs { get; init; }

    /// <summary>Claims about pairs of which no verdict came.</summary>
    public required int Unanswered { get; init; }

    public required IReadOnlyDictionary<string, int> Answers { get; init; }

    public required string? Stop { get; init; }
}
