using Dutchbook.Detection;
using Dutchbook.Unit.House;

namespace Dutchbook.Unit.Detection.Line;

/// <summary>
/// A line with prices drawn around a distribution, some far enough off to conflict, and the plainest arithmetic about
/// it: what each market pays in each cell, and what a portfolio is worth in the worst.
/// </summary>
internal sealed class RandomLine
{
    public const long Dollar = 1_000_000;

    /// <summary>The farthest figure from zero that still counts as a price.</summary>
    private const long Extreme = (1L << 30) - 1;

    private readonly Random _random;
    private readonly double[] _below;
    private readonly int _tick;
    private readonly int _noise;

    public RandomLine(int seed, int mostCells, int mostMarkets)
    {
        _random = new Random(seed);
        Cells = _random.Next(1, mostCells + 1);
        int markets = _random.Next(1, mostMarkets + 1);
        Intervals = new LineInterval[markets];
        int style = _random.Next(4);
        for (int i = 0; i < markets; i++)
        {
            Intervals[i] = Draw(style);
        }

        Bids = new long?[markets];
        Asks = new long?[markets];
        _tick = _random.Next(3) switch { 0 => 50_000, 1 => 10_000, _ => 1 };
        _noise = _random.Next(1, 60_000);
        _below = new double[Cells + 1];
        Redraw();
    }

    public int Cells { get; }

    public LineInterval[] Intervals { get; }

    public long?[] Bids { get; }

    public long?[] Asks { get; }

    public LineShape Shape => new(Cells, Intervals);

    public bool Pays(int market, int cell) => Intervals[market].From <= cell && cell < Intervals[market].To;

    /// <summary>Moves one market's box and says which.</summary>
    public int Step()
    {
        int market = _random.Next(Intervals.Length);
        if (_random.Next(40) == 0)
        {
            Redraw();
        }

        double truth = (_below[Intervals[market].To] - _below[Intervals[market].From]) * Dollar;
        double centre = truth + ((_random.NextDouble() - 0.5) * 2 * _noise);
        double half = _random.NextDouble() * 40_000;
        Bids[market] = _random.Next(8) == 0 ? null : Round(centre - half);
        Asks[market] = _random.Next(8) == 0 ? null : Round(centre + half);
        switch (_random.Next(200))
        {
            case 0 or 1:
                (Bids[market], Asks[market]) = (Asks[market], Bids[market]);
                break;
            case 2:
                Bids[market] = _random.Next(2) == 0 ? Extreme : -Extreme;
                break;
            case 3:
                Asks[market] = _random.Next(2) == 0 ? Extreme : -Extreme;
                break;
            default:
                break;
        }

        return market;
    }

    public void Fill()
    {
        for (int i = 0; i < 3 * Intervals.Length; i++)
        {
            Step();
        }
    }

    /// <summary>
    /// What a portfolio of YES and NO contracts pays in the worst cell, less its cost; null if a claim is absent.
    /// </summary>
    public long? Worst(ReadOnlySpan<int> yes, ReadOnlySpan<int> no)
    {
        long worst = long.MaxValue;
        for (int cell = 0; cell < Cells; cell++)
        {
            long value = 0;
            for (int i = 0; i < Intervals.Length; i++)
            {
                if ((yes[i] > 0 && Asks[i] is null) || (no[i] > 0 && Bids[i] is null))
                {
                    return null;
                }

                long pays = Pays(i, cell) ? Dollar : 0;
                value += (yes[i] * (pays - Asks[i])) ?? 0;
                value += (no[i] * (Bids[i] - pays)) ?? 0;
            }

            worst = Math.Min(worst, value);
        }

        return worst;
    }

    private void Redraw()
    {
        double[] weights = new double[Cells];
        for (int i = 0; i < Cells; i++)
        {
            weights[i] = _random.Next(3) == 0 ? 0.001 : _random.NextDouble();
        }

        double total = weights.Sum();
        for (int i = 0; i < Cells; i++)
        {
            _below[i + 1] = _below[i] + (weights[i] / total);
        }
    }

    private LineInterval Draw(int style)
    {
        if (style == 0)
        {
            return new LineInterval(_random.Next(Cells + 1), Cells);
        }

        if (style == 1)
        {
            int cell = _random.Next(Cells);
            return new LineInterval(cell, cell + 1);
        }

        int from = _random.Next(Cells + 1);
        int to = _random.Next(Cells + 1);
        return new LineInterval(Math.Min(from, to), Math.Max(from, to));
    }

    private long Round(double price) => (long)Math.Round(price / _tick) * _tick;
}
