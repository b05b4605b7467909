namespace Dutchbook.Sandbox;

/// <summary>What the traders believe of each observable now.</summary>
internal sealed class Beliefs
{
    private const long Least = 1_000;
    private const long Greatest = 100_000_000;
    private readonly List<CellFamily> _families = [];
    private readonly List<long[]> _weights = [];
    private readonly HashSet<string> _tickers = new(StringComparer.Ordinal);

    public Beliefs(IReadOnlyList<CellFamily> families) => Take(families);

    public int Count => _families.Count;

    public IReadOnlyList<CellMember> Members(int family) => _families[family].Members;

    public Width WidthOf(int family) => _families[family].Width;

    public decimal Fair(int family, CellMember member) => CellFamily.Fair(_weights[family], member);

    /// <summary>Whether a belief is behind a market's price.</summary>
    public bool Concern(string ticker) => _tickers.Contains(ticker);

    /// <summary>Takes up what was listed since; those that are known come first and stay as they are.</summary>
    public void Take(IReadOnlyList<CellFamily> families)
    {
        for (int i = Count; i < families.Count; i++)
        {
            _families.Add(families[i]);
            _weights.Add([.. families[i].Weights]);
            _tickers.UnionWith(families[i].Members.Select(static member => member.Ticker));
        }
    }

    /// <summary>Makes one cell more or less likely by up to a fifth.</summary>
    public void Drift(int family, Chance chance)
    {
        long[] weights = _weights[family];
        int cell = chance.Between(0, weights.Length - 1);
        weights[cell] = Math.Clamp(weights[cell] * chance.Between(80, 125) / 100, Least, Greatest);
    }
}
