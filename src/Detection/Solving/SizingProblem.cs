namespace Dutchbook.Detection;

/// <summary>All levels on offer in a cluster, and the cash that each group of markets must share.</summary>
internal sealed class SizingProblem
{
    private readonly int[] _group;
    private readonly List<long> _budgets = [];

    public SizingProblem(int markets, IEnumerable<SizingLevel> levels)
    {
        Levels = [.. levels];
        _group = new int[markets];
        Array.Fill(_group, -1);
        Markets = markets;
        foreach (SizingLevel level in Levels)
        {
            if (level.Market < 0 || level.Market >= markets || level.Depth < 0)
            {
                throw new ArgumentException($"{level} is no level of {markets} markets.", nameof(levels));
            }
        }
    }

    public int Markets { get; }

    public IReadOnlyList<SizingLevel> Levels { get; }

    /// <summary>Micro-dollars of each group.</summary>
    public IReadOnlyList<long> Budgets => _budgets;

    /// <summary>The budget a market's cost is paid from, or -1.</summary>
    public int GroupOf(int market) => _group[market];

    /// <summary>Lets some markets be paid from one budget.</summary>
    public SizingProblem WithBudget(long micros, params int[] markets)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(micros);
        foreach (int market in markets)
        {
            _group[market] = _budgets.Count;
        }

        _budgets.Add(micros);
        return this;
    }
}
