using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// One pass over all relations at the touch. It finds every guarantee that could pay after fees, because no order costs
/// less than the touch and its fee without rounding; what it finds is then sized exactly.
/// </summary>
internal sealed partial class Screen(Board board, int nearMisses)
{
    private const long Dollar = Money.MicrosPerDollar;

    private readonly long[] _cost = board.Cost;
    private readonly int[] _touch = board.Touch;
    private readonly List<Candidate> _candidates = [];
    private readonly int[] _refused = new int[ObstacleWords.Count];
    private int[] _slots = new int[64];

    public IReadOnlyList<Candidate> Candidates => _candidates;

    public NearestMisses Misses { get; } = new(nearMisses);

    public bool[] InRelation { get; } = new bool[board.Markets.Length + 1];

    /// <summary>Guarantees the relations give.</summary>
    public int Guarantees { get; private set; }

    /// <summary>Of those, all claims are on offer.</summary>
    public int Priced { get; private set; }

    /// <summary>Of those, the touch costs less than the payout before fees.</summary>
    public int Crossing { get; private set; }

    /// <summary>Guarantees that name one market twice.</summary>
    public int Malformed { get; private set; }

    /// <summary>Guarantees that could not be priced, by the first claim that is not on offer.</summary>
    public IReadOnlyList<int> Refused => _refused;

    /// <param name="suspended">Relations that nothing may be traded through.</param>
    public void Run(RelationSlots relations, HashSet<Relation> suspended, CancellationToken ct)
    {
        for (int i = 0; i < relations.Relations.Length; i++)
        {
            Relation relation = relations.Relations[i];
            if (relation.Status != RelationStatus.Active || relation.Strength != Strength.Hard
                || (suspended.Count > 0 && suspended.Contains(relation)))
            {
                continue;
            }

            if ((i & 0xFFF) == 0)
            {
                ct.ThrowIfCancellationRequested();
            }

            Examine(relation, Slots(relations.Of(i)));
        }
    }

    /// <summary>The relation's slots, free to be changed. All markets that the snapshot does not hold share one.</summary>
    private Span<int> Slots(ReadOnlySpan<int> slots)
    {
        if (_slots.Length < slots.Length)
        {
            _slots = new int[slots.Length * 2];
        }

        int unknown = 2 * board.Markets.Length;
        for (int i = 0; i < slots.Length; i++)
        {
            int slot = slots[i] < unknown ? slots[i] : unknown + (slots[i] & 1);
            _slots[i] = slot;
            InRelation[slot >> 1] = true;
        }

        return _slots.AsSpan(0, slots.Length);
    }

    private void Examine(Relation relation, Span<int> slots)
    {
        switch (relation.Type)
        {
            case RelationType.Subset or RelationType.Threshold:
                Chain(relation, slots);
                break;
            case RelationType.Exclusive:
                Exclusive(relation, slots);
                break;
            case RelationType.Exhaustive:
                All(relation, Signal.BuyAll, slots);
                break;
            case RelationType.Partition:
                All(relation, Signal.BuyAll, slots);
                Exclusive(relation, slots);
                break;
            case RelationType.Complement:
                All(relation, Signal.BuyBoth, slots);
                All(relation, Signal.SellBoth, Negate(slots));
                break;
            case RelationType.Equivalence:
                Equal(relation, slots);
                break;
            case RelationType.Conjunction:
                Conjunction(relation, slots);
                break;
            case RelationType.Line or RelationType.Implication:
                break;
        }
    }

