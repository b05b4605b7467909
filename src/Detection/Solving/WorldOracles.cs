namespace Dutchbook.Detection;

/// <summary>Chooses the oracle that answers for a cluster: all worlds listed, else in bags, else searched.</summary>
internal static class WorldOracles
{
    private const int MostRows = 1 << 16;

    public static IWorldOracle For(ClusterLogic logic) => For(new CompiledLogic(logic));

    public static IWorldOracle For(CompiledLogic compiled)
    {
        WorldTable table = WorldTable.Enumerate(compiled);
        return table.State != WorldTableState.TooMany ? new TableOracle(table)
            : TreeOracle.TryBuild(compiled, MostRows) ?? (IWorldOracle)new SearchOracle(compiled);
    }
}
