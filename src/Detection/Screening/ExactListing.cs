using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// Prices each guarantee of a relation at the touch, with the least fee that it can carry: what pays is a candidate, what
/// just fails a near miss. No order costs less; what it finds is then sized with rounded fees.
/// </summary>
internal sealed class ExactListing(Board board, NearestMisses misses) : IGuaranteeVisitor
{
    private const long Dollar = Money.MicrosPerDollar;

    private readonly long[] _cost = board.Cost;
    private readonly int[] _touch = board.Touch;
    private readonly List<Candidate> _candidates = [];
    private Relation? _relation;

    public IReadOnlyList<Candidate> Candidates => _candidates;

    /// <summary>Guarantees that cost less at the touch than they pay, before fees.</summary>
    public int Crossing { get; private set; }

    /// <summary>Guarantees that name one market twice.</summary>
    public int Malformed { get; private set; }

    public void List(Relation relation, Span<int> slots)
    {
        _relation = relation;
        GuaranteeWalk.Over(relation.Type, slots, this);
    }

    /// <summary>
    /// Every narrow claim against every wider one; adjacent pairs alone miss what an illiquid claim between them hides.
    /// Of those that fail the nearest is kept, of equal ones the first by its wide claim.
    /// </summary>
    public void Chain(ReadOnlySpan<int> slots)
    {
        long nearest = long.MinValue;
        (int Narrow, int Wide) nearestPair = default;
        for (int i = 0; i < slots.Length; i++)
        {
            int narrow = slots[i] ^ 1;
            for (int j = i + 1; _cost[narrow] < Board.Absent && j < slots.Length; j++)
            {
                int wide = slots[j];
                if (_cost[wide] >= Board.Absent)
                {
                    continue;
                }

                Crossing += _touch[narrow] + _touch[wide] < Price.TicksPerDollar ? 1 : 0;
                long edge = Dollar - _cost[narrow] - _cost[wide];
                if (edge > 0)
                {
                    Propose(Signal.BuySupersetSellSubset, [wide, narrow], 1, anySubset: false);
                }
                else if ((edge > nearest || (edge == nearest && j < nearestPair.Wide)) && IsSensible(narrow, wide))
                {
                    (nearest, nearestPair) = (edge, (i, j));
                }
            }
        }

        if (misses.Wants(nearest))
        {
            int[] pair = [slots[nearestPair.Wide], slots[nearestPair.Narrow] ^ 1];
            misses.Add(_relation!, Signal.BuySupersetSellSubset, pair, 1, nearest);
        }
    }

    /// <summary>The negations that cost less than the dollar each pays: the others only add cost.</summary>
    public void Exclusive(ReadOnlySpan<int> slots)
    {
        long net = -Dollar;
        long gross = -Dollar;
        int offered = 0;
        int useful = 0;
        foreach (int slot in slots)
        {
            int no = slot ^ 1;
            if (_cost[no] < Board.Absent)
            {
                offered++;
                gross += Dollar - (_touch[no] * 100L);
                useful += _cost[no] < Dollar ? 1 : 0;
                net += Math.Max(0, Dollar - _cost[no]);
            }
        }

        Crossing += offered >= 2 && gross > 0 ? 1 : 0;
        if (useful < 2)
        {
            return;
        }

        if (net > 0)
        {
            Propose(Signal.SellAll, Useful(slots, useful), useful - 1, anySubset: true);
        }
        else if (misses.Wants(net))
        {
            misses.Add(_relation!, Signal.SellAll, Useful(slots, useful), useful - 1, net);
        }
    }

    public void OneOf(Signal signal, ReadOnlySpan<int> slots)
    {
        long cost = 0;
        int touch = 0;
        foreach (int slot in slots)
        {
            cost += _cost[slot];
            touch += _touch[slot];
        }

        if (cost >= Board.Absent)
        {
            return;
        }

        Crossing += touch < Price.TicksPerDollar ? 1 : 0;
        long edge = Dollar - cost;
        if (edge > 0)
        {
            Propose(signal, slots.ToArray(), 1, anySubset: false);
        }
        else if (misses.Wants(edge) && (slots.Length > 2 || IsSensible(slots[0], slots[^1])))
        {
            misses.Add(_relation!, signal, slots.ToArray(), 1, edge);
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
    private void Propose(Signal signal, int[] slots, int atLeast, bool anySubset)
    {
        for (int i = 0; i < slots.Length; i++)
        {
            for (int j = i + 1; j < slots.Length; j++)
            {
                if (slots[i] >> 1 == slots[j] >> 1)
                {
                    Malformed++;
                    return;
                }
            }
        }

        _candidates.Add(new Candidate(_relation!, signal, slots, atLeast, anySubset));
    }
}
