using Dutchbook.Domain;

namespace Dutchbook.Pipeline;

/// <summary>The relations of candidates, each once. The same list as long as the candidates are the same.</summary>
internal sealed class ReadyRelations
{
    private List<LiveCandidate> _candidates = [];
    private List<Relation> _relations = [];

    public IReadOnlyList<Relation> Of(List<LiveCandidate> candidates)
    {
        if (!candidates.SequenceEqual(_candidates, ReferenceEqualityComparer.Instance))
        {
            HashSet<string> seen = new(StringComparer.Ordinal);
            _candidates = candidates;
            _relations = [.. candidates.SelectMany(static candidate => candidate.Relations).Where(relation => seen.Add(relation.Id))];
        }

        return _relations;
    }
}
