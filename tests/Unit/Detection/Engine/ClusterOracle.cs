using Dutchbook.Domain;
using Dutchbook.Unit.Detection.Line;

namespace Dutchbook.Unit.Detection.Engine;

/// <summary>
/// The truth about relations together: all worlds by enumeration, and the portfolio that locks most by a linear programme
/// in exact rationals. Costs are in grains of $0.00002.
/// </summary>
internal static class ClusterOracle
{
    public const long Dollar = 50_000;

    /// <summary>The worlds that every relation admits, one bit a market in the order of the tickers.</summary>
    public static int[] Worlds(IReadOnlyList<string> tickers, IReadOnlyList<Relation> relations) =>
        [.. Enumerable.Range(0, 1 << tickers.Count).Where(world => relations.All(relation => Admits(relation, tickers, world)))];

    /// <summary>Whether some portfolio earns in every world.</summary>
    /// <param name="worlds">One bit a market.</param>
    /// <param name="costs">What YES and NO of each market cost; null when not on offer.</param>
    public static bool HasBook(int[] worlds, IReadOnlyList<(long? Yes, long? No)> costs)
    {
        int markets = costs.Count;
        long[] objective = new long[(2 * markets) + 1];
        objective[^1] = 1;
        RationalProgramme programme = new(objective);
        long[] row = new long[objective.Length];
        foreach (int world in worlds)
        {
            for (int i = 0; i < markets; i++)
            {
                bool wins = (world >> i & 1) == 1;
                row[2 * i] = costs[i].Yes is long yes ? yes - (wins ? Dollar : 0) : 0;
                row[(2 * i) + 1] = costs[i].No is long no ? no - (wins ? 0 : Dollar) : 0;
            }

            row[^1] = 1;
            programme.AtMost(0, row);
        }

        for (int i = 0; i < markets; i++)
        {
            row[2 * i] = costs[i].Yes is null ? 0 : 1;
            row[(2 * i) + 1] = costs[i].No is null ? 0 : 1;
        }

        row[^1] = 0;
        programme.AtMost(1, row);
        return programme.Greatest().Numerator.Sign > 0;
    }

    /// <summary>What a basket earns in its worst world.</summary>
    public static long Worst(
        int[] worlds, IReadOnlyList<(long? Yes, long? No)> costs, IReadOnlyList<(int Market, bool Yes, long Contracts)> basket)
    {
        long cost = basket.Sum(leg => leg.Contracts * (leg.Yes ? costs[leg.Market].Yes : costs[leg.Market].No)!.Value);
        return worlds.Min(world => basket.Sum(leg =>
            (world >> leg.Market & 1) == 1 == leg.Yes ? leg.Contracts * Dollar : 0)) - cost;
    }

    private static bool Admits(Relation relation, IReadOnlyList<string> tickers, int world)
    {
        Oracle.Right[] rights = [.. relation.Claims.Select(claim => new Oracle.Right(
            tickers.Index().Single(pair => pair.Item == claim.Market.Ticker).Index, claim.Side == Side.Yes))];
        return relation.Line is not CellLine line
            ? Oracle.Admits(relation.Type.ToString(), rights, world)
            : Enumerable.Range(0, line.Cells.Count).Any(cell => rights.Index().All(pair =>
                pair.Item.Pays(world) == (line.Spans[pair.Index].From <= cell && cell < line.Spans[pair.Index].To)));
    }
}
