using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>What a basket is paid in the worlds of the relations it rests on. Markets are numbered: legs first.</summary>
internal sealed class BasketWorlds
{
    private readonly Dictionary<Market, int> _places = [];
    private readonly Opportunity _opportunity;
    private readonly (Money Yes, Money No)[] _payoffs;

    public BasketWorlds(Opportunity opportunity)
    {
        _opportunity = opportunity;
        foreach (Market market in opportunity.Legs.Select(static leg => leg.Claim.Market)
            .Concat(opportunity.Relations.SelectMany(static use => use.Relation.Claims).Select(static claim => claim.Market)))
        {
            if (_places.TryAdd(market, _places.Count))
            {
                Markets.Add(market);
            }
        }

        _payoffs = new (Money, Money)[Markets.Count];
        foreach (BasketLeg leg in opportunity.Legs)
        {
            Money pays = Money.FromMicros(leg.Quantity.Hundredths * (Money.MicrosPerDollar / 100));
            _payoffs[PlaceOf(leg.Claim.Market)] = leg.Claim.Side == Side.Yes ? (pays, Money.Zero) : (Money.Zero, pays);
        }
    }

    public List<Market> Markets { get; } = [];

    public int PlaceOf(Market market) => _places[market];

    /// <summary>The least the basket is paid if only this relation holds.</summary>
    public Money Worst(Relation relation) => Worst(relation, _payoffs);

    /// <summary>The worst result when the market of one leg is void and gives its cost back, the first relation holding.</summary>
    public Money WorstOneLegVoid()
    {
        Money worst = Money.Zero;
        for (int i = 0; i < _opportunity.Legs.Count; i++)
        {
            BasketLeg leg = _opportunity.Legs[i];
            (Money Yes, Money No)[] payoffs = [.. _payoffs];
            payoffs[PlaceOf(leg.Claim.Market)] = (leg.Cost, leg.Cost);
            Money result = Worst(_opportunity.Relations[0].Relation, payoffs) - _opportunity.Cost - _opportunity.Fees;
            worst = i == 0 || result < worst ? result : worst;
        }

        return worst;
    }

    /// <summary>The worlds of the first relation that differ in what the legs do: the markets that resolve YES, and the payment.</summary>
    public List<(int[] Yes, Money Pays)> Table()
    {
        Relation relation = _opportunity.Relations[0].Relation;
        HashSet<string> seen = new(StringComparer.Ordinal);
        List<(int[] Yes, Money Pays)> rows = [];
        foreach (bool[] world in RelationWorlds.Of(relation))
        {
            int[] yes = [.. Enumerable.Range(0, world.Length)
                .Where(i => world[i] == (relation.Claims[i].Side == Side.Yes))
                .Select(i => PlaceOf(relation.Claims[i].Market))];
            if (seen.Add(string.Join(',', yes.Where(place => place < _opportunity.Legs.Count).Order())))
            {
                Money pays = Enumerable.Range(0, _payoffs.Length)
                    .Aggregate(Money.Zero, (sum, i) => sum + (yes.Contains(i) ? _payoffs[i].Yes : _payoffs[i].No));
                rows.Add((yes, pays));
            }
        }

        rows.Sort(static (left, right) => left.Pays.CompareTo(right.Pays));
        return rows;
    }

    private Money Worst(Relation relation, (Money Yes, Money No)[] payoffs)
    {
        Money worst = Money.Zero;
        bool isFirst = true;
        foreach (bool[] world in RelationWorlds.Of(relation))
        {
            Money pays = Money.Zero;
            for (int i = 0; i < world.Length; i++)
            {
                (Money yes, Money no) = payoffs[PlaceOf(relation.Claims[i].Market)];
                pays += world[i] == (relation.Claims[i].Side == Side.Yes) ? yes : no;
            }

            worst = isFirst || pays < worst ? pays : worst;
            isFirst = false;
        }

        return worst;
    }
}
