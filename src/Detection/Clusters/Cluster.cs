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

    private Dictionary<string, int>? _variables;
    private Market[]? _markets;
    private CompiledLogic? _compiled;
    private WorldTable? _worlds;
    private ClusterKind? _kind;
    private LineLayout? _line;

    /// <param name="relations">Well-formed relations that bind, the most certain first.</param>
    public Cluster(IReadOnlyList<Relation> relations)
    {
        Relations = relations;
        Binding = ImpliedRelations.Without(relations);
    }

    /// <summary>By their numbers. Most clusters are one relation, and nobody asks for them.</summary>
    public IReadOnlyList<Market> Markets => _markets ??= MarketsOf(Relations);

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

    public bool Has(Market market) => Variables.ContainsKey(market.Ticker);

    public int VariableOf(Market market) => Variables[market.Ticker];

    private Dictionary<string, int> Variables => _variables ??= Markets
        .Select(static (market, i) => (market.Ticker, i))
        .ToDictionary(static one => one.Ticker, static one => one.i, StringComparer.Ordinal);

    private static Market[] MarketsOf(IReadOnlyList<Relation> relations) =>
    [
        .. relations.SelectMany(static relation => relation.Claims)
            .Select(static claim => claim.Market)
            .DistinctBy(static market => market.Ticker, StringComparer.Ordinal),
    ];

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
