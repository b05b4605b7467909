using Dutchbook.Detection;
using Xunit;

namespace Dutchbook.Unit.Detection.Line;

/// <summary>Positions whose arithmetic is written out, and what a sizer refuses.</summary>
public sealed class LineSizerTests
{
    private readonly LineSizer _sizer = new(new LineShape(3, [new(1, 3), new(2, 3)]), new LineScratch(3));

    [Fact]
    public void Levels_are_taken_while_each_still_pays()
    {
        // Above 1 asked 0.50 for 2 and 0.53 for 9 contracts; NO of above 2 costs 0.45 for 5 and 0.48 for 9.
        // 2 at 0.50 + 0.45 earn 0.05 each, 3 at 0.53 + 0.45 earn 0.02, more at 0.53 + 0.48 would lose 0.01.
        _sizer.Offer(0, isYes: true, [new(500_000, 200), new(530_000, 900)]);
        _sizer.Offer(1, isYes: false, [new(450_000, 500), new(480_000, 900)]);
        LineSizing sizing = _sizer.Solve([], long.MaxValue);
        Assert.Equal((500, 500), (_sizer.Hundredths(0, isYes: true), _sizer.Hundredths(1, isYes: false)));
        Assert.Equal((200 * 50_000) + (300 * 20_000), sizing.Profit);
        Assert.Equal((200 * 500_000) + (300 * 530_000) + (500 * 450_000), sizing.Cost);
        Assert.True(sizing.IsOptimal);
    }

    [Fact]
    public void A_level_that_pays_nothing_more_is_left_alone()
    {
        _sizer.Offer(0, isYes: true, [new(500_000, 200), new(550_000, 900)]);
        _sizer.Offer(1, isYes: false, [new(450_000, 500)]);
        Assert.Equal(200 * 50_000, _sizer.Solve([], long.MaxValue).Profit);
        Assert.Equal(200, _sizer.Hundredths(0, isYes: true));
    }

    [Fact]
    public void Two_baskets_that_share_a_claim_share_its_depth()
    {
        // YES of the lower threshold serves two higher ones, both bid above it: two contracts for the better.
        LineSizer sizer = new(new LineShape(4, [new(1, 4), new(2, 4), new(3, 4)]), new LineScratch(4));
        sizer.Offer(0, isYes: true, [new(500_000, 300)]);
        sizer.Offer(1, isYes: false, [new(400_000, 200)]);
        sizer.Offer(2, isYes: false, [new(450_000, 500)]);
        Assert.Equal((200 * 100_000) + (100 * 50_000), sizer.Solve([], long.MaxValue).Profit);
        Assert.Equal(
            (300, 200, 100),
            (sizer.Hundredths(0, isYes: true), sizer.Hundredths(1, isYes: false), sizer.Hundredths(2, isYes: false)));
    }

    [Fact]
    public void Without_any_work_nothing_is_taken_and_the_bound_says_what_that_may_have_cost()
    {
        _sizer.Offer(0, isYes: true, [new(500_000, 200)]);
        _sizer.Offer(1, isYes: false, [new(450_000, 500)]);
        LineSizing sizing = _sizer.Solve([0, 400_000, 800_000, 1_000_000], most: 0);
        Assert.Equal(0, sizing.Profit);
        Assert.True(sizing.Bound >= 200 * 50_000);
        Assert.False(sizing.IsOptimal);
    }

    [Fact]
    public void Nothing_on_offer_earns_nothing()
    {
        LineSizing sizing = _sizer.Solve([], long.MaxValue);
        Assert.Equal((0, 0, 0), (sizing.Profit, sizing.Bound, sizing.Cost));
    }

    [Fact]
    public void Another_line_begins_empty()
    {
        _sizer.Offer(0, isYes: true, [new(500_000, 200)]);
        _sizer.Offer(1, isYes: false, [new(450_000, 500)]);
        _sizer.Begin(new LineShape(2, [new(0, 1), new(1, 2), new(0, 2)]));
        Assert.Equal(0, _sizer.Solve([], long.MaxValue).Bound);
    }

    [Fact]
    public void What_is_no_ladder_is_refused()
    {
        Assert.Throws<ArgumentException>(() => _sizer.Offer(0, isYes: true, [new(500_000, 1), new(499_999, 1)]));
        Assert.Throws<ArgumentException>(() => _sizer.Offer(0, isYes: true, [new(500_000, 0)]));
        Assert.Throws<ArgumentException>(
            () => _sizer.Offer(0, isYes: true, [new(500_000, LineLadders.MostHundredths + 1)]));
        Assert.Throws<ArgumentException>(() => _sizer.Offer(0, isYes: true, [new(LinePrice.Beyond, 1)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => _sizer.Offer(2, isYes: true, []));
    }

    [Fact]
    public void What_is_no_distribution_is_refused()
    {
        Assert.Throws<ArgumentException>(() => _sizer.Solve([0, 1_000_000], 1));
        Assert.Throws<ArgumentException>(() => _sizer.Solve([0, 500_000, 400_000, 1_000_000], 1));
        Assert.Throws<ArgumentException>(() => _sizer.Solve([0, 0, 0, 999_999], 1));
        Assert.Throws<ArgumentException>(() => _sizer.Solve([1, 1, 1, 1_000_000], 1));
    }
}
