namespace Dutchbook.Sandbox;

/// <summary>
/// What the imaginary market believes about one observable: a probability for each value it can take. Every market on the
/// observable is priced from the same belief, so that prices nobody planted are coherent.
/// </summary>
internal sealed class Belief
{
    private readonly (decimal Value, decimal Weight)[] _cells;

    private Belief((decimal Value, decimal Weight)[] cells) => _cells = cells;

    /// <summary>
    /// A bell with heavy tails over the values from, from + step, ..., to. The weight 1 / (1 + (d / scale)^2)^2 needs no
    /// exponential, so it is the same on every machine.
    /// </summary>
    public static Belief Bell(decimal from, decimal to, decimal step, decimal mid, decimal scale)
    {
        List<(decimal Value, decimal Weight)> cells = [];
        for (decimal value = from; value <= to; value += step)
        {
            decimal distance = (value - mid) / scale;
            decimal root = 1m / (1m + (distance * distance));
            cells.Add((value, root * root));
        }

        return Of(cells);
    }

    /// <summary>A belief from weights of any scale.</summary>
    public static Belief Of(IReadOnlyList<(decimal Value, decimal Weight)> cells)
    {
        decimal total = cells.Sum(cell => cell.Weight);
        return new Belief([.. cells.Select(cell => (cell.Value, cell.Weight / total))]);
    }

    public decimal Above(decimal strike) => Sum(value => value > strike);

    public decimal AtLeast(decimal strike) => Sum(value => value >= strike);

    public decimal Below(decimal strike) => Sum(value => value < strike);

    /// <summary>Both ends included.</summary>
    public decimal Between(decimal floor, decimal cap) => Sum(value => value >= floor && value <= cap);

    private decimal Sum(Func<decimal, bool> chosen) =>
        _cells.Where(cell => chosen(cell.Value)).Sum(cell => cell.Weight);
}
