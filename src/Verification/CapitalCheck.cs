using System.Numerics;

namespace Dutchbook.Verification;

/// <summary>
/// The cash tied up: all that is spent, and what is left of it if the venue returns collateral at once. Of NO positions
/// in an event of which at most one market can win it returns all but the largest; of a pair on a directional ladder,
/// its payoff.
/// </summary>
internal static class CapitalCheck
{
    public static void Run(Node root, Basket basket, BigInteger payout, Comparison compare)
    {
        Node capital = root["capital"];
        compare.Money(capital["gross"], basket.Spent, "cost and fees");
        compare.Money(capital["peak"], basket.Spent, "what is spent when all legs are bought");
        IReadOnlyList<Node> markets = root["markets"].Items;
        BigInteger returned = 0;
        foreach (IGrouping<string, Leg> own in basket.Legs.GroupBy(
            leg => markets[leg.Market]["event"].Text, StringComparer.Ordinal))
        {
            Leg[] legs = [.. own];
            string way = markets[legs[0].Market]["collateralReturn"].Text;
            BigInteger[] sold = [.. legs.Where(static leg => !leg.IsYes).Select(static leg => leg.Pays)];
            if (way == "MECNET" && sold.Length > 0)
            {
                returned += sold.Aggregate(BigInteger.Zero, BigInteger.Add) - sold.Max();
            }
            else if (way == "DIRECNET" && root["signal"].Text == "BUY_SUPERSET_SELL_SUBSET"
                && legs.Length == basket.Legs.Count)
            {
                returned += payout;
            }
        }

        compare.Money(
            capital["netted"], BigInteger.Max(0, basket.Spent - returned), "what is spent less what is returned at once");
    }
}
