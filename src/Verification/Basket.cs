using System.Numerics;

namespace Dutchbook.Verification;

/// <summary>One leg as it was found to be, in micro-dollars.</summary>
internal sealed record Leg(
    Node Node, int Market, bool IsYes, BigInteger Quantity, BigInteger Cost, BigInteger Fee, BigInteger FeeBound)
{
    /// <summary>What it pays when its side wins.</summary>
    public BigInteger Pays => Quantity * (Units.MicrosPerDollar / 100);

    public Payoff Payoff => IsYes ? new Payoff(Pays, 0) : new Payoff(0, Pays);
}

/// <summary>The legs with their sums.</summary>
internal sealed class Basket(int markets)
{
    private readonly List<Leg> _legs = [];

    public IReadOnlyList<Leg> Legs => _legs;

    public int Markets => markets;

    public BigInteger Cost { get; private set; }

    public BigInteger Fees { get; private set; }

    public BigInteger FeeBound { get; private set; }

    public BigInteger Spent => Cost + Fees;

    public bool Has(int market) => _legs.Exists(leg => leg.Market == market);

    public void Add(Leg leg)
    {
        _legs.Add(leg);
        Cost += leg.Cost;
        Fees += leg.Fee;
        FeeBound += leg.FeeBound;
    }

    /// <summary>What the legs pay for each market.</summary>
    public Payoff[] Payoffs()
    {
        Payoff[] payoffs = new Payoff[markets];
        foreach (Leg leg in _legs)
        {
            payoffs[leg.Market] = leg.Payoff;
        }

        return payoffs;
    }
}
