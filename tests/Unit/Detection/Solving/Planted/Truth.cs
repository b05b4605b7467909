using System.Numerics;

namespace Dutchbook.Unit.Detection.Solving.Planted;

/// <summary>What is true of a planted cluster, by enumeration and exact arithmetic.</summary>
internal static class Truth
{
    private const long Dollar = 1_000_000;

    public static int[] Worlds(int markets, IReadOnlyCollection<Fact> facts) =>
        [.. Enumerable.Range(0, 1 << markets).Where(world => facts.All(fact => fact.Admits(world)))];

    /// <summary>The most that a basket of one contract in all locks in, in micro-dollars: positive for a Dutch book.</summary>
    public static (BigInteger Value, BigInteger Denominator) BestPerContract(
        int[] worlds, IReadOnlyList<(long? Bid, long? Ask)> quotes)
    {
        List<(int Market, bool Yes, long Cost)> claims = [];
        for (int market = 0; market < quotes.Count; market++)
        {
            if (quotes[market].Ask is long ask)
            {
                claims.Add((market, true, ask));
            }

            if (quotes[market].Bid is long bid)
            {
                claims.Add((market, false, Dollar - bid));
            }
        }

        // Variables: contracts of each claim, then what is paid at least. A cost below zero would be a gift: allowed.
        BigInteger[] objective = [.. claims.Select(static claim => new BigInteger(-claim.Cost)), Dollar];
        List<(BigInteger[] Row, BigInteger Bound)> rows = [];
        foreach (int world in worlds)
        {
            rows.Add(([.. claims.Select(claim =>
                new BigInteger(((world >> claim.Market & 1) == 1) == claim.Yes ? -1 : 0)), BigInteger.One], 0));
        }

        rows.Add(([.. claims.Select(static _ => BigInteger.One), BigInteger.Zero], 1));
        (BigInteger Value, BigInteger Denominator, BigInteger[] _) best = ExactSimplex.Maximise(objective, rows)
            ?? throw new InvalidOperationException("One contract cannot earn without end.");
        return (best.Value, best.Denominator);
    }
}
