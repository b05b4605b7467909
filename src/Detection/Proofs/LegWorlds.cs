using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>What a basket pays for one leg's market: when it resolves YES and when NO, in micro-dollars.</summary>
internal readonly record struct LegPayoff(long Yes, long No)
{
    public static LegPayoff Always(long micros) => new(micros, micros);
}

/// <summary>
/// The admissible worlds as the markets of a basket's legs see them: whether each resolves YES. Worlds that differ only
/// in other markets are one.
/// </summary>
internal sealed class LegWorlds
{
    /// <summary>
    /// Up to this many claims the worlds of an exhaustive set or a conjunction are all listed, not only the worst.
    /// </summary>
    private const int ListedInFull = 6;

    private LegWorlds(bool[][] rows, bool isComplete) => (Rows, IsComplete) = (rows, isComplete);

    public IReadOnlyList<bool[]> Rows { get; }

    /// <summary>False where only worlds are listed in which a basket that buys each claim once is paid least.</summary>
    public bool IsComplete { get; }

    /// <summary>The worlds of one relation that names all the legs' markets.</summary>
    public static LegWorlds Of(Relation relation, IReadOnlyList<Market> legs)
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
        HashSet<string> seen = new(StringComparer.Ordinal);
        List<bool[]> rows = [];
        foreach (bool[] world in isSmall ? RelationWorlds.All(relation) : RelationWorlds.Of(relation))
        {
            bool[] row = [.. claims.Select(claim => world[claim] == (relation.Claims[claim].Side == Side.Yes))];
            if (seen.Add(string.Create(row.Length, row, static (text, bits) =>
            {
                for (int i = 0; i < bits.Length; i++)
                {
                    text[i] = bits[i] ? '1' : '0';
                }
            })))
            {
                rows.Add(row);
            }
        }

        return new LegWorlds([.. rows], !isOpen || isSmall);
    }

    /// <summary>The least these payoffs come to in any world.</summary>
    public long Worst(ReadOnlySpan<LegPayoff> payoffs)
    {
        long worst = long.MaxValue;
        foreach (bool[] row in Rows)
        {
            worst = Math.Min(worst, Pays(row, payoffs));
        }

        return worst;
    }

    public static long Pays(bool[] row, ReadOnlySpan<LegPayoff> payoffs)
    {
        long pays = 0;
        for (int i = 0; i < row.Length; i++)
        {
            pays = checked(pays + (row[i] ? payoffs[i].Yes : payoffs[i].No));
        }

        return pays;
    }
}
