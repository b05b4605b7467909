using System.Runtime.CompilerServices;

namespace Dutchbook.Detection;

/// <summary>
/// The complete and exact watch over all markets of one underlying: after each price it says whether any portfolio of
/// them, of whatever shape, pays more than it costs in every cell.
/// </summary>
/// <remarks>
/// <para>
/// While there is none, the line holds a probability for every market (all from one distribution over the cells) inside
/// its net box. A price that leaves the box around its probability, in most cases, costs one comparison; otherwise the
/// distribution is repaired around the market. If it cannot be, the conflict is a basket, held until prices undo it.
/// </para>
/// <para>
/// While the line is incoherent, its potentials satisfy boxes stretched just enough to hold them. The verdict never
/// depends on how the prices got where they are; the distribution may. One writer; no allocation after construction.
/// </para>
/// </remarks>
internal sealed class StrikeLine
{
    private readonly LineGraph _graph;
    private readonly LineScratch _scratch;
    private readonly LineBox[] _boxes;
    private readonly int[] _potentials;

    /// <summary>The prices as given, which differ from the boxes of the searches where those are stretched.</summary>
    private readonly int[] _bids;
    private readonly int[] _asks;
    private readonly ulong[] _stretched;

    /// <summary>The claims of the standing conflict: 1 YES, 2 NO, 3 both.</summary>
    private readonly byte[] _conflict;
    private readonly int[] _conflicting;
    private int _conflicts;
    private long _lock;

    public StrikeLine(LineShape shape)
        : this(shape, new LineScratch(shape.Cells))
    {
    }

    /// <param name="shape">The cells and the markets.</param>
    /// <param name="scratch">May be shared by all lines of one writer.</param>
    public StrikeLine(LineShape shape, LineScratch scratch)
    {
        Shape = shape;
        _scratch = scratch;
        _graph = new LineGraph(shape, scratch);
        _boxes = _graph.Boxes;
        _potentials = _graph.Potentials;
        _bids = new int[shape.Markets];
        _asks = new int[shape.Markets];
        _bids.AsSpan().Fill(-LinePrice.Beyond);
        _asks.AsSpan().Fill(LinePrice.Beyond);
        _stretched = new ulong[(shape.Markets + 63) / 64];
        _conflict = new byte[shape.Markets];
        _conflicting = new int[shape.Markets];
    }

    public LineShape Shape { get; }

    /// <summary>
    /// Whether one distribution over the cells lies in every box, so that no Dutch book of any shape exists.
    /// </summary>
    public bool IsCoherent => _conflicts == 0;

    /// <summary>How often a price left its market's probability outside its box.</summary>
    public long Repairs { get; private set; }

    /// <summary>Steps taken by all searches so far: what has been computed, the same on every machine.</summary>
    public long Work => _graph.Work;

    /// <summary>
    /// The distribution as potentials: micro-dollars of probability below each cut point, from 0 to one dollar. A
    /// witness of coherence while <see cref="IsCoherent"/>; otherwise near the prices, and a good place for a search to
    /// begin.
    /// </summary>
    public ReadOnlySpan<int> Potentials => _potentials;

    public ReadOnlySpan<int> Bids => _bids;

    public ReadOnlySpan<int> Asks => _asks;

    /// <summary>The market's probability under the distribution held, in micro-dollars.</summary>
    public int Probability(int market) => _graph.Probability(market);

    /// <summary>Takes a market's net box and says whether the line is coherent.</summary>
    /// <param name="market">Its index in the shape.</param>
    /// <param name="bid">What its YES can be sold for, one dollar minus the cost of NO; <see
    /// cref="LinePrice.NoBid"/>.</param>
    /// <param name="ask">What its YES costs with the linear fee; <see cref="LinePrice.NoAsk"/>.</param>
    /// <returns>Whether no portfolio of the line's claims is a Dutch book.</returns>
    public bool Update(int market, long bid, long ask)
    {
        int low = LinePrice.Bid(bid);
        int high = LinePrice.Ask(ask);
        if (_conflicts != 0)
        {
            return UpdateConflicting(market, low, high);
        }

        _bids[market] = low;
        _asks[market] = high;
        ref LineBox box = ref _boxes[market];
        box.Bid = low;
        box.Ask = high;
        int probability = _potentials[box.To] - _potentials[box.From];
        return (low <= probability && probability <= high) || Repair(market);
    }

    /// <summary>
    /// What the standing conflict locks, in micro-dollars for one contract of each of its claims; 0 while coherent. It
    /// is some basket, found on the way and kept current for nothing; <see cref="BasketSearch"/> finds the best.
    /// </summary>
    public long Locked => _conflicts == 0 ? 0 : _lock;

