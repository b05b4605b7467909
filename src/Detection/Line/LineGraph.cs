using System.Diagnostics.CodeAnalysis;

namespace Dutchbook.Detection;

/// <summary>
/// A line's difference constraints and one point that satisfies them: the potential of a cut point is the probability,
/// in micro-dollars, that the truth lies below it, and a market's probability is the difference of its two cut points.
/// </summary>
/// <remarks>
/// <para>
/// Potentials start at 0, never fall along the line and end at one dollar; both ends are pinned. A market is violated
/// when its probability leaves its box. A repair lowers the cut point that is too high, and with it only what the boxes
/// tie to it, until the box is met or the movement is blocked by a pinned end; then it raises the other cut point. If
/// both are blocked, the two paths to what blocks them close a cycle of negative cost: a portfolio that pays more than
/// it costs in every cell.
/// </para>
/// <para>
/// Each search settles a cut point at most once, so a repair costs at most two visits to every market of the line.
/// Potentials move only as far as all boxes but the violated one allow: after a failure they are still a point of all
/// the others.
/// </para>
/// </remarks>
internal sealed class LineGraph
{
    private readonly LineScratch _scratch;
    private LineShape _shape;
    private int _last;

    /// <summary>The cut point that stopped the last shift, or -1.</summary>
    private int _blocker;

    /// <param name="shape">The line, until another is loaded.</param>
    /// <param name="scratch">Must serve lines as long as any that is loaded.</param>
    public LineGraph(LineShape shape, LineScratch scratch)
    {
        _scratch = scratch;
        Load(shape);
    }

    /// <summary>One box for each market of the line, and perhaps more left from a larger one.</summary>
    public LineBox[] Boxes { get; private set; } = [];

    /// <summary>One for each cut point of the line, and perhaps more left from a longer one.</summary>
    public int[] Potentials { get; private set; } = [];

    /// <summary>
    /// The hundredths thrown away in each cell, where a position is being built; nothing may be, where there is none.
    /// </summary>
    public long[]? Waste { get; init; }

    /// <summary>
    /// Steps taken by searches since the start: a measure of work that does not depend on the machine.
    /// </summary>
    public long Work { get; private set; }

    /// <summary>Turns to a line on which there is no box at all, and every cell is equally probable.</summary>
    [MemberNotNull(nameof(_shape))]
    public void Load(LineShape shape)
    {
        if (_scratch.Cells < shape.Cells)
        {
            throw new ArgumentException(
                $"a scratch of {_scratch.Cells} cells is too short for {shape.Cells}", nameof(shape));
        }

        _shape = shape;
        _last = shape.Cells;
        if (Boxes.Length < shape.Markets)
        {
            Boxes = new LineBox[shape.Markets];
        }

        if (Potentials.Length <= _last)
        {
            Potentials = new int[_last + 1];
        }

        for (int cut = 0; cut <= _last; cut++)
        {
            Potentials[cut] = (int)((long)cut * LinePrice.Dollar / _last);
        }

        for (int market = 0; market < shape.Markets; market++)
        {
            LineInterval interval = shape.Intervals[market];
            Boxes[market] = new LineBox
            {
                From = interval.From,
                To = interval.To,
                Bid = -LinePrice.Beyond,
                Ask = LinePrice.Beyond,
            };
        }
    }

    /// <summary>Counts steps that were taken on the graph by others.</summary>
    public void Charge(int steps) => Work += steps;

    public int Probability(int market)
    {
        ref readonly LineBox box = ref Boxes[market];
        return Potentials[box.To] - Potentials[box.From];
    }

    /// <summary>
    /// Moves potentials until the market's probability lies in its box, and if possible further in by the margin. It may
    /// violate one side of its box, and all other boxes must hold.
    /// </summary>
    /// <returns>Whether it could. If not, the scratch holds the cycle.</returns>
    public bool Repair(int market, int margin)
    {
        ref readonly LineBox box = ref Boxes[market];
        int probability = Potentials[box.To] - Potentials[box.From];
        bool isDear = probability > box.Ask;
        int missing = isDear ? probability - box.Ask : box.Bid - probability;
        if (missing <= 0)
        {
            return true;
        }

        int head = isDear ? box.To : box.From;
        int tail = isDear ? box.From : box.To;
        LineArc violated = isDear ? LineArc.Yes(market) : LineArc.No(market);
        int wanted = missing + margin;
        int moved = Shift<Lowering>(head, tail, wanted);
        if (moved >= missing)
        {
            return true;
        }

        int end = _blocker;
        LineCycle cycle = _scratch.Cycle;
        cycle.Begin(_shape, violated, _scratch.Arrived, head, end);
        if (end == tail)
        {
            cycle.CloseByFirst();
            return false;
        }

        moved += Shift<Raising>(tail, head, wanted - moved);
        if (moved >= missing)
        {
            return true;
        }

        int start = _blocker;
        cycle.Continue(_scratch.Arrived, tail, start);
        if (start == head)
        {
            cycle.CloseBySecond();
        }
        else
        {
            cycle.CloseByBoth();
        }

        return false;
    }

