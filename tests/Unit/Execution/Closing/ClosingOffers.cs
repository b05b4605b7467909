using Dutchbook.Domain;
using Dutchbook.Execution;
using Xunit;

namespace Dutchbook.Unit.Execution.Closing;

/// <summary>What closing held baskets brings, weighed against what they are sure to be paid.</summary>
public sealed class ClosingOffers
{
    private static readonly ClosingRules Plain = new(Money.Zero, Ratio.Zero);

    [Fact]
    public void Closing_brings_the_bids_and_gives_up_the_payment()
    {
        // 10 x (0.54 + 0.48) = 10.20 instead of 10.00.
        ClosingOffer offer = Best(new Held(), [(54, 50)], [(48, 50)], Plain)!;
        Assert.Equal(
            ("10.00", "10.2000", "10.0000", "0.2000", true),
            (offer.Units.ToString(), offer.Brings.ToString(), offer.GivesUp.ToString(), offer.Gain.ToString(), offer.IsWorth(Plain)));

        // With A sold for 5.40 and B not, 8.70 - 5.40 are at stake, a cent for each of twenty contracts, and rounding.
        Assert.InRange(offer.Bound.Micros, 3_500_000, 3_900_000);
        Assert.Equal(offer.Bound + Money.FromMicros(1_300_000), offer.AtRisk);
    }

    [Fact]
    public void Only_the_levels_that_gain_are_sold()
    {
        // The first four contracts bring 1.02 a pair, the others 0.92.
        ClosingOffer offer = Best(new Held(), [(54, 4), (44, 50)], [(48, 50)], Plain)!;
        Assert.Equal(("4.00", "0.0800"), (offer.Units.ToString(), offer.Gain.ToString()));
        Assert.All(offer.Terms.Changes, static change => Assert.Equal("6.00", change.To.ToString()));
    }

    [Fact]
    public void Fees_are_taken_off()
    {
        // 7 % of p(1-p) of each contract, 0.1739 + 0.1748, rounded up: more than the 0.20 that the bids leave.
        ClosingOffer offer = Best(new Held(Some.Fees), [(54, 50)], [(48, 50)], Plain)!;
        Assert.False(offer.IsWorth(Plain));
        Assert.True(offer.Brings < Money.FromMicros(9_860_000));
    }

    [Fact]
    public void What_waits_longer_than_it_earns_is_worth_less_than_it_pays()
    {
        // A day is left. At 365 % a year a dollar tomorrow is worth 1/1.01 = 0.990099 now: 9.95 today is more than 9.900991.
        ClosingRules impatient = new(Money.Zero, Ratio.FromPartsPerMillion(3_650_000));
        ClosingOffer offer = Best(new Held(), [(53, 50), (1, 1)], [(46, 50)], impatient)!;
        Assert.Equal("9.900991", offer.GivesUpNow.ToString());
        Assert.False(offer.IsWorth(impatient));
        ClosingOffer worth = Best(new Held(), [(54, 50)], [(46, 50)], impatient with { MinGainPerUnit = Money.FromMicros(5_000) })!;
        Assert.True(worth.IsWorth(impatient));
        Assert.Equal("10.0000", worth.Brings.ToString());
    }

    [Fact]
    public void The_least_gain_is_asked_of_every_basket()
    {
        // 0.02 a basket.
        ClosingOffer offer = Best(new Held(), [(54, 50)], [(48, 50)], Plain)!;
        Assert.True(offer.IsWorth(new ClosingRules(Money.FromMicros(20_000), Ratio.Zero)));
        Assert.False(offer.IsWorth(new ClosingRules(Money.FromMicros(20_001), Ratio.Zero)));
    }

    [Fact]
    public void What_is_not_worth_it_is_shown_whole_and_what_nobody_bids_for_is_not()
    {
        ClosingOffer offer = Best(new Held(), [(40, 50)], [(40, 50)], Plain)!;
        Assert.Equal(("10.00", "-2.0000"), (offer.Units.ToString(), offer.Gain.ToString()));
        Assert.Null(Best(new Held(), [(40, 50)], [], Plain));
    }

    [Fact]
    public void A_limit_between_two_levels_finds_the_largest_size_below_it()
    {
        Held held = new();
        ClosingOffer? offer = Closings.Best(
            held.Plan, held.Account, held.Books([(54, 50)], [(48, 50)]), Some.Now, Plain,
            static one => one.Units <= Quantity.FromContracts(6));
        Assert.Equal("5.00", offer!.Units.ToString());
    }

    [Fact]
    public void Where_a_market_does_not_say_when_it_closes_waiting_costs_nothing()
    {
        Assert.Equal(Money.FromDollars(10), Waiting.WorthNow(Money.FromDollars(10), null, Ratio.One));
        Assert.Null(Waiting.Return(Money.FromDollars(9), Money.FromDollars(10), null));

        // 1 on 10 in half a year.
        Assert.Equal("0.2", Waiting.Return(Money.FromDollars(10), Money.FromDollars(11), TimeSpan.FromDays(182.5))!.Value.ToString());
    }

    [Fact]
    public void What_is_begun_must_be_worth_its_wait()
    {
        // 8.70 for 10 tomorrow: some 14.8 % a day, 54 times itself a year.
        TradePlan plan = new Held().Plan;
        Assert.Null(Waiting.TooLong(plan, Some.Now, Ratio.FromPartsPerMillion(53_000_000)));
        Assert.NotNull(Waiting.TooLong(plan, Some.Now, Ratio.FromPartsPerMillion(55_000_000)));
    }

    private static ClosingOffer? Best(Held held, (int, int)[] bidsA, (int, int)[] bidsB, ClosingRules rules) =>
        Closings.Best(held.Plan, held.Account, held.Books(bidsA, bidsB), Some.Now, rules);
}
