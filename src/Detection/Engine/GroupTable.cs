using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// The relations as groups of slots, with the sums and costs that tell whether one is mispriced. Members and costs lie in
/// two pools; what a removed group leaves behind is taken out when much has gathered.
/// </summary>
internal sealed class GroupTable
{
    public const int KindCount = (int)GroupKind.Line + 1;

    private readonly Stack<int> _free = [];
    private readonly List<int>[] _byKind = [.. Enumerable.Range(0, KindCount).Select(static _ => new List<int>())];
    private int[] _slots = new int[64];
    private int _slotsEnd;
    private int _slotsWaste;
    private ushort[] _cells = new ushort[64];
    private int _cellsEnd;
    private int _cellsWaste;

    public Group[] Groups { get; private set; } = new Group[16];

    public GroupRecord[] Records { get; private set; } = new GroupRecord[16];

    /// <summary>Ids in use or once used.</summary>
    public int Count { get; private set; }

    /// <summary>Groups in use.</summary>
    public int Live => Count - _free.Count;

    /// <summary>Bytes of the arrays that updates and rescans touch.</summary>
    public long HotBytes => (32L * Live) + (4L * (_slotsEnd - _slotsWaste)) + (2L * (_cellsEnd - _cellsWaste));

    /// <summary>More waste than use: compaction is due.</summary>
    public bool IsFragmented => (_slotsWaste > 4_096 && _slotsWaste > _slotsEnd / 2)
        || (_cellsWaste > 4_096 && _cellsWaste > _cellsEnd / 2);

    public bool Holds(int id) => (uint)id < (uint)Count && Records[id].Relation is not null
        && (Groups[id].Flags & Group.Removed) == 0;

    public bool Holds(RelationHandle handle) => Holds(handle.Number) && Records[handle.Number].Version == handle.Version;

    public RelationHandle HandleOf(int id) => new(id, Records[id].Version);

    public bool IsWatched(int id) => Holds(id) && (Groups[id].Flags & Group.Suspended) == 0;

    /// <summary>The ids of all groups of a kind.</summary>
    public ReadOnlySpan<int> OfKind(GroupKind kind) => CollectionsMarshal.AsSpan(_byKind[(int)kind]);

    public ReadOnlySpan<int> Slots(in Group group) => _slots.AsSpan(group.Members, group.Count);

    /// <summary>A place among the costs, with room behind it for a vector to reach over the last of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref ushort Cell(int at) => ref _cells[at];

    /// <summary>The costs of the negations.</summary>
    public Span<ushort> Negations(in Group group) => _cells.AsSpan(group.Cells, group.Count);

    /// <summary>The costs of the claims.</summary>
    public Span<ushort> Claims(in Group group) => _cells.AsSpan(group.Cells + group.Count, group.Count);

    /// <summary>A new group, its sums and costs not yet filled in.</summary>
    public int Add(Relation relation, GroupKind kind, ReadOnlySpan<int> slots)
    {
        if (!_free.TryPop(out int id))
        {
            if (Count == Groups.Length)
            {
                Groups = [.. Groups, .. new Group[Count]];
                Records = [.. Records, .. new GroupRecord[Count]];
            }

            id = Count++;
        }

        Group group = new() { Kind = kind, Count = (ushort)slots.Length, Members = _slotsEnd, Cells = _cellsEnd };
        Reserve(ref _slots, _slotsEnd, slots.Length);
        slots.CopyTo(_slots.AsSpan(_slotsEnd));
        _slotsEnd += slots.Length;
        if (group.HasCells)
        {
            Reserve(ref _cells, _cellsEnd, (2 * slots.Length) + ChainRule.Overhang);
            _cellsEnd += 2 * slots.Length;
        }

        Groups[id] = group;
        Records[id] = new GroupRecord
        {
            Relation = relation,
            Version = Records[id].Version + 1,
            Place = _byKind[(int)kind].Count,
        };
        _byKind[(int)kind].Add(id);
        return id;
    }

    /// <summary>Takes the group out; its id is not given to another before <see cref="Release"/>.</summary>
    public void Remove(int id)
    {
        ref Group group = ref Groups[id];
        List<int> same = _byKind[(int)group.Kind];
        int place = Records[id].Place;
        same[place] = same[^1];
        Records[same[place]].Place = place;
        same.RemoveAt(same.Count - 1);
        _slotsWaste += group.Count;
        _cellsWaste += group.HasCells ? 2 * group.Count : 0;
        group.Flags |= Group.Removed;
        group.Count = 0;
    }

    public void Release(int id)
    {
        Groups[id] = default;
        Records[id] = new GroupRecord { Version = Records[id].Version };
        _free.Push(id);
    }

    /// <summary>The most that one of the group's baskets earns, in grains; negative when none pays.</summary>
    public int EdgeOf(in Group group) => group.HasSums
        ? SumRule.Edge(group.Kind, (group.Help, group.Cost))
        : group.HasCells ? ClosedForm.Edge(group.Kind, new KeptCosts(Negations(group), Claims(group))) : int.MinValue;

    /// <summary>Moves members and costs together again, kind by kind.</summary>
    public void Compact()
    {
        int[] slots = new int[Math.Max(64, (_slotsEnd - _slotsWaste) * 5 / 4)];
        ushort[] cells = new ushort[((_cellsEnd - _cellsWaste) * 5 / 4) + ChainRule.Overhang];
        int slotsEnd = 0;
        int cellsEnd = 0;
        foreach (List<int> ids in _byKind)
        {
            foreach (int id in ids)
            {
                ref Group group = ref Groups[id];
                Slots(group).CopyTo(slots.AsSpan(slotsEnd));
                group.Members = slotsEnd;
                slotsEnd += group.Count;
                if (group.HasCells)
                {
                    _cells.AsSpan(group.Cells, 2 * group.Count).CopyTo(cells.AsSpan(cellsEnd));
                    group.Cells = cellsEnd;
                    cellsEnd += 2 * group.Count;
                }
            }
        }

        (_slots, _slotsEnd, _slotsWaste) = (slots, slotsEnd, 0);
        (_cells, _cellsEnd, _cellsWaste) = (cells, cellsEnd, 0);
    }

    private static void Reserve<T>(ref T[] pool, int end, int more)
    {
        if (end + more > pool.Length)
        {
            T[] larger = new T[Math.Max(2 * pool.Length, end + more)];
            pool.AsSpan(0, end).CopyTo(larger);
            pool = larger;
        }
    }
}
