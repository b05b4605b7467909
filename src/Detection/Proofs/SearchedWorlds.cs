namespace Dutchbook.Detection;

/// <summary>Worlds too many to list: the worst for any payoffs is searched, exactly or not at all.</summary>
/// <param name="variables">The variable of each leg.</param>
internal sealed class SearchedWorlds(CompiledLogic logic, int[] variables) : LegWorlds
{
    private const long MostNodes = 200_000;

    private readonly SearchOracle _oracle = new(logic);
    private readonly RowSet _rows = new();

    /// <summary>The worst worlds met so far.</summary>
    public override IReadOnlyList<bool[]> Rows => _rows.Rows;

    public override bool IsComplete => false;

    public override long? Worst(ReadOnlySpan<LegPayoff> payoffs)
    {
        // What a market pays as NO is sure; where it resolves YES, the difference is added.
        long[] weights = new long[logic.Logic.Variables];
        for (int leg = 0; leg < variables.Length; leg++)
        {
            weights[variables[leg]] += payoffs[leg].Yes - payoffs[leg].No;
        }

        ulong[] world = new ulong[logic.Logic.Words];
        if (_oracle.Minimise(weights, MostNodes, long.MinValue, world).Status != OracleStatus.Proven)
        {
            return null;
        }

        bool[] row = [.. variables.Select(variable => WorldBits.Get(world, variable))];
        _rows.Add(row);
        return Pays(row, payoffs);
    }
}
