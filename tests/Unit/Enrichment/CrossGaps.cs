using CsCheck;
using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Dutchbook.Unit.Domain;
using Xunit;

namespace Dutchbook.Unit.Enrichment;

public sealed class CrossGaps
{
    private static readonly Claim Here = Claim.Yes(new Market { Ticker = "KXA-B" });

    [Fact]
    public void Both_sides_for_less_than_a_dollar_after_both_fees_are_a_gap()
    {
        // 10 x (0.40 + 0.50) = 9.00; 0.07 x 10 x 0.24 = 0.168 here and 0.05 x 10 x 0.25 = 0.125 there.
        CrossGap? gap = Gap([Some.Level("0.40", "10")], [Some.Level("0.50", "10")]);
        Assert.Equal(Some.Quantity("10"), gap?.Contracts);
        Assert.Equal(Some.Money("9"), gap?.Cost);
        Assert.Equal(Some.Money("0.293"), gap?.Fees);
        Assert.Equal(Some.Money("0.707"), gap?.Edge);
    }

    [Fact]
    public void A_gap_that_the_fees_eat_is_none() => Assert.Null(Gap([Some.Level("0.48", "10")], [Some.Level("0.50", "10")]));

    [Fact]
    public void The_walk_ends_where_another_contract_costs_more_than_it_brings()
    {
        CrossGap? gap = Gap(
            [Some.Level("0.40", "10"), Some.Level("0.44", "10"), Some.Level("0.60", "100")], [Some.Level("0.50", "15"), Some.Level("0.51", "100")]);
        Assert.Equal(Some.Quantity("20"), gap?.Contracts);
    }

    [Fact]
    public void An_empty_side_is_no_gap()
    {
        Assert.Null(Gap([], [Some.Level("0.50", "10")]));
        Assert.Null(Gap([Some.Level("0.40", "10")], []));
        Assert.Null(Gap([Some.Level("0.40", "0")], [Some.Level("0.50", "10")]));
    }

    [Fact]
    public void No_gap_takes_more_than_either_book_offers_and_every_gap_earns()
    {
        Gen<BookLevel[]> ladder = Gen.Select(Gen.Int[1, 9_000], Gen.Int[1, 50_00], static (ticks, hundredths) =>
            new BookLevel(Price.FromTicks(ticks), Quantity.FromHundredths(hundredths))).Array[0, 6]
            .Select(static levels => levels.OrderBy(static level => level.Price).ToArray());
        Gen.Select(ladder, ladder).Sample(static (here, there) =>
        {
            CrossGap? gap = Gap(here, there);
            long most = Math.Min(here.Sum(static level => level.Quantity.Hundredths), there.Sum(static level => level.Quantity.Hundredths));
            Assert.True(gap is null || (gap.Edge.IsPositive && gap.Contracts.Hundredths <= most));

            // The first contracts alone, by arithmetic of its own: where they earn more than all rounding can take, there is a gap.
            if (here.Length > 0 && there.Length > 0)
            {
                decimal p = here[0].Price.Ticks / 10_000m;
                decimal q = there[0].Price.Ticks / 10_000m;
                decimal each = 1 - p - q - (0.07m * p * (1 - p)) - (0.05m * q * (1 - q));
                decimal contracts = Math.Min(here[0].Quantity.Hundredths, there[0].Quantity.Hundredths) / 100m;
                Assert.True((each * contracts) - 0.02m <= 0 || gap is not null);
                Assert.True(each > 0 || gap is null);
            }
        });
    }

    private static CrossGap? Gap(IReadOnlyList<BookLevel> here, IReadOnlyList<BookLevel> there) => CrossGap.Of(
        Here, Some.Terms(), MemberKind.Direct, here, "1", MatchGrade.Equivalent, new PolymarketFee(Some.Ratio("0.05"), 1), there);
}
