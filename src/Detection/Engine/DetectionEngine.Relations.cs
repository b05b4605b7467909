using System.Runtime.InteropServices;
using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <content>Relations come and go.</content>
public sealed partial class DetectionEngine
{
    private int[] _slots = new int[64];
    private int _visit;

    /// <summary>Watches a relation from now on.</summary>
    /// <param name="relation">The relation; its claims are found by ticker.</param>
    /// <param name="handle">What the engine knows it by; of no relation if it is refused.</param>
    public RelationOutcome Add(Relation relation, out RelationHandle handle)
    {
        handle = default;
        return Refuse(relation) ?? Watch(relation, SlotsOf(relation), out handle);
    }

    /// <summary>The same where the caller knows the numbers of the markets.</summary>
    /// <param name="relation">The relation.</param>
    /// <param name="slots">Its claims: twice the market's number, plus one for NO.</param>
    /// <param name="handle">What the engine knows it by; of no relation if it is refused.</param>
    internal RelationOutcome Add(Relation relation, ReadOnlySpan<int> slots, out RelationHandle handle)
    {
        handle = default;
        return Refuse(relation) ?? Watch(relation, slots, out handle);
    }

    private static RelationOutcome? Refuse(Relation relation) =>
        relation.Status != RelationStatus.Active || relation.Strength != Strength.Hard || KindOf(relation.Type) is null
            ? RelationOutcome.Idle
            : relation.Claims.Count > Group.MostMembers ? RelationOutcome.TooManyMembers : null;

    private RelationOutcome Watch(Relation relation, ReadOnlySpan<int> slots, out RelationHandle handle)
    {
        if (NameMarketTwice(slots))
        {
            handle = default;
            ReleaseAll(slots);
            return RelationOutcome.NamesMarketTwice;
        }

        CompactIfDue();
        int id = _groups.Add(relation, KindOf(relation.Type)!.Value, slots);
        foreach (int slot in slots)
        {
            _markets.Records[slot >> 1].Uses++;
        }

        MakeRoomToNote();
        Bind(id);
        handle = _groups.HandleOf(id);
        return RelationOutcome.Watched;
    }

    /// <summary>Forgets a relation. If it was told as mispriced, the next notices tell that it ceased.</summary>
    /// <returns>False if there is no such relation.</returns>
    public bool Remove(RelationHandle handle)
    {
        if (!_groups.Holds(handle))
        {
            return false;
        }

        int id = handle.Number;
        Suspend(handle);
        ref Group group = ref _groups.Groups[id];
        foreach (int slot in _groups.Slots(group))
        {
            _markets.Records[slot >> 1].Uses--;
            _markets.Release(slot >> 1);
        }

        _groups.Remove(id);
        if ((group.Flags & (Group.Queued | Group.Told)) == 0)
        {
            _groups.Release(id);
        }

        CompactIfDue();
        return true;
    }

    /// <summary>Keeps a relation without looking at it, until it is resumed. If it was mispriced, that ceases.</summary>
    /// <returns>False if there is no such relation, or it is suspended already.</returns>
    public bool Suspend(RelationHandle handle)
    {
        if (!_groups.Holds(handle) || !_groups.IsWatched(handle.Number))
        {
            return false;
        }

        ref Group group = ref _groups.Groups[handle.Number];
        _clusters.Touch(handle.Number);
        foreach (int slot in _groups.Slots(group))
        {
            _markets.RemoveLink(slot >> 1, handle.Number);
        }

        group.Flags |= Group.Suspended;
        if ((group.Flags & (Group.Queued | Group.Told)) != 0)
        {
            Note(handle.Number, pays: false);
        }

        return true;
    }

    /// <summary>Looks at a suspended relation again.</summary>
    /// <returns>False if there is no such relation, or it is not suspended.</returns>
    public bool Resume(RelationHandle handle)
    {
        if (!_groups.Holds(handle) || _groups.IsWatched(handle.Number))
        {
            return false;
        }

        _groups.Groups[handle.Number].Flags &= unchecked((byte)~Group.Suspended);
        Bind(handle.Number);
        return true;
    }

    private void Bind(int id)
    {
        ReadOnlySpan<int> slots = _groups.Slots(_groups.Groups[id]);
        for (int i = 0; i < slots.Length; i++)
        {
            _markets.AddLink(slots[i] >> 1, new Link
            {
                Group = id,
                Position = (ushort)i,
                Bits = (byte)((slots[i] & Link.IsNo) | (_groups.Groups[id].HasSums ? Link.HasSums : 0)),
            });
        }

        Recount(id);
        _clusters.Touch(id);
    }

    internal static GroupKind? KindOf(RelationType type) => type switch
    {
        RelationType.Subset or RelationType.Threshold => GroupKind.Chain,
        RelationType.Exclusive => GroupKind.Exclusive,
        RelationType.Exhaustive => GroupKind.Exhaustive,
        RelationType.Partition or RelationType.Complement => GroupKind.Partition,
        RelationType.Equivalence => GroupKind.Equal,
        RelationType.Conjunction => GroupKind.Conjunction,
        RelationType.Line => GroupKind.Line,
        RelationType.Implication => null,
    };

    /// <summary>The claims as slots; a market that nobody listed gets a row that is never on offer.</summary>
    private Span<int> SlotsOf(Relation relation)
    {
        ReadOnlySpan<Claim> claims = relation.Claims switch
        {
            Claim[] array => array,
            List<Claim> list => CollectionsMarshal.AsSpan(list),
            _ => relation.Claims.ToArray(),
        };
        if (_slots.Length < claims.Length)
        {
            _slots = new int[2 * claims.Length];
        }

        for (int i = 0; i < claims.Length; i++)
        {
            Market market = claims[i].Market;
            int row = _markets.Find(market.Ticker, market.Index);
            if (row == MarketTable.None)
            {
                row = _markets.Add(market.Ticker);
                Shut(row, QuoteOutcome.UnknownMarket);
            }

            _slots[i] = (2 * row) + (int)claims[i].Side;
        }

        return _slots.AsSpan(0, claims.Length);
    }

    private bool NameMarketTwice(ReadOnlySpan<int> slots)
    {
        _visit++;
        foreach (int slot in slots)
        {
            ref int visit = ref _markets.Records[slot >> 1].Visit;
            if (visit == _visit)
            {
                return true;
            }

            visit = _visit;
        }

        return false;
    }

    private void ReleaseAll(ReadOnlySpan<int> slots)
    {
        foreach (int slot in slots)
        {
            if (_markets.Holds(slot >> 1))
            {
                _markets.Release(slot >> 1);
            }
        }
    }

    /// <summary>Works a group's sums, costs and state out from the boxes of its markets.</summary>
    private void Recount(int id)
    {
        ref Group group = ref _groups.Groups[id];
        BoxedCosts costs = new(_markets.Boxes, _groups.Slots(group));
        (group.Help, group.Cost) = SumRule.Sums(costs);
        for (int i = 0; group.HasCells && i < costs.Count; i++)
        {
            _groups.Negations(group)[i] = (ushort)costs.Negation(i);
            _groups.Claims(group)[i] = (ushort)costs.Claim(i);
        }

        bool pays = _groups.EdgeOf(group) > 0;
        if (pays | ((group.Flags & (Group.Pays | Group.Told)) != 0))
        {
            Note(id, pays);
        }
    }
}
