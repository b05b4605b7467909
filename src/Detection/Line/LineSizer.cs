namespace Dutchbook.Detection;

/// <summary>
/// The position on a line that earns the most in its worst cell, over the whole depth of every claim: exact, in whole
/// hundredths of a contract.
/// </summary>
/// <remarks>
/// <para>
/// A position that never loses is a circulation through the cut points, so the best one is a circulation of least cost.
/// It is built as the strike line is watched: claims come to market one after another; where one is violated,
/// potentials are repaired; where they cannot be, the cycle that forbids it is traded until one of its levels is used
/// up, which moves that market's marginal price, and the repair goes on. Only cycles without slack are traded, so at
/// every moment the position is the best one for the claims that have come, and potentials prove it.
/// </para>
/// <para>
/// At the end both sides are computed anew from the levels alone. They meet unless the work ran out; then what was
/// built is still a position that cannot lose, and the bound still holds. Not in it: fees rounded per order, and any
/// limit on cash, which would make fractions of hundredths optimal.
/// </para>
/// </remarks>
internal sealed class LineSizer
{
    private readonly LineScratch _scratch;
    private readonly LineLadders _ladders;
    private readonly LineGraph _graph;
    private readonly long[] _waste;
    private readonly Int128[] _payoffs;
    private int[] _waiting;
    private LineShape _shape;
    private long _end;

    /// <param name="shape">The line, until another begins; longer ones need a longer scratch.</param>
    /// <param name="scratch">May be shared by all lines of one writer.</param>
    /// <param name="levels">Room for so many levels before it must allocate.</param>
    public LineSizer(LineShape shape, LineScratch scratch, int levels = 0)
    {
        _shape = shape;
        _scratch = scratch;
        _waste = new long[scratch.Cells];
        _payoffs = new Int128[scratch.Cells + 1];
        _graph = new LineGraph(shape, scratch) { Waste = _waste };
        _ladders = new LineLadders(shape.Markets, levels);
        _waiting = new int[shape.Markets];
        Begin(shape);
    }

    /// <summary>
    /// The distribution at the end, as potentials: under it no claim left on offer is worth more than it costs, nor any
    /// taken less. It proves the bound.
    /// </summary>
    public ReadOnlySpan<int> Potentials => _graph.Potentials.AsSpan(0, _shape.Cells + 1);

    /// <summary>Turns to a line, with nothing on offer yet.</summary>
    public void Begin(LineShape shape)
    {
        _shape = shape;
        _ladders.Begin(shape.Markets);
        if (_waiting.Length < shape.Markets)
        {
            _waiting = new int[shape.Markets];
        }
    }

    /// <inheritdoc cref="LineLadders.Offer"/>
    public void Offer(int market, bool isYes, ReadOnlySpan<LineLevel> levels) => _ladders.Offer(market, isYes, levels);

    /// <summary>Hundredths of a contract to take of a claim.</summary>
    public long Hundredths(int market, bool isYes) => _ladders.Taken(market, isYes);

    /// <summary>Builds the position.</summary>
    /// <param name="from">Potentials to begin from, as the line's watch holds them; empty for none. They do not change
    /// what is earned.</param>
    /// <param name="most">The work after which it stops.</param>
    public LineSizing Solve(ReadOnlySpan<int> from, long most)
    {
        _graph.Load(_shape);
        _ladders.Release();
        _waste.AsSpan(0, _shape.Cells).Clear();
        BeginFrom(from);
        _end = most > long.MaxValue - _graph.Work ? long.MaxValue : _graph.Work + most;
        long start = _graph.Work;
        int waiting = OpenWhatFits();
        bool isInTime = true;
        for (int i = 0; i < waiting && isInTime; i++)
        {
            int market = _waiting[i];
            _ladders.Open(market, true);
            isInTime = Admit(market);
            if (isInTime)
            {
                _ladders.Open(market, false);
                isInTime = Admit(market);
            }
        }

        (Int128 profit, Int128 cost) = Worst();
        return new LineSizing(profit, Bound(), cost, _graph.Work - start);
    }

    private void BeginFrom(ReadOnlySpan<int> from)
    {
        if (from.IsEmpty)
        {
            return;
        }

        bool isDistribution = from.Length == _shape.Cells + 1 && from[0] == 0 && from[^1] == LinePrice.Dollar;
        for (int cut = 1; isDistribution && cut < from.Length; cut++)
        {
            isDistribution = from[cut - 1] <= from[cut];
        }

        if (!isDistribution)
        {
            throw new ArgumentException("not the potentials of a distribution over the cells", nameof(from));
        }

        from.CopyTo(_graph.Potentials);
    }

