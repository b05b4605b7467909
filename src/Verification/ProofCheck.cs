using System.Numerics;

namespace Dutchbook.Verification;

/// <summary>The calculations of one proof, in the order in which a reader would follow them.</summary>
internal sealed class ProofCheck(Node root, List<Fault> faults)
{
    private const int DaysPerYear = 365;
    private const int HundredthsPerContract = 100;

    private readonly List<string> _checked = [];
    private Payoff[] _payoffs = [];

    /// <summary>What was found true, in words.</summary>
    public IReadOnlyList<string> Checked => _checked;

    public void Run()
    {
        BigInteger units = Units.Quantity(root["units"]);
        if (units.Sign <= 0)
        {
            throw new ProofException(root["units"], "a basket has a quantity");
        }

        LegTotals legs = Legs(units);
        Tell(legs.Count, "legs: every level, cost and fee follows from its price, quantity and fee terms");
        Compare(root["cost"], legs.Cost, "the sum of the legs' costs");
        Compare(root["fees"], legs.Fees, "the sum of the legs' fees");
        Compare(root["feeBound"], legs.FeeBound, "the sum of the legs' fee bounds");
        BigInteger worst = Relations(legs);
        Compare(root["minPayout"], worst, "the worst payoff that a relation admits");
        BigInteger edge = worst - legs.Cost - legs.Fees;
        Compare(root["edge"], edge, "the payoff less cost and fees");
        Compare(root["edgeAtFeeBound"], worst - legs.Cost - legs.FeeBound, "the payoff less cost and the most the fees can be");
        Compare(root["magnitude"], edge * HundredthsPerContract / units / 100 * 100, "the edge of one basket, cut to $0.0001");
        if (edge.Sign <= 0)
        {
            faults.Add(new Fault(root["edge"].Line, "edge", "the basket gains nothing"));
        }

        Worlds();
        Abnormal(legs);
        Return(edge, legs);
    }

    private LegTotals Legs(BigInteger units)
    {
        List<Node> markets = root["markets"].Items;
        _payoffs = new Payoff[markets.Count];
        Node account = root["account"];
        int unit = FeeCheck.BalanceUnit(account["member"]);
        Compare(account["balanceUnit"], unit, "the unit of this kind of member");
        LegTotals totals = new();
        HashSet<int> seen = [];
        foreach (Node leg in root["legs"].Items)
        {
            int market = Units.Index(leg["market"], markets.Count);
            if (!seen.Add(market))
            {
                throw new ProofException(leg["market"], "the market has a leg already, and its depth would count twice");
            }

            totals.Add(LegCheck.Run(leg, units, unit, Compare));
            BigInteger pays = Units.Quantity(leg["quantity"]) * (Units.MicrosPerDollar / HundredthsPerContract);
            _payoffs[market] = leg["side"].Text switch
            {
                "yes" => new Payoff(pays, 0),
                "no" => new Payoff(0, pays),
                _ => throw new ProofException(leg["side"], "a side is yes or no"),
            };
        }

        return totals.Count > 0 ? totals : throw new ProofException(root["legs"], "a basket has legs");
    }

    /// <summary>Each relation proves the payoff by itself; the least of their worst payoffs is what is sure.</summary>
    private BigInteger Relations(LegTotals legs)
    {
        List<Node> relations = root["relations"].Items;
        if (relations.Count == 0)
        {
            throw new ProofException(root["relations"], "nothing proves the payoff");
        }

        BigInteger[] worst = [.. relations.Select(relation => World(relation, _payoffs).Worst())];
        BigInteger unbound = _payoffs.Aggregate(BigInteger.Zero, static (sum, payoff) => sum + BigInteger.Min(payoff.Yes, payoff.No));
        for (int i = 0; i < relations.Count; i++)
        {
            Compare(relations[i]["worstPayoff"], worst[i], "the worst payoff in the worlds of this relation");
            BigInteger left = relations.Count == 1 ? unbound : worst.Where((_, other) => other != i).Max();
            Compare(relations[i]["payoffIfItFails"], left, "the worst payoff when this relation alone fails");
            Compare(relations[i]["resultIfItFails"], left - legs.Cost - legs.Fees, "that payoff less cost and fees");
        }

        Tell(relations.Count, "relations: each by itself guarantees the payoff in every world it admits");
        return worst.Min();
    }

