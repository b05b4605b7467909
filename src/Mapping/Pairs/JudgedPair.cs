using Dutchbook.Domain;
using Dutchbook.Llm;

namespace Dutchbook.Mapping;

/// <summary>What came of asking: proposals, refusals with their reasons, and how the models answered.</summary>
public sealed class JudgedPair
{
    public List<ProposedRelation> Proposals { get; } = [];

    public List<Refusal> Refusals { get; } = [];

    /// <summary>Answers by how they ended, the cached ones apart.</summary>
    public SortedDictionary<string, int> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary>Why nothing more can be asked in this pass; null while something can.</summary>
    public string? Stop { get; private set; }

    public void Refuse(Relation relation, string reason) => Refusals.Add(new Refusal(relation.Rule, relation.ToString(), reason));

    public void Problem(EventPair pair, string problem) => Refusals.Add(new Refusal("answer", pair.ToString(), problem));

    /// <summary>Counts an answer; false when the pass is over.</summary>
    public bool Count(ModelAnswer answer)
    {
        string how = answer switch
        {
            ModelAnswer.Given { FromCache: true } or ModelAnswer.Refused { FromCache: true } => "known already",
            ModelAnswer.Given => "answered",
            ModelAnswer.Refused => "refused by the model",
            ModelAnswer.Truncated => "too long",
            ModelAnswer.Failed failed => failed.Failure.Kind.ToString(),
            ModelAnswer.OverBudget => "over budget",
            _ => throw new InvalidOperationException($"no such answer: {answer}"),
        };
        Answers[how] = Answers.GetValueOrDefault(how) + 1;
        Stop = answer switch
        {
            ModelAnswer.OverBudget over => over.Limit,
            ModelAnswer.Failed { Failure.EndsThePass: true } failed => failed.Failure.ToString(),
            _ => Stop,
        };
        return Stop is null;
    }
}