    /// <summary>
    /// Writes the claims of the standing conflict and says how many they are; never more than two a market.
    /// </summary>
    public int CopyConflict(Span<LineLeg> legs)
    {
        int count = 0;
        foreach (int market in _conflicting.AsSpan(0, _conflicts))
        {
            if ((_conflict[market] & 1) != 0)
            {
                legs[count++] = new LineLeg(market, IsYes: true);
            }

            if ((_conflict[market] & 2) != 0)
            {
                legs[count++] = new LineLeg(market, IsYes: false);
            }
        }

        return count;
    }

    /// <summary>Forgets every price.</summary>
    public void Reset()
    {
        Forget();
        _graph.Load(Shape);
        _bids.AsSpan().Fill(-LinePrice.Beyond);
        _asks.AsSpan().Fill(LinePrice.Beyond);
        _stretched.AsSpan().Clear();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Repair(int market)
    {
        Repairs++;
        int bid = _bids[market];
        int ask = _asks[market];
        ref LineBox box = ref _boxes[market];
        if (bid > ask)
        {
            // A crossed market is a Dutch book by itself: both of its claims for less than a dollar.
            Stretch(market);
            Add(LineArc.Yes(market));
            Add(LineArc.No(market));
            _lock = (long)bid - ask;
            return false;
        }

        box.Bid = bid;
        box.Ask = ask;
        if (_graph.Repair(market, Margin(bid, ask)))
        {
            return true;
        }

        Stretch(market);
        long cost = (long)_scratch.Cycle.Cash * LinePrice.Dollar;
        foreach (LineArc arc in _scratch.Cycle.Arcs)
        {
            if (arc.IsMarket)
            {
                cost += arc.IsUp ? _asks[arc.Market] : -(long)_bids[arc.Market];
                Add(arc);
            }
        }

        _lock = -cost;
        return false;
    }

    /// <summary>Half the box: a probability put in the middle of its box is left alone the longest.</summary>
    private static int Margin(int bid, int ask) =>
        bid > -LinePrice.Beyond && ask < LinePrice.Beyond ? (ask - bid) / 2 : 0;

    private bool UpdateConflicting(int market, int bid, int ask)
    {
        bool hasYes = (_conflict[market] & 1) != 0;
        bool hasNo = (_conflict[market] & 2) != 0;
        _lock += hasYes ? (long)_asks[market] - ask : 0;
        _lock += hasNo ? (long)bid - _bids[market] : 0;
        bool isGone = (hasYes && ask == LinePrice.Beyond) || (hasNo && bid == -LinePrice.Beyond);
        _bids[market] = bid;
        _asks[market] = ask;
        Stretch(market);
        if (_lock > 0 && !isGone)
        {
            return false;
        }

        Forget();
        return Settle();
    }

    /// <summary>
    /// The conflict is gone: lets the stretched boxes back one after another, until one shows another conflict.
    /// </summary>
    private bool Settle()
    {
        for (int word = 0; word < _stretched.Length; word++)
        {
            while (_stretched[word] != 0)
            {
                int market = (word * 64) + int.CreateTruncating(ulong.TrailingZeroCount(_stretched[word]));
                _stretched[word] &= _stretched[word] - 1;
                int probability = Probability(market);
                if (_bids[market] <= probability && probability <= _asks[market])
                {
                    _boxes[market].Bid = _bids[market];
                    _boxes[market].Ask = _asks[market];
                }
                else if (!Repair(market))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Gives the searches the least box that holds both the market's prices and its probability.</summary>
    private void Stretch(int market)
    {
        ref LineBox box = ref _boxes[market];
        int probability = Probability(market);
        box.Bid = Math.Min(_bids[market], probability);
        box.Ask = Math.Max(_asks[market], probability);
        ulong bit = 1UL << (market & 63);
        if (box.Bid == _bids[market] && box.Ask == _asks[market])
        {
            _stretched[market >> 6] &= ~bit;
        }
        else
        {
            _stretched[market >> 6] |= bit;
        }
    }

    private void Add(LineArc arc)
    {
        byte known = _conflict[arc.Market];
        if (known == 0)
        {
            _conflicting[_conflicts++] = arc.Market;
        }

        _conflict[arc.Market] = (byte)(known | (arc.IsUp ? 1 : 2));
    }

    private void Forget()
    {
        foreach (int market in _conflicting.AsSpan(0, _conflicts))
        {
            _conflict[market] = 0;
        }

        _conflicts = 0;
    }
}
