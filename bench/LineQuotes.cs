using Dutchbook.Detection;

namespace Dutchbook.Bench;

/// <summary>One quote of a stream: a market of a line, and its box net of fees in micro-dollars.</summary>
internal readonly record struct LineQuote(int Line, int Market, int Bid, int Ask);

/// <summary>
/// Lines in the shape the exchange has (thresholds and ranges over the same cuts), and a stream of quotes on them: each
/// line's truth drifts, every quote stands a cent or three around where the truth was when it was made, in whole cents,
/// and pays the taker's fee. Quotes therefore age at different times, and now and then contradict each other. The same
/// seed gives the same.
/// </summary>
internal sealed class LineQuotes
{
    private readonly Random _random;
    private readonly double[] _centres;
    private readonly double[] _widths;
    private readonly double _drift;

    public LineQuotes(int lines, int markets, double drift, int seed)
    {
        _random = new Random(seed);
        _drift = drift;
        _centres = new double[lines];
        _widths = new double[lines];
        Shapes = new LineShape[lines];
        int cells = (markets / 2) + 1;
        for (int line = 0; line < lines; line++)
        {
            LineInterval[] intervals = new LineInterval[markets];
            for (int i = 0; i < markets; i++)
            {
                int from = _random.Next(1, cells);
                intervals[i] = (i % 4) switch
                {
                    0 or 1 => new LineInterval(1 + (i % (cells - 1)), cells),
                    2 => new LineInterval(from - 1, from),
                    _ => new LineInterval(from, Math.Min(cells, from + _random.Next(1, 4))),
                };
            }

            Shapes[line] = new LineShape(cells, intervals);
            _centres[line] = cells * (0.3 + (0.4 * _random.NextDouble()));
            _widths[line] = cells * (0.03 + (0.1 * _random.NextDouble()));
        }
    }

    public LineShape[] Shapes { get; }

    /// <summary>One quote of every market, then so many of random ones.</summary>
    public LineQuote[] Draw(int count)
    {
        List<LineQuote> quotes = [];
        for (int line = 0; line < Shapes.Length; line++)
        {
            for (int market = 0; market < Shapes[line].Markets; market++)
            {
                quotes.Add(Quote(line, market));
            }
        }

        for (int i = 0; i < count; i++)
        {
            int line = _random.Next(Shapes.Length);
            _centres[line] += _widths[line] * _drift * (_random.NextDouble() - 0.5);
            double edge = 0.1 * Shapes[line].Cells;
            _centres[line] = Math.Clamp(_centres[line], edge, Shapes[line].Cells - edge);
            quotes.Add(Quote(line, _random.Next(Shapes[line].Markets)));
        }

        return [.. quotes];
    }

    private LineQuote Quote(int line, int market)
    {
        LineInterval interval = Shapes[line].Intervals[market];
        double truth = Below(line, interval.To) - Below(line, interval.From);
        double half = 0.5 + _random.Next(3) * 0.5;
        double seen = (truth * 100) + (_random.NextDouble() - 0.5);
        int bid = (int)Math.Floor(seen - half);
        int ask = (int)Math.Ceiling(seen + half);
        return new LineQuote(
            line,
            market,
            bid < 1 ? -LinePrice.Beyond : (bid * 10_000) - Fee(bid),
            ask > 99 ? LinePrice.Beyond : (Math.Max(ask, 1) * 10_000) + Fee(Math.Max(ask, 1)));
    }

    private double Below(int line, int cut) =>
        cut == 0 ? 0 : cut == Shapes[line].Cells ? 1 : 1 / (1 + Math.Exp((_centres[line] - cut) / _widths[line]));

    /// <summary>0.07 p (1 - p) of a price in cents, in micro-dollars: exact.</summary>
    private static int Fee(int cents) => 7 * cents * (100 - cents);
}
