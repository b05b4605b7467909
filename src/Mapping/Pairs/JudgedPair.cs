using Dutchbook.Domain;
using Dutchbook.Llm;

namespace Dutchbook.Mapping;

/// <summary>What came of asking: proposals, refusals with their reasons, and how the models answered.</summary>
public sealed class JudgedPair
{
    private readonly List<ProposedRelation> _proposals = [];
    private readonly List<Refusal> _refusals = [];
    private readonly SortedDictionary<string, int> _answers = new(StringComparer.Ordinal);
    private int _failures;
    private int _missing;

    private const string Known = "known already";

    private readonly List<Relation> _claimed = [];

    /// <summary>What the first answer claims, and nobody has yet doubted.</summary>
    public IReadOnlyList<Relation> Claimed => _claimed;

    /// <summary>Everything that had to be asked was answered.</summary>
    public bool HasVerdict { get; private set; }

    public IReadOnlyList<ProposedRelation> Proposals => _proposals;

    public IReadOnlyList<Refusal> Refusals => _refusals;

    /// <summary>Answers by how they ended, the cached ones apart.</summary>
    public IReadOnlyDictionary<string, int> Answers => _answers;

    /// <summary>Something was asked, and everything that was asked was answered.</summary>
    public bool IsWhole => _answers.Count > 0 && _missing == 0;

    /// <summary>Something was asked, and nothing was answered for reasons that pass.</summary>
    public bool IsSilent => _failures > 0 && _failures == _answers.Values.Sum() - _answers.GetValueOrDefault(Known);

    /// <summary>Why nothing more can be asked in this pass; null while something can.</summary>
    public string? Stop { get; private set; }

    internal void Decide(IEnumerable<Relation> claimed)
    {
        HasVerdict = true;
        _claimed.AddRange(claimed);
    }

    internal void Propose(ProposedRelation proposal) => _proposals.Add(proposal);

    internal void Refuse(Relation relation, string reason) => Refuse(relation.Rule, relation.ToString(), reason);

    internal void Refuse(string rule, string subject, string reason) => _refusals.Add(new Refusal(rule, subject, reason));

    /// <summary>Counts an answer; false when the pass is over.</summary>
    internal bool Count(ModelAnswer answer)
    {
        string how = answer switch
        {
            ModelAnswer.Given { FromCache: true } or ModelAnswer.Refused { FromCache: true } => Known,
            ModelAnswer.Given => "answered",
            ModelAnswer.Refused => "refused by the model",
            ModelAnswer.Truncated => "too long",
            ModelAnswer.Failed failed => failed.Failure.Kind.ToString(),
            ModelAnswer.OverBudget => "over budget",
            _ => throw new InvalidOperationException($"no such answer: {answer}"),
        };
        _answers[how] = _answers.GetValueOrDefault(how) + 1;
        _missing += answer is ModelAnswer.Given ? 0 : 1;
        _failures += answer is ModelAnswer.Failed { Failure.IsPassing: true } ? 1 : 0;
        Stop = answer switch
        {
            ModelAnswer.OverBudget over => over.Limit,
            ModelAnswer.Failed { Failure.EndsThePass: true } failed => failed.Failure.ToString(),
            _ => Stop,
        };
        return Stop is null;
    }
}
