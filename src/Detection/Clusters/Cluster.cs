using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// Markets that relations bind to each other, and to no others: the unit in which prices are joined. Its markets are
/// numbered as variables of its logic.
/// </summary>
internal sealed class Cluster
{
    /// <summary>The search for all worlds gives up after this many steps.</summary>
    private const long TableNodes = 1 << 16;

    private readonly Dictionary<string, int> _variables = new(StringComparer.Ordinal);
    private CompiledLogic? _compiled;
    private WorldTable? _worlds;
    private ClusterKind? _kind;
    private LineLayout? _line;

    /// <param name="relations">Well-formed relations that bind, the most certain first.</param>
    public Cluster(IReadOnlyList<Relation> relations)
    {
        Relations = relations;
        List<Market> markets = [];
        foreach (Relation relation in relations)
        {
            for (int i = 0; i < relation.Claims.Count; i++)
            {
                Market market = relation.Claims[i].Market;
                if (_variables.TryAdd(market.Ticker, markets.Count))
                {
                    markets.Add(market);
                }
            }
        }

        Markets = markets;
        Binding = ImpliedRelations.Without(relations);
    }

    public IReadOnlyList<Market> Markets { get; }

    public IReadOnlyList<Relation> Relations { get; }

    /// <summary>The relations that say all there is: those that another implies are left out.</summary>
    public IReadOnlyList<Relation> Binding { get; }

    public ClusterKind Kind => _kind ??= Classify();

    /// <summary>Where the markets lie; only a line cluster has it.</summary>
    public LineLayout Line => Kind == ClusterKind.Line
        ? _line!
        : throw new InvalidOperationException($"A cluster of kind {Kind} is no line.");

    /// <summary>All worlds; complete for an enumerated cluster.</summary>
    public WorldTable Worlds => _worlds ??= WorldTable.Enumerate(Compiled, WorldTable.DefaultCap, TableNodes);

    public CompiledLogic Compiled => _compiled ??= new CompiledLogic(new ClusterLogic(
        Markets.Count, Binding.Select(relation => RelationLogic.Of(relation, VariableOf))));

    public bool Has(Market market) => _variables.ContainsKey(market.Ticker);

    public int VariableOf(Market market) => _variables[market.Ticker];

    private ClusterKind Classify()
    {
        if (Binding.Count == 1)
        {
            if (Binding[0].Type != RelationType.Line)
            {
                return ClusterKind.Single;
            }

            _line = LineLayout.Of(Binding[0]);
            return ClusterKind.Line;
        }

        if (Worlds.State != WorldTableState.Complete)
        {
            return ClusterKind.Generated;
        }

        _line = LineLayout.Of(Worlds);
        return _line is null ? ClusterKind.Enumerated : ClusterKind.Line;
    }
}
