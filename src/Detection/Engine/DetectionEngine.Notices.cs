using System.Runtime.CompilerServices;
using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <content>What became mispriced, and what no longer is.</content>
public sealed partial class DetectionEngine
{
    private int[] _noted = new int[16];
    private int _notedCount;
    private readonly List<Notice> _notices = [];

    /// <summary>Whether there is anything to drain.</summary>
    public bool HasNotices => _notedCount > 0;

    /// <summary>
    /// What happened to relations since the last time, each once however often its quotes moved, the greatest edge first.
    /// A mispricing that came and went in between is not told. The list is filled anew by the next call.
    /// </summary>
    public IReadOnlyList<Notice> Drain()
    {
        _notices.Clear();
        for (int i = 0; i < _notedCount; i++)
        {
            int id = _noted[i];
            ref Group group = ref _groups.Groups[id];
            bool told = (group.Flags & Group.Told) != 0;
            bool pays = (group.Flags & Group.Pays) != 0;
            if (told | pays)
            {
                Change change = pays ? told ? Change.Stays : Change.Became : Change.Ceased;
                long edge = pays ? (long)_groups.EdgeOf(group) * Grain.Micros : 0;
                _notices.Add(new Notice(
                    _groups.HandleOf(id), _groups.Records[id].Relation!, change, Money.FromMicros(edge)));
            }

            group.Flags &= Group.Removed | Group.Suspended;
            group.Flags |= (byte)(pays ? Group.Pays | Group.Told : 0);
            if ((group.Flags & Group.Removed) != 0)
            {
                _groups.Release(id);
            }
        }

        _notedCount = 0;
        _notices.Sort(NoticeOrder.Instance);
        return _notices;
    }

    /// <summary>
    /// The most that one unit of the relation's best basket earns at the touch, before fees are rounded; never less than
    /// it does, and not positive when none pays.
    /// </summary>
    internal Money EdgeOf(RelationHandle handle) =>
        Money.FromMicros((long)_groups.EdgeOf(_groups.Groups[handle.Number]) * Grain.Micros);

    /// <summary>Whether the relation is mispriced at the touch now.</summary>
    public bool IsMispriced(RelationHandle handle) =>
        _groups.Holds(handle) && (_groups.Groups[handle.Number].Flags & Group.Pays) != 0;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Note(int id, bool pays)
    {
        ref Group group = ref _groups.Groups[id];
        group.Flags = (byte)(pays ? group.Flags | Group.Pays : group.Flags & ~Group.Pays);
        if ((group.Flags & Group.Queued) == 0)
        {
            group.Flags |= Group.Queued;
            _noted[_notedCount++] = id;
        }

        return true;
    }

    /// <summary>Every group can wait in the queue once; room is made when a relation comes, never on a quote.</summary>
    private void MakeRoomToNote()
    {
        if (_noted.Length < _groups.Count)
        {
            Array.Resize(ref _noted, Math.Max(_groups.Count, 2 * _noted.Length));
        }
    }
}
