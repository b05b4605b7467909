namespace Dutchbook.Detection;

/// <summary>
/// The baskets of an incoherent line, from its prices alone: first the one that locks the most per contract traded,
/// then the best that uses none of its claims, and so on until what remains is coherent.
/// </summary>
/// <remarks>
/// <para>
/// "Most per contract" is what the witness programme measures, and the only one of the natural measures that never
/// glues two independent mispricings into one; the most profit per basket would, and finding it is as hard as the
/// longest path. Equal baskets are told apart exactly: fewest legs, then the lowest claim.
/// </para>
/// <para>
/// The measure is a minimum ratio cycle: with P locked on L legs found, a better basket is a negative cycle once each
/// leg is charged P / L more. Costs are multiplied by L, so everything stays an integer. The ratio grows with each
/// cycle found, and L is at most the number of claims, so the search ends; each round is a Bellman-Ford of the line.
/// </para>
/// </remarks>
internal sealed class BasketSearch
{
    private readonly LineLeg[] _legs;
    private readonly LineBasket[] _baskets;
    private readonly CycleSearch _search;
    private int _legCount;

    /// <param name="cells">The cells of the longest line it will serve.</param>
    /// <param name="markets">The markets of the largest.</param>
    public BasketSearch(int cells, int markets)
    {
        _legs = new LineLeg[2 * markets];
        _baskets = new LineBasket[2 * markets];
        _search = new CycleSearch(cells, markets);
    }

    public int Count { get; private set; }

    public ReadOnlySpan<LineBasket> Baskets => _baskets.AsSpan(0, Count);

    public ReadOnlySpan<LineLeg> Legs(LineBasket basket) => _legs.AsSpan(basket.First, basket.Count);

    /// <summary>Finds up to so many baskets that share no claim, best first.</summary>
    /// <returns>How many there are; none exactly if the line is coherent.</returns>
    public int Find(LineShape shape, ReadOnlySpan<int> bids, ReadOnlySpan<int> asks, int most)
    {
        Count = 0;
        _legCount = 0;
        _search.Load(shape, bids, asks);
        while (Count < most && _search.FindBest())
        {
            int first = _legCount;
            long cost = 0;
            foreach (LineArc arc in _search.Cycle)
            {
                if (arc.IsMarket)
                {
                    _legs[_legCount++] = new LineLeg(arc.Market, arc.IsUp);
                    cost += arc.IsUp ? asks[arc.Market] : LinePrice.Dollar - (long)bids[arc.Market];
                }
            }

            _legs.AsSpan(first, _legCount - first).Sort(static (a, b) =>
                a.Market != b.Market ? a.Market.CompareTo(b.Market) : b.IsYes.CompareTo(a.IsYes));
            int payout = (int)((_search.Profit + cost) / LinePrice.Dollar);
            _baskets[Count++] = new LineBasket(first, _legCount - first, payout, _search.Profit);
            _search.RemoveCycle();
        }

        return Count;
    }
}