    /// <summary>
    /// Lowers (or raises) one cut point as far as wanted and no further than the pinned ends and the cut point that
    /// must not move allow, taking along every cut point that its boxes tie to it.
    /// </summary>
    private int Shift<TDirection>(int start, int stop, int wanted)
        where TDirection : struct
    {
        _blocker = start;
        if (start == 0 || start == _last || start == stop)
        {
            return 0;
        }

        _blocker = -1;
        int[] potentials = Potentials;
        int[] distance = _scratch.Distance;
        int[] reached = _scratch.Reached;
        int limit = wanted;
        int count = 1;
        int settled = 0;
        reached[0] = start;
        distance[start] = 0;
        while (settled < count)
        {
            int nearest = settled;
            for (int i = settled + 1; i < count; i++)
            {
                if (distance[reached[i]] < distance[reached[nearest]])
                {
                    nearest = i;
                }
            }

            int cut = reached[nearest];
            int travelled = distance[cut];
            if (travelled >= limit)
            {
                break;
            }

            reached[nearest] = reached[settled];
            reached[settled++] = cut;
            int from = travelled + (IsLowering<TDirection>() ? potentials[cut] : -potentials[cut]);
            int neighbour = IsLowering<TDirection>() ? cut - 1 : cut + 1;
            int cell = IsLowering<TDirection>() ? neighbour : cut;
            Reach<TDirection>(neighbour, from, LineArc.Waste(cell), stop, ref limit, ref count);
            if (Waste is long[] waste)
            {
                int other = IsLowering<TDirection>() ? cut + 1 : cut - 1;
                int opposite = IsLowering<TDirection>() ? cut : other;
                if (waste[opposite] > 0)
                {
                    Reach<TDirection>(other, from, LineArc.Reclaim(opposite), stop, ref limit, ref count);
                }
            }

            ReadOnlySpan<int> beginning = _shape.BeginningAt(cut);
            foreach (int market in beginning)
            {
                ref readonly LineBox box = ref Boxes[market];
                if (IsLowering<TDirection>())
                {
                    Reach<TDirection>(box.To, from + box.Ask, LineArc.Yes(market), stop, ref limit, ref count);
                }
                else
                {
                    Reach<TDirection>(box.To, from - box.Bid, LineArc.No(market), stop, ref limit, ref count);
                }
            }

            ReadOnlySpan<int> ending = _shape.EndingAt(cut);
            foreach (int market in ending)
            {
                ref readonly LineBox box = ref Boxes[market];
                if (IsLowering<TDirection>())
                {
                    Reach<TDirection>(box.From, from - box.Bid, LineArc.No(market), stop, ref limit, ref count);
                }
                else
                {
                    Reach<TDirection>(box.From, from + box.Ask, LineArc.Yes(market), stop, ref limit, ref count);
                }
            }

            Work += 2 + beginning.Length + ending.Length + count - settled;
        }

        for (int i = 0; i < settled; i++)
        {
            int step = limit - distance[reached[i]];
            potentials[reached[i]] += IsLowering<TDirection>() ? -step : step;
        }

        for (int i = 0; i < count; i++)
        {
            distance[reached[i]] = LineScratch.Far;
        }

        return limit;
    }

    private void Reach<TDirection>(int cut, int from, LineArc arc, int stop, ref int limit, ref int count)
        where TDirection : struct
    {
        int[] distance = _scratch.Distance;
        int travelled = IsLowering<TDirection>() ? from - Potentials[cut] : from + Potentials[cut];
        if (travelled >= limit)
        {
            return;
        }

        if (cut == stop || cut == 0 || cut == _last)
        {
            limit = travelled;
            _blocker = cut;
            _scratch.Arrived[cut] = arc;
        }
        else if (travelled < distance[cut])
        {
            if (distance[cut] == LineScratch.Far)
            {
                _scratch.Reached[count++] = cut;
            }

            distance[cut] = travelled;
            _scratch.Arrived[cut] = arc;
        }
    }

    private static bool IsLowering<TDirection>()
        where TDirection : struct => typeof(TDirection) == typeof(Lowering);

    private readonly struct Lowering;

    private readonly struct Raising;
}
