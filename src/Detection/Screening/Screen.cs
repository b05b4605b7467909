using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// One pass over all relations at the touch. The engine that watches them live is told every price before fees and says
/// how much each relation could earn at most; only where that is something, or nearly so, its guarantees are listed
/// one by one with their fees. Fees never make a basket cheaper, so nothing is missed.
/// </summary>
internal sealed class Screen
{
    private static readonly FeeTerms BeforeFees = new(FeeType.Quadratic, Ratio.Zero, "before fees");

    /// <summary>One table for all screens: it takes as long to make as a small screen to run.</summary>
    private static readonly NetPrices Prices = NetPrices.Of(BeforeFees);

    private readonly Board _board;
    private readonly DetectionEngine _engine = new(new EngineOptions(), Prices);
    private int[] _slots = new int[64];
    private bool _namesUnknown;

    public Screen(Board board, int nearMisses)
    {
        _board = board;
        Misses = new NearestMisses(nearMisses);
        Listing = new ExactListing(board, Misses);
        Tally = new GuaranteeTally(board);
        InRelation = new bool[board.Markets.Length + 1];
    }

    public NearestMisses Misses { get; }

    public ExactListing Listing { get; }

    public GuaranteeTally Tally { get; }

    public bool[] InRelation { get; }

    /// <param name="relations">All relations of the pass.</param>
    /// <param name="suspended">Relations that nothing may be traded through.</param>
    /// <param name="ct">Ends the pass.</param>
    public void Run(RelationSlots relations, HashSet<Relation> suspended, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        Quote();
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

            Span<int> slots = Slots(relations.Of(i));
            GuaranteeWalk.Over(relation.Type, slots, Tally);
            if (CouldPay(relation, slots))
            {
                Listing.List(relation, slots);
            }
        }
    }

    /// <summary>Markets have the same numbers in the engine as on the board.</summary>
    private void Quote()
    {
        _engine.List(_board.Markets, BeforeFees);
        for (int i = 0; i < _board.Markets.Length; i++)
        {
            int yes = _board.Cost[2 * i] < Board.Absent ? _board.Touch[2 * i] : Price.TicksPerDollar;
            int no = _board.Cost[(2 * i) + 1] < Board.Absent ? _board.Touch[(2 * i) + 1] : Price.TicksPerDollar;
            _engine.Update(i, Price.TicksPerDollar - no, yes);
        }
    }

    /// <summary>
    /// Whether some guarantee pays before fees, or is among the nearest that do not. What the engine refuses to watch is
    /// looked at in any case.
    /// </summary>
    private bool CouldPay(Relation relation, ReadOnlySpan<int> slots)
    {
        if (relation.Type is RelationType.Line or RelationType.Implication)
        {
            return false;
        }

        if (_namesUnknown || _engine.Add(relation, slots, out RelationHandle handle) != RelationOutcome.Watched)
        {
            return true;
        }

        long edge = _engine.EdgeOf(handle).Micros;
        return edge > 0 || Misses.Wants(edge);
    }

    /// <summary>The relation's slots, free to be changed. All markets that the snapshot does not hold share one.</summary>
    private Span<int> Slots(ReadOnlySpan<int> slots)
    {
        if (_slots.Length < slots.Length)
        {
            _slots = new int[slots.Length * 2];
        }

        int unknown = 2 * _board.Markets.Length;
        _namesUnknown = false;
        for (int i = 0; i < slots.Length; i++)
        {
            int slot = slots[i] < unknown ? slots[i] : unknown + (slots[i] & 1);
            _slots[i] = slot;
            InRelation[slot >> 1] = true;
            _namesUnknown |= slot >= unknown;
        }

        return _slots.AsSpan(0, slots.Length);
    }
}
