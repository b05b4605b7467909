using System.Numerics;

namespace Dutchbook.Verification;

/// <summary>
/// One leg: its levels make its quantity and its cost, its fee terms make its fee, and what is taken was on offer, the
/// cheapest first.
/// </summary>
internal static class LegCheck
{
    private const int TicksPerDollar = 10_000;

    public static Leg Run(Node leg, int market, BigInteger units, int balanceUnit, Comparison compare)
    {
        List<Level> levels = Levels(leg["levels"]);
        BigInteger quantity = levels.Aggregate(BigInteger.Zero, static (sum, level) => sum + level.Quantity);
        BigInteger weight = Units.Quantity(leg["weight"]) / 100;
        Same(leg["quantity"], Units.Quantity(leg["quantity"]) == quantity, "it is not the sum of the levels");
        Same(leg["weight"], weight.Sign > 0 && quantity == units * weight, "weight times baskets is not the quantity");
        Offered(leg, levels);
        BigInteger cost = levels.Aggregate(BigInteger.Zero, static (sum, level) => sum + level.Cost);
        compare.Money(leg["cost"], cost, "price times quantity over the levels");
        if (!leg["bookSequence"].IsNull)
        {
            Units.Quantity(leg["bookSequence"]);
        }

        Units.Time(leg["bookAt"]);
        Node fee = leg["fee"];
        BigInteger multiplier = Multiplier(fee);
        BigInteger net = FeeCheck.Net(levels, multiplier, balanceUnit);
        BigInteger bound = FeeCheck.Bound(levels, multiplier, balanceUnit);
        compare.Money(fee["net"], net, "the fee of one order that takes each level in one fill");
        compare.Money(fee["bound"], bound, "the most the fee can be");
        return new Leg(leg, market, Units.IsYes(leg["side"]), quantity, cost, net, bound);
    }

    public static BigInteger Multiplier(Node fee)
    {
        if (!FeeCheck.IsKnown(fee["type"].Text))
        {
            throw new ProofException(fee["type"], $"\"{fee["type"].Text}\" has no published formula");
        }

        if (!fee["inForceSince"].IsNull)
        {
            Units.Time(fee["inForceSince"]);
        }

        BigInteger multiplier = Units.Ratio(fee["multiplier"]);
        return multiplier.Sign >= 0 && multiplier <= 10 * Units.MicrosPerDollar
            ? multiplier
            : throw new ProofException(fee["multiplier"], "a fee multiplier lies between 0 and 10");
    }

    /// <summary>Levels from the cheapest on, each once.</summary>
    public static List<Level> Levels(Node list)
    {
        List<Level> levels = [];
        foreach (Node node in list.Items)
        {
            Level level = new(Units.Price(node["price"]), Units.Quantity(node["quantity"]));
            Same(node["price"], level.Price.Sign > 0 && level.Price < TicksPerDollar, "a price lies between 0 and 1");
            Same(node["quantity"], level.Quantity.Sign > 0, "a level has a quantity");
            bool isDearer = levels.Count == 0 || level.Price > levels[^1].Price;
            Same(node["price"], isDearer, "levels go from the cheapest on, each once");
            levels.Add(level);
        }

        return levels;
    }

    /// <summary>Every level but the last one taken is taken whole, and none before it is left out.</summary>
    private static void Offered(Node leg, List<Level> taken)
    {
        List<Level> offered = Levels(leg["offered"]);
        Same(leg["offered"], offered.Count >= taken.Count, "more levels are taken than were on offer");
        for (int i = 0; i < taken.Count; i++)
        {
            Node price = leg["levels"].Items[i]["price"];
            Node quantity = leg["levels"].Items[i]["quantity"];
            Same(price, taken[i].Price == offered[i].Price,
                "the level was not on offer, or a cheaper one was left out");
            Same(quantity, taken[i].Quantity <= offered[i].Quantity, "more is taken than was on offer");
            Same(quantity, i == taken.Count - 1 || taken[i].Quantity == offered[i].Quantity,
                "a dearer level is taken before this one is used up");
        }
    }

    private static void Same(Node node, bool isSame, string message)
    {
        if (!isSame)
        {
            throw new ProofException(node, message);
        }
    }
}