    /// <summary>Brings to market at once what the potentials already satisfy, and lists what they do not.</summary>
    private int OpenWhatFits()
    {
        int waiting = 0;
        for (int market = 0; market < _shape.Markets; market++)
        {
            int probability = _graph.Probability(market);
            ReadOnlySpan<LineLevel> yes = _ladders.Levels(market, true);
            ReadOnlySpan<LineLevel> no = _ladders.Levels(market, false);
            if ((yes.IsEmpty || yes[0].Cost >= probability)
                && (no.IsEmpty || no[0].Cost >= LinePrice.Dollar - probability))
            {
                _ladders.Open(market, true);
                _ladders.Open(market, false);
                Refresh(market);
            }
            else
            {
                _waiting[waiting++] = market;
            }
        }

        return waiting;
    }

    private bool Admit(int market)
    {
        Refresh(market);
        while (!_graph.Repair(market, margin: 0))
        {
            Trade();
            if (_graph.Work > _end)
            {
                return false;
            }
        }

        return _graph.Work <= _end;
    }

    /// <summary>Passes through the cycle that blocked the repair as much as its scarcest step has room for.</summary>
    private void Trade()
    {
        ReadOnlySpan<LineArc> cycle = _scratch.Cycle.Arcs;
        _graph.Charge(cycle.Length);
        long room = long.MaxValue;
        foreach (LineArc arc in cycle)
        {
            room = arc.IsMarket
                ? Math.Min(room, _ladders.Room(arc.Market, arc.IsUp))
                : arc.IsUp ? Math.Min(room, _waste[arc.Cell]) : room;
        }

        foreach (LineArc arc in cycle)
        {
            if (arc.IsMarket)
            {
                _ladders.Pass(arc.Market, arc.IsUp, room);
            }
            else
            {
                _waste[arc.Cell] += arc.IsUp ? -room : room;
            }
        }

        foreach (LineArc arc in cycle)
        {
            if (arc.IsMarket)
            {
                Refresh(arc.Market);
            }
        }
    }

    private void Refresh(int market)
    {
        ref LineBox box = ref _graph.Boxes[market];
        box.Ask = _ladders.Ask(market);
        box.Bid = _ladders.Bid(market);
    }

    private (Int128 Profit, Int128 Cost) Worst()
    {
        Span<Int128> steps = _payoffs.AsSpan(0, _shape.Cells + 1);
        steps.Clear();
        Int128 cost = 0;
        Int128 pays = 0;
        for (int market = 0; market < _shape.Markets; market++)
        {
            LineInterval interval = _shape.Intervals[market];
            long yes = _ladders.Taken(market, true);
            long no = _ladders.Taken(market, false);
            steps[interval.From] += yes - no;
            steps[interval.To] -= yes - no;
            pays += no;
            cost += CostOf(_ladders.Levels(market, true), yes) + CostOf(_ladders.Levels(market, false), no);
        }

        Int128 worst = pays + steps[0];
        for (int cell = 0; cell < _shape.Cells; cell++)
        {
            pays += steps[cell];
            worst = pays < worst ? pays : worst;
        }

        return ((worst * LinePrice.Dollar) - cost, cost);
    }

    private static Int128 CostOf(ReadOnlySpan<LineLevel> levels, long taken)
    {
        Int128 cost = 0;
        foreach (LineLevel level in levels)
        {
            long here = Math.Min(taken, level.Hundredths);
            cost += (Int128)here * level.Cost;
            taken -= here;
        }

        return cost;
    }

    private Int128 Bound()
    {
        Int128 bound = 0;
        for (int market = 0; market < _shape.Markets; market++)
        {
            int probability = _graph.Probability(market);
            bound += Worth(_ladders.Levels(market, true), probability);
            bound += Worth(_ladders.Levels(market, false), LinePrice.Dollar - probability);
        }

        return bound;
    }

    private static Int128 Worth(ReadOnlySpan<LineLevel> levels, int probability)
    {
        Int128 worth = 0;
        foreach (LineLevel level in levels)
        {
            if (level.Cost >= probability)
            {
                break;
            }

            worth += (Int128)level.Hundredths * (probability - level.Cost);
        }

        return worth;
    }
}
