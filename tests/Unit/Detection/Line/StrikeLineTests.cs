using Dutchbook.Detection;
using Xunit;

namespace Dutchbook.Unit.Detection.Line;

/// <summary>
/// Named lines, the arithmetic of their baskets written out, and the edges of what a line can be given.
/// </summary>
public sealed class StrikeLineTests
{
    [Fact]
    public void Two_thresholds_and_the_ranges_between_them_lock_five_cents_that_no_pair_or_triple_shows()
    {
        // Cells: below 3, [3, 4), [4, 5), from 5.
        // NO >=3 at 0.38, YES >=5 at 0.30, YES [3, 4) at 0.15 and YES [4, 5) at 0.12: 0.95.
        Quoted line = new(4, new(1, 4), new(3, 4), new(1, 2), new(2, 3));
        line.Quote((62, 64), (28, 30), (13, 15), (10, 12));
        line.AssertBasket(profit: 50_000, payout: 1, "NO 0", "YES 1", "YES 2", "YES 3");
        for (int left = 0; left < 4; left++)
        {
            line.AssertCoherentWithout(left);
        }
    }

    [Fact]
    public void Of_those_five_cents_fees_leave_a_quarter()
    {
        // 0.07 p (1 - p): 0.016492 at 0.62, 0.0147 at 0.30, 0.008925 at 0.15, 0.007392 at 0.12, together 0.047509.
        Quoted line = new(4, new(1, 4), new(3, 4), new(1, 2), new(2, 3)) { Fee = 70_000 };
        line.Quote((62, 64), (28, 30), (13, 15), (10, 12));
        line.AssertBasket(profit: 2_491, payout: 1, "NO 0", "YES 1", "YES 2", "YES 3");
    }

    [Fact]
    public void A_deadline_and_the_months_it_consists_of_lock_four_cents()
    {
        // By March, in April, in May or June, later.
        // YES by June at 0.45 and NO of its parts at 0.82, 0.85 and 0.84: 2.96 for 3.
        Quoted line = new(4, new(0, 1), new(0, 3), new(1, 2), new(2, 3));
        line.Quote((18, 20), (42, 45), (15, 17), (16, 18));
        line.AssertBasket(profit: 40_000, payout: 3, "NO 0", "YES 1", "NO 2", "NO 3");
        for (int left = 0; left < 4; left++)
        {
            line.AssertCoherentWithout(left);
        }
    }

    [Fact]
    public void Their_fees_are_more_than_those_four_cents()
    {
        // 0.017325 at 0.45, 0.010332 at 0.18, 0.008925 at 0.15, 0.009408 at 0.16: 0.04599.
        Quoted line = new(4, new(0, 1), new(0, 3), new(1, 2), new(2, 3)) { Fee = 70_000 };
        line.Quote((18, 20), (42, 45), (15, 17), (16, 18));
        Assert.True(line.Line.IsCoherent);
    }

    [Fact]
    public void A_threshold_quoted_from_one_to_ninety_nine_does_not_hide_the_two_beside_it()
    {
        // A above 3 bid 0.60 implies C above 1 asked 0.50, whatever B above 2 says.
        Quoted line = new(4, new(3, 4), new(2, 4), new(1, 4));
        line.Quote((60, 62), (1, 99), (45, 50));
        line.AssertBasket(profit: 100_000, payout: 1, "NO 0", "YES 2");
    }

    [Fact]
    public void Independent_mispricings_are_listed_side_by_side_with_the_best_per_contract_first()
    {
        // Above 1 asked 0.80 under above 2 bid 0.83; above 3 asked 0.10 under above 4 bid 0.15.
        Quoted line = new(5, new(1, 5), new(2, 5), new(3, 5), new(4, 5));
        line.Quote((78, 80), (83, 85), (8, 10), (15, 17));
        Assert.Equal(2, line.Find());
        line.AssertBasket(profit: 50_000, payout: 1, "YES 2", "NO 3");
        line.AssertBasket(1, profit: 30_000, payout: 1, "YES 0", "NO 1");
    }

    [Fact]
    public void Of_baskets_that_lock_the_same_per_contract_the_shortest_comes_first()
    {
        // A range bid 0.34 against its three parts at 0.10 locks 0.04 on four legs.
        // Above 5 bid 0.22 against above 4 at 0.20 locks 0.02 on two.
        Quoted line = new(6, new(0, 3), new(0, 1), new(1, 2), new(2, 3), new(4, 6), new(5, 6));
        line.Quote((34, 40), (1, 10), (1, 10), (1, 10), (15, 20), (22, 25));
        line.AssertBasket(profit: 20_000, payout: 1, "YES 4", "NO 5");
        line.AssertBasket(1, profit: 40_000, payout: 1, "NO 0", "YES 1", "YES 2", "YES 3");
    }

