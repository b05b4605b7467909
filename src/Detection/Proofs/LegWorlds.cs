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
internal abstract class LegWorlds
{
    /// <summary>The worlds listed; the worst for a basket that buys each claim once is among them.</summary>
    public abstract IReadOnlyList<bool[]> Rows { get; }

    /// <summary>Every admissible world is listed.</summary>
    public abstract bool IsComplete { get; }

    /// <summary>The least these payoffs come to in any world; null when that was not decided.</summary>
    public abstract long? Worst(ReadOnlySpan<LegPayoff> payoffs);

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