    private WorldCheck World(Node relation, IReadOnlyList<Payoff> payoffs)
    {
        string type = relation["type"].Text;
        if (!WorldCheck.IsKnown(type))
        {
            throw new ProofException(relation["type"], $"\"{type}\" guarantees nothing");
        }

        int markets = root["markets"].Items.Count;
        ClaimAt[] claims = [.. relation["claims"].Items.Select(claim => new ClaimAt(Units.Index(claim["market"], markets), IsYes(claim["side"])))];
        return claims.Length >= 2 && claims.DistinctBy(static claim => claim.Market).Count() == claims.Length
            && (type != "Complement" || claims.Length == 2)
            ? new WorldCheck(type, claims, payoffs)
            : throw new ProofException(relation["claims"], "a relation is between different markets");
    }

    private static bool IsYes(Node side) => side.Text switch
    {
        "yes" => true,
        "no" => false,
        _ => throw new ProofException(side, "a side is yes or no"),
    };

    /// <summary>The table of worlds is for people: what it says must be so, and its last row is the worst.</summary>
    private void Worlds()
    {
        Node relation = root["relations"].Items[0];
        WorldCheck world = World(relation, _payoffs);
        List<Node> claims = relation["claims"].Items;
        BigInteger? least = null;
        foreach (Node row in root["worlds"].Items)
        {
            HashSet<int> yes = [.. row["yes"].Items.Select(market => Units.Index(market, _payoffs.Length))];
            bool[] truth = [.. claims.Select(claim => yes.Contains(Units.Index(claim["market"], _payoffs.Length)) == IsYes(claim["side"]))];
            if (!world.Admits(truth))
            {
                faults.Add(new Fault(row.Line, row.Path, "the first relation does not admit this world"));
            }

            BigInteger pays = 0;
            for (int market = 0; market < _payoffs.Length; market++)
            {
                pays += yes.Contains(market) ? _payoffs[market].Yes : _payoffs[market].No;
            }

            Compare(row["pays"], pays, "what the legs pay in this world");
            least = least is { } known ? BigInteger.Min(known, pays) : pays;
        }

        if (least is null || least != world.Worst())
        {
            faults.Add(new Fault(root["worlds"].Line, "worlds", "the worst world is not among them"));
        }
    }

    private void Abnormal(LegTotals legs)
    {
        Compare(root["worstAbnormal"], -(legs.Cost + legs.Fees), "all that was spent");
        Node relation = root["relations"].Items[0];
        BigInteger? worst = null;
        for (int i = 0; i < legs.Count; i++)
        {
            // The void market's leg gets its cost back whatever the others do.
            Payoff[] payoffs = [.. _payoffs];
            payoffs[Units.Index(root["legs"].Items[i]["market"], payoffs.Length)] = new Payoff(legs.Costs[i], legs.Costs[i]);
            BigInteger result = World(relation, payoffs).Worst() - legs.Cost - legs.Fees;
            worst = worst is { } known ? BigInteger.Min(known, result) : result;
        }

        Compare(root["worstOneLegVoid"], worst!.Value, "the worst result when one leg is void and returns its cost");
        _checked.Add("losses: what is lost when a relation fails, a leg is void, or everything is");
    }

    private void Return(BigInteger edge, LegTotals legs)
    {
        Compare(root["capital"]["gross"], legs.Cost + legs.Fees, "cost and fees");
        Node rate = root["annualReturn"];
        if (root["paysAt"].IsNull != rate.IsNull)
        {
            throw new ProofException(rate, "an annual return needs a date, and a date gives one");
        }

        if (!rate.IsNull)
        {
            BigInteger ticks = (Units.Time(root["paysAt"]) - Units.Time(root["at"])).Ticks;
            BigInteger year = TimeSpan.TicksPerDay * DaysPerYear;
            if (ticks.Sign <= 0 || edge * year * Units.MicrosPerDollar / ((legs.Cost + legs.Fees) * ticks) != Units.Ratio(rate))
            {
                faults.Add(new Fault(rate.Line, rate.Path, "it is not the edge on the cash spent, scaled to a year of 365 days"));
            }
        }

        _checked.Add("totals: cost, fees, payoff, edge, capital and annual return");
    }

    private void Compare(Node node, BigInteger expected, string what)
    {
        if (Units.Money(node) != expected)
        {
            faults.Add(new Fault(node.Line, node.Path, $"says {node.Text}, but {what} is {Units.Dollars(expected)}"));
        }
    }

    private void Tell(int count, string what) => _checked.Add($"{count} {what}");
}
