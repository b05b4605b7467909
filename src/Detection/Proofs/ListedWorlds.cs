using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>Worlds that are listed row by row.</summary>
internal sealed class ListedWorlds(IReadOnlyList<bool[]> rows, bool isComplete) : LegWorlds
{
    /// <summary>
    /// Up to this many claims the worlds of an exhaustive set or a conjunction are all listed, not only the worst.
    /// </summary>
    private const int ListedInFull = 6;

    public override IReadOnlyList<bool[]> Rows { get; } = rows;

    public override bool IsComplete { get; } = isComplete;

    /// <summary>The worlds of one relation that names all the legs' markets.</summary>
    public static ListedWorlds Of(Relation relation, IReadOnlyList<Market> legs)
    {
        int count = relation.Claims.Count;
        bool isOpen = relation.Type is RelationType.Exhaustive or RelationType.Conjunction;
        bool isSmall = isOpen && count <= ListedInFull;
        Dictionary<string, int> places = new(count, StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            places.TryAdd(relation.Claims[i].Market.Ticker, i);
        }

        int[] claims = [.. legs.Select(leg => places[leg.Ticker])];
        RowSet rows = new();
        foreach (bool[] world in isSmall ? RelationWorlds.All(relation) : RelationWorlds.Of(relation))
        {
            rows.Add([.. claims.Select(claim => world[claim] == (relation.Claims[claim].Side == Side.Yes))]);
        }

        return new ListedWorlds(rows.Rows, !isOpen || isSmall);
    }

    public override long? Worst(ReadOnlySpan<LegPayoff> payoffs)
    {
        long? least = null;
        foreach (bool[] row in Rows)
        {
            long pays = Pays(row, payoffs);
            least = pays < (least ?? long.MaxValue) ? pays : least;
        }

        return least;
    }
}

/// <summary>Rows without repetition, in the order in which they came.</summary>
internal sealed class RowSet
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<bool[]> _rows = [];

    public IReadOnlyList<bool[]> Rows => _rows;

    public bool Add(bool[] row)
    {
        bool isNew = _seen.Add(string.Create(row.Length, row, static (text, bits) =>
        {
            for (int i = 0; i < bits.Length; i++)
            {
                text[i] = bits[i] ? '1' : '0';
            }
        }));
        if (isNew)
        {
            _rows.Add(row);
        }

        return isNew;
    }
}
