using Dutchbook.Detection;
using Xunit;

namespace Dutchbook.Unit.Detection.Line;

/// <summary>A line quoted in cents, gross unless it is given a fee.</summary>
internal sealed class Quoted
{
    private readonly BasketSearch _search;

    public Quoted(int cells, params LineInterval[] intervals)
    {
        Line = new StrikeLine(new LineShape(cells, intervals));
        _search = new BasketSearch(cells, intervals.Length);
    }

    /// <summary>Parts per million of p (1 - p).</summary>
    public int Fee { get; init; }

    public StrikeLine Line { get; }

    public void Quote(params ReadOnlySpan<(int Bid, int Ask)> cents)
    {
        for (int i = 0; i < cents.Length; i++)
        {
            (int bid, int ask) = cents[i];
            Line.Update(i, (bid * 10_000) - FeeAt(bid), (ask * 10_000) + FeeAt(ask));
        }
    }

    private int FeeAt(int cents) => Fee * cents * (100 - cents) / 10_000;

    public int Find() => _search.Find(Line.Shape, Line.Bids, Line.Asks, int.MaxValue);

    public void AssertBasket(long profit, int payout, params string[] legs) => AssertBasket(0, profit, payout, legs);

    public void AssertBasket(int index, long profit, int payout, params string[] legs)
    {
        Assert.False(Line.IsCoherent);
        Assert.True(Find() > index);
        LineBasket basket = _search.Baskets[index];
        Assert.Equal(legs, _search.Legs(basket).ToArray().Select(static leg => leg.ToString()));
        Assert.Equal((profit, payout), (basket.Profit, basket.Payout));
    }

    public void AssertCoherentWithout(int market)
    {
        (int bid, int ask) = (Line.Bids[market], Line.Asks[market]);
        Assert.True(Line.Update(market, LinePrice.NoBid, LinePrice.NoAsk));
        Assert.False(Line.Update(market, bid, ask));
    }
}
