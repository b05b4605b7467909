using System.Numerics;

namespace Dutchbook.Verification;

/// <summary>The calculations of one proof, in the order in which a reader would follow them.</summary>
internal sealed class ProofCheck(Node root, List<Fault> faults)
{
    private const int DaysPerYear = 365;
    private const int HundredthsPerContract = 100;
    private const int GreatestSimpleWeight = 12;

    private readonly List<string> _checked = [];

    /// <summary>What was found true, in words.</summary>
    public IReadOnlyList<string> Checked => _checked;

    public void Run()
    {
        BigInteger units = Units.Quantity(root["units"]);
        if (units.Sign <= 0)
        {
            throw new ProofException(root["units"], "a basket has a quantity");
        }

        Comparison compare = new(faults);
        Basket basket = Legs(units, compare);
        Tell(basket.Legs.Count, "legs: every level, cost and fee follows from its price, quantity and fee terms");
        compare.Money(root["cost"], basket.Cost, "the sum of the legs' costs");
        compare.Money(root["fees"], basket.Fees, "the sum of the legs' fees");
        compare.Money(root["feeBound"], basket.FeeBound, "the sum of the legs' fee bounds");
        RelationCheck relations = new(root, basket, compare);
        BigInteger worst = relations.Run();
        Tell(relations.Count, relations.Together
            ? "relations: together they guarantee the payoff in every world they admit, and none of them is superfluous"
            : "relations: each by itself guarantees the payoff in every world it admits");
        compare.Money(root["minPayout"], worst, "the worst payoff that the relations admit");
        BigInteger edge = worst - basket.Spent;
        compare.Money(root["edge"], edge, "the payoff less cost and fees");
        compare.Money(root["edgeAtFeeBound"], worst - basket.Cost - basket.FeeBound,
            "the payoff less cost and the most the fees can be");
        compare.Money(root["magnitude"], edge * HundredthsPerContract / Baskets(basket, units) / 100 * 100,
            "the edge of one basket, cut to $0.0001");
        compare.Require(root["edge"], edge.Sign > 0, "the basket gains nothing");
        BigInteger[] beliefs = new WorldTable(root, basket, relations, compare).Run();
        Tell(root["worlds"].Items.Count, "worlds of the basket's own markets: each is admitted and pays what is said, "
            + "and the worst is among them");
        BoundCheck.Run(root, basket, beliefs, edge, compare);
        AbnormalCheck.Run(root, basket, relations.Sure, compare);
        _checked.Add("losses: what is lost when a relation fails, a leg is void, an event settles at its last prices, "
            + "or everything is");
        CapitalCheck.Run(root, basket, worst, compare);
        Return(edge, basket, compare);
        _checked.Add("totals: cost, fees, payoff, edge, bound, confidence, capital and annual return");
    }

    /// <summary>Quantities without a simple proportion are counted in contracts of the largest leg.</summary>
    private static BigInteger Baskets(Basket basket, BigInteger units)
    {
        BigInteger largest = basket.Legs.Max(static leg => leg.Quantity);
        return largest > units * GreatestSimpleWeight ? largest : units;
    }

    private Basket Legs(BigInteger units, Comparison compare)
    {
        IReadOnlyList<Node> markets = root["markets"].Items;
        Node account = root["account"];
        int unit = FeeCheck.BalanceUnit(account["member"]);
        compare.Money(account["balanceUnit"], unit, "the unit of this kind of member");
        Basket basket = new(markets.Count);
        foreach (Node leg in root["legs"].Items)
        {
            int market = Units.Index(leg["market"], markets.Count);
            if (basket.Has(market))
            {
                throw new ProofException(
                    leg["market"], "the market has a leg already, and its depth would count twice");
            }

            basket.Add(LegCheck.Run(leg, market, units, unit, compare));
        }

        return basket.Legs.Count > 0 ? basket : throw new ProofException(root["legs"], "a basket has legs");
    }

    private void Return(BigInteger edge, Basket basket, Comparison compare)
    {
        Node rate = root["annualReturn"];
        if (root["paysAt"].IsNull != rate.IsNull)
        {
            throw new ProofException(rate, "an annual return needs a date, and a date gives one");
        }

        if (!rate.IsNull)
        {
            BigInteger ticks = (Units.Time(root["paysAt"]) - Units.Time(root["at"])).Ticks;
            BigInteger year = TimeSpan.TicksPerDay * DaysPerYear;
            bool isSo = ticks.Sign > 0
                && edge * year * Units.MicrosPerDollar / (basket.Spent * ticks) == Units.Ratio(rate);
            compare.Require(rate, isSo, "it is not the edge on the cash spent, scaled to a year of 365 days");
        }
    }

    private void Tell(int count, string what) => _checked.Add($"{count} {what}");
}
