namespace Dutchbook.Pipeline;

/// <summary>A part, and where its candidates are among those that a look has ready.</summary>
internal readonly record struct PlacedPart(RelationPart Part, int[] Places);

/// <summary>
/// Divides candidates into parts. The same candidates again, as from one look to the next, are not divided again, and where one comes or
/// goes the parts of the others are the same objects as before.
/// </summary>
internal sealed class RelationParts
{
    private readonly Dictionary<LiveCandidate, RelationPart> _byFirst = new(ReferenceEqualityComparer.Instance);
    private IReadOnlyList<ReadyCandidate> _divided = [];
    private PlacedPart[] _parts = [];

    /// <summary>The parts, in the order in which the first of each came. The same list as long as the candidates are the same.</summary>
    public IReadOnlyList<PlacedPart> Of(IReadOnlyList<ReadyCandidate> candidates)
    {
        bool areSame = AreSame(candidates);
        _divided = candidates;
        if (!areSame)
        {
            _parts = [.. Divide(candidates).Select(places => new PlacedPart(PartOf(candidates, places), [.. places]))];
            _byFirst.Clear();
            foreach (PlacedPart placed in _parts)
            {
                _byFirst.Add(placed.Part.Candidates[0], placed.Part);
            }
        }

        return _parts;
    }

    private bool AreSame(IReadOnlyList<ReadyCandidate> candidates)
    {
        if (candidates.Count != _divided.Count)
        {
            return false;
        }

        for (int i = 0; i < candidates.Count; i++)
        {
            if (!ReferenceEquals(candidates[i].Candidate, _divided[i].Candidate))
            {
                return false;
            }
        }

        return true;
    }

    private RelationPart PartOf(IReadOnlyList<ReadyCandidate> candidates, List<int> places)
    {
        List<LiveCandidate> own = places.ConvertAll(place => candidates[place].Candidate);
        return _byFirst.TryGetValue(own[0], out RelationPart? known) && known.Is(own) ? known : new RelationPart(own);
    }

    private static List<List<int>> Divide(IReadOnlyList<ReadyCandidate> candidates)
    {
        int[] root = new int[candidates.Count];
        Dictionary<int, int> first = [];
        for (int i = 0; i < root.Length; i++)
        {
            root[i] = i;
            foreach (int market in candidates[i].Candidate.Markets)
            {
                if (!first.TryAdd(market, i))
                {
                    int a = Find(root, i), b = Find(root, first[market]);
                    root[Math.Max(a, b)] = Math.Min(a, b);
                }
            }
        }

        List<int>?[] members = new List<int>?[root.Length];
        List<List<int>> parts = [];
        for (int i = 0; i < root.Length; i++)
        {
            // The root of a part is its first member.
            ref List<int>? part = ref members[Find(root, i)];
            if (part is null)
            {
                parts.Add(part = []);
            }

            part.Add(i);
        }

        return parts;
    }

    private static int Find(int[] root, int item)
    {
        while (root[item] != item)
        {
            root[item] = root[root[item]];
            item = root[item];
        }

        return item;
    }
}
