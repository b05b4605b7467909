using CsCheck;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Xunit;

namespace Dutchbook.Unit.Detection;

public sealed class BoundProperties
{
    /// <summary>
    /// Without a safety margin only rounding stands between a basket of which one claim pays at worst and its bound: each order
    /// rounds its balance up once, each of its levels to a micro-dollar, and the belief values a contract to a micro-dollar.
    /// (Of an exclusive set more of some claims than of others may earn more than equal numbers of all.)
    /// </summary>
    [Theory]
    [InlineData(MemberKind.Direct)]
    [InlineData(MemberKind.NonDirect)]
    public void What_a_basket_of_one_guarantee_earns_is_its_bound_but_for_rounding(MemberKind member)
    {
        int compared = 0;
        DetectionOptions options = new() { FeeSafetyMultiplier = Ratio.Zero, Member = member };
        Gen.Int.Sample(
            seed =>
            {
                foreach (Opportunity found in new Universe(seed).WithRandomBooks(5_000).Venue.Listed(options))
                {
                    Interlocked.Increment(ref compared);
                    long contracts = found.Legs.Sum(static leg => leg.Offered.Sum(static level => level.Quantity.Hundredths)) / 100;
                    long levels = found.Legs.Sum(static leg => leg.Offered.Count);
                    long rounding = (found.Legs.Count * member.BalanceUnit().Micros) + levels + contracts + 1;
                    bool isTight = found.MinPayout.Micros == found.Units.Hundredths * 10_000;
                    Assert.InRange((found.Bound!.Value - found.Edge).Micros, 0, isTight ? rounding : long.MaxValue);
                    Assert.Equal(Ratio.Whole, found.Worlds.Sum(static world => world.Belief.PartsPerMillion));
                }
            },
            iter: 1_000);
        Assert.True(compared > 500, $"only {compared} baskets were compared");
    }
}
