namespace Dutchbook.Sandbox;

/// <summary>What the traders believe of each observable now.</summary>
internal sealed class Beliefs(IReadOnlyList<CellFamily> families)
{
    private const long Least = 1_000;
    private const long Greatest = 100_000_000;
    private readonly long[][] _weights = [.. families.Select(static family => family.Weights.ToArray())];

    public int Count => families.Count;

    public IReadOnlyList<CellMember> Members(int family) => families[family].Members;

    public Width WidthOf(int family) => families[family].Width;

    public decimal Fair(int family, CellMember member) => CellFamily.Fair(_weights[family], member);

    /// <summary>Makes one cell more or less likely by up to a fifth.</summary>
    public void Drift(int family, Chance chance)
    {
        long[] weights = _weights[family];
        int cell = chance.Between(0, weights.Length - 1);
        weights[cell] = Math.Clamp(weights[cell] * chance.Between(80, 125) / 100, Least, Greatest);
    }
}
