using System.Numerics;

namespace Dutchbook.Verification;

/// <summary>One leg: its levels make its quantity and its cost, and its fee terms make its fee.</summary>
internal static class LegCheck
{
    private const int TicksPerDollar = 10_000;

    public static LegFigures Run(Node leg, BigInteger units, int balanceUnit, Action<Node, BigInteger, string> compare)
    {
        List<Level> levels = [];
        foreach (Node node in leg["levels"].Items)
        {
            Level level = new(Units.Price(node["price"]), Units.Quantity(node["quantity"]));
            if (level.Price.Sign <= 0 || level.Price >= TicksPerDollar)
            {
                throw new ProofException(node["price"], "a price lies between 0 and 1");
            }

            if (level.Quantity.Sign <= 0)
            {
                throw new ProofException(node["quantity"], "a level has a quantity");
            }

            if (levels.Count > 0 && level.Price <= levels[^1].Price)
            {
                throw new ProofException(node["price"], "levels go from the cheapest on, each once");
            }

            levels.Add(level);
        }

        BigInteger quantity = levels.Aggregate(BigInteger.Zero, static (sum, level) => sum + level.Quantity);
        BigInteger weight = Units.Quantity(leg["weight"]) / 100;
        Same(leg["quantity"], Units.Quantity(leg["quantity"]) == quantity, "it is not the sum of the levels");
        Same(leg["weight"], weight.Sign > 0 && quantity == units * weight, "weight times baskets is not the quantity");
        BigInteger cost = levels.Aggregate(BigInteger.Zero, static (sum, level) => sum + level.Cost);
        compare(leg["cost"], cost, "price times quantity over the levels");
        Node fee = leg["fee"];
        if (!FeeCheck.IsKnown(fee["type"].Text))
        {
            throw new ProofException(fee["type"], $"\"{fee["type"].Text}\" has no published formula");
        }

        BigInteger multiplier = Units.Ratio(fee["multiplier"]);
        if (multiplier.Sign < 0 || multiplier > 10 * Units.MicrosPerDollar)
        {
            throw new ProofException(fee["multiplier"], "a fee multiplier lies between 0 and 10");
        }

        BigInteger net = FeeCheck.Net(levels, multiplier, balanceUnit);
        BigInteger bound = FeeCheck.Bound(levels, multiplier, balanceUnit);
        compare(fee["net"], net, "the fee of one order that takes each level in one fill");
        compare(fee["bound"], bound, "the most the fee can be");
        return new LegFigures(cost, net, bound);
    }

    private static void Same(Node node, bool isSame, string message)
    {
        if (!isSame)
        {
            throw new ProofException(node, message);
        }
    }
}

/// <summary>In micro-dollars.</summary>
internal readonly record struct LegFigures(BigInteger Cost, BigInteger Fee, BigInteger FeeBound);

/// <summary>The sums over the legs.</summary>
internal sealed class LegTotals
{
    public List<BigInteger> Costs { get; } = [];

    public int Count => Costs.Count;

    public BigInteger Cost { get; private set; }

    public BigInteger Fees { get; private set; }

    public BigInteger FeeBound { get; private set; }

    public void Add(LegFigures leg)
    {
        Costs.Add(leg.Cost);
        Cost += leg.Cost;
        Fees += leg.Fee;
        FeeBound += leg.FeeBound;
    }
}
