using CsCheck;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Xunit;
using static Dutchbook.Unit.Detection.World;

namespace Dutchbook.Unit.Detection;

public sealed class OddsTests
{
    // 0.97 for 1: 0.97. 9.0439 for 10: 0.90439. A third is rounded up, against us.
    [Theory]
    [InlineData("0.97", "1", "0.97")]
    [InlineData("9.0439", "10", "0.90439")]
    [InlineData("1", "3", "0.333334")]
    [InlineData("0", "1", "0")]
    public void The_break_even_is_the_outlay_over_the_payoff(string outlay, string payoff, string confidence) =>
        Assert.Equal(R(confidence), Odds.BreakEven(M(outlay), M(payoff)));

    // c = 0.98, K = 0.95: f = (0.98 - 0.95) / 0.05 = 0.6, a quarter of it 0.15. At c = K/V nothing is expected; one part
    // in a million above it, (0.950001 - 0.95) / 0.05 / 4 = 0.000005.
    [Theory]
    [InlineData("0.98", "0.95", "1", "0.15")]
    [InlineData("0.95", "0.95", "1", "0")]
    [InlineData("0.950001", "0.95", "1", "0.000005")]
    [InlineData("0.5", "0.95", "1", "0")]
    [InlineData("1", "0.95", "1", "0.25")]
    [InlineData("0.98", "9.5", "10", "0.15")]
    public void A_quarter_of_the_growth_optimal_share_is_staked(
        string confidence, string outlay, string payoff, string share) =>
        Assert.Equal(R(share), Odds.QuarterKelly(R(confidence), M(outlay), M(payoff)));

    [Fact]
    public void The_share_grows_the_bankroll_more_than_its_neighbours() => Gen.Select(Gen.Int[1, 999], Gen.Int[1, 999]).Sample(
        (spent, sure) =>
        {
            double price = spent / 1000.0;
            double confidence = sure / 1000.0;
            Ratio quarter = Odds.QuarterKelly(
                Ratio.FromPartsPerMillion(sure * 1000L), Money.FromMicros(spent * 1000L), Money.FromDollars(1));
            double whole = quarter.PartsPerMillion * 4 / 1_000_000.0;

            // Expected logarithm of the bankroll when a share f of it buys f / price of the payoff.
            double Growth(double share) => (confidence * Math.Log(1 - share + (share / price)))
                + ((1 - confidence) * Math.Log(1 - share));

            Assert.True(whole == 0 || Growth(whole) >= Growth(whole - 0.001) - 1e-9, $"{whole} is too much");
            Assert.True(whole > 0.998 || Growth(whole) >= Growth(whole + 0.001) - 1e-9, $"{whole} is too little");
        },
        iter: 500);

    // 1 - 0.005 - 0.02 = 0.975, whether the two doubts exclude each other or not.
    [Theory]
    [InlineData("0.995", new[] { "0.995" })]
    [InlineData("0.975", new[] { "0.995", "0.98" })]
    [InlineData("0", new[] { "0.4", "0.5" })]
    [InlineData("1", new string[0])]
    public void The_confidence_in_all_is_one_less_every_doubt(string all, string[] each) =>
        Assert.Equal(R(all), Odds.AllHold(each.Select(R)));

    /// <summary>For any joint belief over three relations the chance that all hold is never below the bound.</summary>
    [Fact]
    public void No_dependence_between_relations_beats_the_bound() => Gen.Int[0, 1000].Array[8].Sample(
        weights =>
        {
            long total = weights.Sum() + 1;
            weights[7]++;
            Ratio Confidence(int relation) => Ratio.FromPartsPerMillion(
                Enumerable.Range(0, 8).Where(world => (world >> relation & 1) == 1).Sum(world => (long)weights[world])
                * Ratio.Whole / total);
            Ratio truth = Ratio.FromPartsPerMillion(weights[7] * Ratio.Whole / total);

            Assert.True(Odds.AllHold([Confidence(0), Confidence(1), Confidence(2)]) <= truth);
        });
}
