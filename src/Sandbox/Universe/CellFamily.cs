namespace Dutchbook.Sandbox;

/// <summary>
/// Markets on one observable. The observable falls into exactly one cell, and each market pays YES in a run of cells; so whatever
/// the weights are, the prices that follow from them are coherent.
/// </summary>
internal sealed record CellFamily(IReadOnlyList<long> Weights, IReadOnlyList<CellMember> Members, Width Width)
{
    /// <summary>The probability of a run of cells.</summary>
    public static decimal Fair(IReadOnlyList<long> weights, CellMember member)
    {
        decimal inside = 0m;
        decimal all = 0m;
        for (int cell = 0; cell < weights.Count; cell++)
        {
            all += weights[cell];
            inside += cell >= member.From && cell < member.To ? weights[cell] : 0L;
        }

        return inside / all;
    }
}

/// <summary>A market and the cells in which it pays YES: from <paramref name="From"/> on, before <paramref name="To"/>.</summary>
internal sealed record CellMember(string Ticker, int From, int To)
{
    public bool IsWithin(CellMember other) => From >= other.From && To <= other.To && (From, To) != (other.From, other.To);

    public bool IsApartFrom(CellMember other) => To <= other.From || other.To <= From;
}
