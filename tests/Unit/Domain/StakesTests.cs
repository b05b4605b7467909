using CsCheck;
using Dutchbook.Domain;
using Dutchbook.Unit.Storage;
using Xunit;

namespace Dutchbook.Unit.Domain;

public sealed class StakesTests
{
    // A tenth for each rule: the first takes 0.06, the second what is left, the third nothing; another rule has its own.
    [Fact]
    public void Baskets_of_one_rule_share_its_cap_in_the_order_of_their_rank()
    {
        Assert.Equal(
            [60_000, 40_000, 0, 70_000],
            Allocate(
                Of(60_000, "ladder"),
                Of(60_000, "ladder"),
                Of(60_000, "ladder"),
                Of(70_000, "flag")));
    }

    [Fact]
    public void A_basket_of_two_rules_takes_from_both_and_no_more_than_the_scarcer_leaves() =>
        Assert.Equal(
            [80_000, 20_000, 80_000, 0],
            Allocate(
                Of(80_000, "ladder"),
                Of(50_000, "ladder", "flag"),
                Of(90_000, "flag"),
                Of(10_000, "ladder", "flag")));

    [Fact]
    public void What_is_not_executable_takes_nothing() =>
        Assert.Equal([0, 50_000], Allocate(Of(60_000, "ladder") with { Executable = false }, Of(50_000, "ladder")));

    [Fact]
    public void No_rule_ever_has_more_than_its_cap() =>
        Gen.Select(Gen.Int[0, 250_000], Gen.Int[1, 7]).Array[0, 12].Sample(drawn =>
        {
            Opportunity[] ranked = [.. drawn.Select(static one => Of(one.Item1, Rules(one.Item2)))];
            int[] stakes = Allocate(ranked);

            foreach (string rule in Rules(7))
            {
                Assert.True(ranked.Zip(stakes).Where(pair => pair.First.Uncertainty!.Rules.Contains(rule)).Sum(static pair => pair.Second) <= 100_000);
            }

            Assert.All(ranked.Zip(stakes), static pair => Assert.InRange(pair.Second, 0, pair.First.Uncertainty!.QuarterKelly.PartsPerMillion));
        });

    private static string[] Rules(int mask) =>
        [.. Enumerable.Range(0, 3).Where(i => (mask >> i & 1) == 1).Select(static i => $"rule {i}")];

    private static int[] Allocate(params Opportunity[] ranked) =>
        [.. Stakes.Allocate(ranked).Select(static one => (int)one.Uncertainty!.Stake.PartsPerMillion)];

    private static Opportunity Of(int quarterKelly, params string[] rules) => Stored.Found("o").Opportunity with
    {
        Executable = true,
        Uncertainty = new Uncertainty
        {
            BreakEven = Ratio.One,
            Size = ViolationSize.OneCent,
            Posterior = Ratio.One,
            Held = 0,
            Broken = 0,
            QuarterKelly = Ratio.FromPartsPerMillion(quarterKelly),
            Rules = rules,
            RuleCap = Ratio.FromPartsPerMillion(100_000),
        },
    };
}