    /// <summary>The subset of NO claims with a positive net bid: a claim without one only adds cost.</summary>
    private void Exclusive(Relation relation, ReadOnlySpan<int> slots)
    {
        if (slots.Length < 2)
        {
            return;
        }

        Guarantees++;
        long net = -Dollar;
        long bids = -Dollar;
        int offered = 0;
        int useful = 0;
        int missing = 0;
        foreach (int slot in slots)
        {
            int no = slot ^ 1;
            if (_cost[no] >= Board.Absent)
            {
                missing = no;
                continue;
            }

            offered++;
            bids += Dollar - (_touch[no] * 100L);
            if (_cost[no] < Dollar)
            {
                useful++;
                net += Dollar - _cost[no];
            }
        }

        if (offered < 2)
        {
            _refused[(int)board.Obstacles[missing]]++;
            return;
        }

        Priced++;
        Crossing += bids > 0 ? 1 : 0;
        if (useful < 2)
        {
            return;
        }

        if (net > 0)
        {
            Propose(new Candidate(relation, Signal.SellAll, Useful(slots, useful), useful - 1, AnySubset: true));
        }
        else if (Misses.Wants(net))
        {
            Misses.Add(relation, Signal.SellAll, Useful(slots, useful), useful - 1, net);
        }
    }

    private int[] Useful(ReadOnlySpan<int> slots, int count)
    {
        int[] useful = new int[count];
        int next = 0;
        foreach (int slot in slots)
        {
            if (_cost[slot ^ 1] < Dollar)
            {
                useful[next++] = slot ^ 1;
            }
        }

        return useful;
    }

    private void Equal(Relation relation, ReadOnlySpan<int> slots)
    {
        Span<int> pair = stackalloc int[2];
        for (int i = 0; i < slots.Length; i++)
        {
            for (int j = 0; j < slots.Length; j++)
            {
                if (i != j)
                {
                    (pair[0], pair[1]) = (slots[i], slots[j] ^ 1);
                    All(relation, Signal.BuyOneSellOther, pair);
                }
            }
        }
    }

    private void Conjunction(Relation relation, Span<int> slots)
    {
        Span<int> pair = stackalloc int[2];
        foreach (int leg in slots[1..])
        {
            (pair[0], pair[1]) = (leg, slots[0] ^ 1);
            All(relation, Signal.BuyLegSellCombo, pair);
        }

        Negate(slots[1..]);
        All(relation, Signal.BuyComboSellLegs, slots);
    }

    /// <summary>A guarantee that one of all these claims pays.</summary>
    private void All(Relation relation, Signal signal, ReadOnlySpan<int> slots)
    {
        Guarantees++;
        long cost = 0;
        int touch = 0;
        foreach (int slot in slots)
        {
            if (_cost[slot] >= Board.Absent)
            {
                _refused[(int)board.Obstacles[slot]]++;
                return;
            }

            cost += _cost[slot];
            touch += _touch[slot];
        }

        Priced++;
        Crossing += touch < Price.TicksPerDollar ? 1 : 0;
        long edge = Dollar - cost;
        if (edge > 0)
        {
            Propose(new Candidate(relation, signal, slots.ToArray(), 1, AnySubset: false));
        }
        else if (Misses.Wants(edge) && (slots.Length > 2 || IsSensible(slots[0], slots[^1])))
        {
            Misses.Add(relation, signal, slots.ToArray(), 1, edge);
        }
    }

    private static Span<int> Negate(Span<int> slots)
    {
        foreach (ref int slot in slots)
        {
            slot ^= 1;
        }

        return slots;
    }

    /// <summary>
    /// A near-certain claim beside a near-impossible one always misses by a fraction of a cent and never trades.
    /// </summary>
    private bool IsSensible(int first, int second)
    {
        const int nearlyCertain = 9_900;
        return _touch[first] < nearlyCertain && _touch[second] < nearlyCertain;
    }

    /// <summary>
    /// One market twice in a basket would count its depth twice; a relation that asks for it is malformed.
    /// </summary>
    private void Propose(Candidate candidate)
    {
        for (int i = 0; i < candidate.Slots.Length; i++)
        {
            for (int j = i + 1; j < candidate.Slots.Length; j++)
            {
                if (candidate.Slots[i] >> 1 == candidate.Slots[j] >> 1)
                {
                    Malformed++;
                    return;
                }
            }
        }

        _candidates.Add(candidate);
    }
}
