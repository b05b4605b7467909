using Dutchbook.Domain;

namespace Dutchbook.Pipeline;

/// <summary>Relations that hang together by their markets, and share none with others.</summary>
/// <param name="Key">Their ids, in order.</param>
internal sealed record RelationPart(string Key, IReadOnlyList<Relation> Relations, IReadOnlyList<string> Tickers);

/// <summary>Divides relations into parts; the same relations again, as from one look to the next, are not divided again.</summary>
internal sealed class RelationParts
{
    private IReadOnlyList<Relation> _divided = [];
    private RelationPart[] _parts = [];

    /// <summary>The parts, in the order in which the first of each came.</summary>
    public IReadOnlyList<RelationPart> Of(IReadOnlyList<Relation> relations)
    {
        if (!IsDivided(relations))
        {
            (_divided, _parts) = (relations, [.. Divide(relations).Select(Part)]);
        }

        return _parts;
    }

    private static RelationPart Part(List<Relation> relations) => new(
        string.Join(',', relations.Select(static relation => relation.Id)),
        relations,
        [.. relations.SelectMany(static relation => relation.Tickers).Distinct(StringComparer.Ordinal)]);

    private static SortedDictionary<int, List<Relation>>.ValueCollection Divide(IReadOnlyList<Relation> relations)
    {
        int[] root = [.. Enumerable.Range(0, relations.Count)];
        Dictionary<string, int> first = new(StringComparer.Ordinal);
        for (int i = 0; i < relations.Count; i++)
        {
            foreach (string ticker in relations[i].Tickers)
            {
                if (!first.TryAdd(ticker, i))
                {
                    int a = Find(root, i), b = Find(root, first[ticker]);
                    root[Math.Max(a, b)] = Math.Min(a, b);
                }
            }
        }

        SortedDictionary<int, List<Relation>> parts = [];
        for (int i = 0; i < relations.Count; i++)
        {
            int part = Find(root, i);
            if (!parts.TryGetValue(part, out List<Relation>? members))
            {
                parts.Add(part, members = []);
            }

            members.Add(relations[i]);
        }

        return parts.Values;
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

    private bool IsDivided(IReadOnlyList<Relation> relations)
    {
        if (ReferenceEquals(relations, _divided))
        {
            return true;
        }

        if (relations.Count != _divided.Count)
        {
            return false;
        }

        for (int i = 0; i < relations.Count; i++)
        {
            if (!ReferenceEquals(relations[i], _divided[i]))
            {
                return false;
            }
        }

        return true;
    }
}
