using System.Numerics;

namespace Dutchbook.Verification;

/// <summary>
/// Settlements that the relations do not speak of: a void leg, an event at its last prices, any value at all.
/// </summary>
internal static class AbnormalCheck
{
    public static void Run(Node root, Basket basket, WorldSearch sure, Comparison compare)
    {
        Node abnormal = root["abnormal"];
        BigInteger oneVoid = basket.Legs.Min(leg => Worst(sure, basket, [leg], static one => one.Cost)) - basket.Spent;
        compare.Money(abnormal["oneLegVoid"], oneVoid, "the worst result when one leg is void and returns its cost");
        compare.Money(abnormal["scalar"], -basket.Spent, "all that was spent");
        BigInteger worst = BigInteger.Min(oneVoid, -basket.Spent);
        IReadOnlyList<Node> markets = root["markets"].Items;
        bool isKnown = basket.Legs.All(leg => !markets[leg.Market]["lastPrice"].IsNull);
        compare.Require(abnormal["lastPrice"], isKnown != abnormal["lastPrice"].IsNull,
            "it is known exactly when every leg's market has a last price");
        if (isKnown && !abnormal["lastPrice"].IsNull)
        {
            BigInteger last = basket.Legs
                .GroupBy(leg => markets[leg.Market]["event"].Text, StringComparer.Ordinal)
                .Min(own => Worst(sure, basket, own, leg => AtLastPrice(leg, markets[leg.Market]["lastPrice"])));
            last -= basket.Spent;
            compare.Money(abnormal["lastPrice"], last, "the worst result when one event settles at its last prices");
            worst = BigInteger.Min(worst, last);
        }

        compare.Money(root["worstAbnormal"], worst, "the worst of these");
    }

    private static BigInteger AtLastPrice(Leg leg, Node price)
    {
        BigInteger ticks = Units.Price(price);
        return leg.Quantity * (leg.IsYes ? ticks : 10_000 - ticks);
    }

    /// <summary>The worst payoff when these legs pay a sum that no world changes.</summary>
    private static BigInteger Worst(WorldSearch sure, Basket basket, IEnumerable<Leg> legs, Func<Leg, BigInteger> paid)
    {
        Payoff[] payoffs = basket.Payoffs();
        foreach (Leg leg in legs)
        {
            payoffs[leg.Market] = new Payoff(paid(leg), paid(leg));
        }

        return sure.Worst(payoffs);
    }
}