    [Fact]
    public void A_crossed_market_is_a_basket_of_both_its_claims()
    {
        Quoted line = new(3, new(0, 1), new(1, 3));
        line.Quote((40, 38), (50, 61));
        line.AssertBasket(profit: 20_000, payout: 1, "YES 0", "NO 0");
        line.Quote((38, 40), (50, 61));
        Assert.True(line.Line.IsCoherent);
    }

    [Fact]
    public void A_market_that_cannot_pay_and_one_that_must_are_mispriced_alone()
    {
        Quoted line = new(2, new(1, 1), new(0, 2));
        line.Quote((-1, 3), (97, 101));
        Assert.True(line.Line.IsCoherent);
        line.Quote((2, 3), (97, 98));
        line.AssertBasket(0, profit: 20_000, payout: 1, "NO 0");
        line.AssertBasket(1, profit: 20_000, payout: 1, "YES 1");
    }

    [Fact]
    public void A_price_that_is_missing_is_neither_nothing_nor_a_dollar()
    {
        Quoted line = new(3, new(0, 1), new(1, 2), new(2, 3));
        line.Line.Update(0, LinePrice.NoBid, 200_000);
        line.Line.Update(1, LinePrice.NoBid, 200_000);
        Assert.True(line.Line.IsCoherent);
        line.Line.Update(2, LinePrice.NoBid, 500_000);
        Assert.False(line.Line.IsCoherent);
        Assert.True(line.Line.Update(1, LinePrice.NoBid, LinePrice.NoAsk));
    }

    [Fact]
    public void Figures_beyond_any_price_count_as_missing()
    {
        Quoted line = new(2, new LineInterval(0, 1));
        Assert.True(line.Line.Update(0, long.MaxValue, long.MinValue));
        Assert.True(line.Line.Update(0, 1L << 40, -(1L << 40)));
        Assert.False(line.Line.Update(0, 1_000_001, LinePrice.NoAsk));
        Assert.False(line.Line.Update(0, LinePrice.NoBid, -1));
        Assert.True(line.Line.Update(0, 1_000_000, 1_000_000));
    }

    [Fact]
    public void A_conflict_elsewhere_outlives_the_one_that_was_found_first()
    {
        Quoted line = new(5, new(1, 5), new(2, 5), new(3, 5), new(4, 5));
        line.Quote((78, 80), (83, 85), (8, 10), (15, 17));
        Assert.False(line.Line.Update(1, 780_000, 850_000));
        Assert.False(line.Line.Update(1, 830_000, 850_000));
        Assert.False(line.Line.Update(3, 90_000, 170_000));
        Assert.True(line.Line.Update(1, 800_000, 850_000));
    }

    [Fact]
    public void Nothing_is_repaired_while_boxes_hold_the_witness()
    {
        Quoted line = new(4, new(1, 4), new(3, 4), new(1, 2), new(2, 3));
        line.Quote((60, 64), (28, 32), (13, 17), (14, 18));
        long repairs = line.Line.Repairs;
        for (int market = 0; market < 4; market++)
        {
            int probability = line.Line.Probability(market);
            Assert.True(line.Line.Update(market, probability, probability));
            Assert.True(line.Line.Update(market, LinePrice.NoBid, LinePrice.NoAsk));
        }

        Assert.Equal(repairs, line.Line.Repairs);
    }

    [Fact]
    public void A_line_that_forgets_its_prices_is_as_new()
    {
        Quoted line = new(2, new(0, 1), new(1, 2));
        line.Quote((60, 62), (60, 62));
        Assert.False(line.Line.IsCoherent);
        line.Line.Reset();
        Assert.True(line.Line.IsCoherent);
        Assert.Equal(0, line.Find());
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(3, -1, 2)]
    [InlineData(3, 2, 4)]
    [InlineData(3, 2, 1)]
    [InlineData(LineShape.Most + 1, 0, 1)]
    public void A_shape_refuses_intervals_outside_its_cells(int cells, int from, int to) =>
        Assert.ThrowsAny<ArgumentException>(() => new LineShape(cells, [new LineInterval(from, to)]));

    [Fact]
    public void A_scratch_too_short_for_the_line_is_refused() =>
        Assert.Throws<ArgumentException>(() => new StrikeLine(new LineShape(3, []), new LineScratch(2)));
}
