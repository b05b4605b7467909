using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>Relations in connected parts: those that share a market, directly or through others, stand together.</summary>
internal sealed class RelationGroups(MarketNumbers numbers)
{
    private const int Nobody = -1;

    private int[] _parents = [];
    private int[] _sizes = [];
    private int[] _marks = [];
    private int _mark;
    private int[] _members = new int[64];

    /// <summary>
    /// The parts in the order of their first relations, each in the order given. A relation that would make a part of
    /// more markets than this is left out.
    /// </summary>
    public List<Relation[]> Divide(IReadOnlyList<Relation> relations, int mostMarkets, List<Relation> leftOut)
    {
        Begin(relations);
        int[] firsts = new int[relations.Count];
        for (int i = 0; i < firsts.Length; i++)
        {
            ReadOnlySpan<int> members = MembersOf(relations[i]);
            firsts[i] = TryJoin(members, mostMarkets) ? members[0] : Nobody;
            if (firsts[i] == Nobody)
            {
                leftOut.Add(relations[i]);
            }
        }

        return Parts(relations, firsts);
    }

    /// <summary>A relation that names a market twice says something else than its form.</summary>
    public bool IsWellFormed(Relation relation)
    {
        ReadOnlySpan<int> members = MembersOf(relation);
        _mark++;
        foreach (int member in members)
        {
            if (_marks[member] == _mark)
            {
                return false;
            }

            _marks[member] = _mark;
        }

        return true;
    }

    /// <summary>How many markets a part of the last division names.</summary>
    public int MarketsOf(Relation[] part) => _sizes[RootOf(MembersOf(part[0])[0])];

    /// <summary>Each market of the relations is a part of its own.</summary>
    private void Begin(IReadOnlyList<Relation> relations)
    {
        for (int i = 0; i < relations.Count; i++)
        {
            foreach (int member in MembersOf(relations[i]))
            {
                _parents[member] = member;
                _sizes[member] = 1;
            }
        }
    }

    private ReadOnlySpan<int> MembersOf(Relation relation)
    {
        ReadOnlySpan<Claim> claims = RelationClaims.Of(relation);
        if (_members.Length < claims.Length)
        {
            _members = new int[2 * claims.Length];
        }

        for (int i = 0; i < claims.Length; i++)
        {
            _members[i] = numbers.Of(claims[i].Market);
        }

        if (_parents.Length < numbers.Count)
        {
            Array.Resize(ref _parents, Math.Max(numbers.Count, 2 * _parents.Length));
            Array.Resize(ref _sizes, _parents.Length);
            Array.Resize(ref _marks, _parents.Length);
        }

        return _members.AsSpan(0, claims.Length);
    }

    private List<Relation[]> Parts(IReadOnlyList<Relation> relations, int[] firsts)
    {
        // Counted first, so that each part is made in its size: nearly all are of one relation.
        int[] partOf = new int[_parents.Length];
        List<int> sizes = [];
        foreach (int first in firsts)
        {
            if (first != Nobody)
            {
                ref int part = ref partOf[RootOf(first)];
                if (part == 0)
                {
                    sizes.Add(0);
                    part = sizes.Count;
                }

                sizes[part - 1]++;
            }
        }

        List<Relation[]> parts = new(sizes.Count);
        foreach (int size in sizes)
        {
            parts.Add(new Relation[size]);
        }

        for (int i = firsts.Length - 1; i >= 0; i--)
        {
            if (firsts[i] != Nobody)
            {
                int part = partOf[RootOf(firsts[i])] - 1;
                parts[part][--sizes[part]] = relations[i];
            }
        }

        return parts;
    }

    private int RootOf(int member)
    {
        while (_parents[member] != member)
        {
            _parents[member] = _parents[_parents[member]];
            member = _parents[member];
        }

        return member;
    }

    private bool TryJoin(ReadOnlySpan<int> members, int mostMarkets)
    {
        long size = 0;
        _mark++;
        foreach (int member in members)
        {
            int root = RootOf(member);
            size += _marks[root] == _mark ? 0 : _sizes[root];
            _marks[root] = _mark;
        }

        if (size > mostMarkets)
        {
            return false;
        }

        int target = RootOf(members[0]);
        foreach (int member in members)
        {
            int root = RootOf(member);
            if (root != target)
            {
                _parents[root] = target;
                _sizes[target] += _sizes[root];
            }
        }

        return true;
    }
}
