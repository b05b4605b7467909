namespace Dutchbook.Detection;

/// <summary>
/// A market's ladders as a penalty: at a probability, everything dearer for YES than it is worth stays, everything
/// cheaper is taken. A return asked of cash makes every level dearer by that share.
/// </summary>
internal sealed class LadderPenalties
{
    private readonly SizingProblem _problem;
    private readonly int[][] _levels;
    private readonly double[] _breaks;

    public LadderPenalties(SizingProblem problem)
    {
        _problem = problem;
        ILookup<int, int> byMarket = Enumerable.Range(0, problem.Levels.Count).ToLookup(level => problem.Levels[level].Market);
        _levels = [.. Enumerable.Range(0, problem.Markets).Select(market => byMarket[market].ToArray())];
        _breaks = new double[problem.Levels.Count];
        Scale = problem.Levels.Select(static level => (double)level.Depth).DefaultIfEmpty(1).Max();
        Penalties = new(problem.Markets, _levels.Max(static levels => levels.Length));
    }

    /// <summary>Hundredths of a contract that count as one: the deepest level.</summary>
    public double Scale { get; }

    public Penalties Penalties { get; }

    /// <summary>A guess at what a market is worth: between its best offers, where it has any.</summary>
    public double Middle(int market)
    {
        double low = 0;
        double high = 1;
        foreach (int index in _levels[market])
        {
            SizingLevel level = _problem.Levels[index];
            double at = (double)level.Price / Box.Dollar;
            low = level.IsYes ? low : Math.Max(low, 1 - at);
            high = level.IsYes ? Math.Min(high, at) : high;
        }

        return (low + high) / 2;
    }

    public void Write(ReadOnlySpan<double> returns)
    {
        for (int market = 0; market < _levels.Length; market++)
        {
            int group = _problem.GroupOf(market);
            double dearer = 1 + (group < 0 ? 0 : returns[group]);
            double slope = 0;
            foreach (int index in _levels[market])
            {
                SizingLevel level = _problem.Levels[index];
                double at = dearer * level.Price / Box.Dollar;
                _breaks[index] = level.IsYes ? at : 1 - at;
                slope -= level.IsYes ? 0 : level.Depth / Scale;
            }

            Array.Sort(_levels[market], (left, right) => (_breaks[left], left).CompareTo((_breaks[right], right)));
            Penalties.Clear(market, slope);
            foreach (int index in _levels[market])
            {
                slope += _problem.Levels[index].Depth / Scale;
                Penalties.Add(market, _breaks[index], slope);
            }
        }
    }

    /// <summary>
    /// The part of each level in a position: all of what the probability makes cheap, none of what it makes dear, and of
    /// what is on the edge as much as the position needs.
    /// </summary>
    public void Fill(ReadOnlySpan<double> mu, ReadOnlySpan<double> positions, Span<double> fills)
    {
        for (int market = 0; market < _levels.Length; market++)
        {
            double left = positions[market];
            foreach (int index in _levels[market])
            {
                SizingLevel level = _problem.Levels[index];
                double distance = level.IsYes ? mu[market] - _breaks[index] : _breaks[index] - mu[market];
                fills[index] = distance > Penalties.Near ? level.Depth / Scale : 0;
                left -= level.IsYes ? fills[index] : -fills[index];
            }

            foreach (int index in _levels[market])
            {
                SizingLevel level = _problem.Levels[index];
                if (Math.Abs(mu[market] - _breaks[index]) <= Penalties.Near && left > 0 == level.IsYes)
                {
                    fills[index] = Math.Min(Math.Abs(left), level.Depth / Scale);
                    left -= level.IsYes ? fills[index] : -fills[index];
                }
            }
        }
    }
}
