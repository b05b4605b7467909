using CsCheck;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Xunit;
using static Dutchbook.Unit.Detection.World;

namespace Dutchbook.Unit.Detection;

public sealed class SelectionEffectTests
{
    // 0.98 x 0.05 / (0.98 x 0.05 + 0.02 x 0.30) = 0.890909; 0.0098 / (0.0098 + 0.004) = 0.710144; 0.00294 / (0.00294 +
    // 0.003) = 0.494949; 0.00049 / (0.00049 + 0.002) = 0.196787. All are below what such a basket must have to break even.
    [Theory]
    [InlineData("0.98", ViolationSize.OneCent, "0.890909")]
    [InlineData("0.98", ViolationSize.ThreeCents, "0.710144")]
    [InlineData("0.98", ViolationSize.FiveCents, "0.494949")]
    [InlineData("0.98", ViolationSize.TenCents, "0.196787")]
    [InlineData("1", ViolationSize.TenCents, "1")]
    [InlineData("0", ViolationSize.UnderOneCent, "0")]
    public void Without_settled_relations_the_stated_prior_speaks(string confidence, ViolationSize size, string posterior)
    {
        Belief belief = new SelectionEffect([]).Of(Relation(confidence), size);

        Assert.Equal((R(posterior), 0, 0), (belief.Posterior, belief.Held, belief.Broken));
    }

    [Fact]
    public void A_larger_mispricing_never_raises_the_belief() => Gen.Int[0, 1_000_000].Sample(static parts =>
    {
        Ratio confidence = Ratio.FromPartsPerMillion(parts);
        Ratio[] beliefs = [.. Enum.GetValues<ViolationSize>().Select(size => SelectionEffect.Stated(confidence, size))];

        Assert.All(beliefs, belief => Assert.InRange(belief.PartsPerMillion, 0, confidence.PartsPerMillion));
        Assert.Equal(beliefs.OrderDescending(), beliefs);
    });

    // Beta(1 + 97, 1 + 1) has the mean 98 / 100; 20 that held and none broken 21 / 22 = 0.954545.
    [Theory]
    [InlineData(97, 1, "0.98")]
    [InlineData(20, 0, "0.954545")]
    [InlineData(0, 20, "0.045454")]
    public void Enough_settled_relations_replace_the_prior(int held, int broken, string posterior)
    {
        SelectionEffect effect = new([new SettledRelations("test", ViolationSize.TenCents, held, broken)]);

        Belief belief = effect.Of(Relation("0.98"), ViolationSize.TenCents);

        Assert.Equal((R(posterior), held, broken), (belief.Posterior, belief.Held, belief.Broken));
    }

    // 20 / 21 = 0.952380 would raise the stated 0.196787 of ten cents; 2 / 21 lowers the 0.890909 of one cent.
    [Fact]
    public void A_handful_may_lower_the_belief_and_never_raise_it()
    {
        SelectionEffect effect = new(
        [
            new SettledRelations("test", ViolationSize.TenCents, 19, 0),
            new SettledRelations("test", ViolationSize.OneCent, 1, 18),
        ]);

        Assert.Equal(R("0.196787"), effect.Of(Relation("0.98"), ViolationSize.TenCents).Posterior);
        Assert.Equal(R("0.095238"), effect.Of(Relation("0.98"), ViolationSize.OneCent).Posterior);
    }

    [Fact]
    public void Another_rule_or_another_size_teaches_nothing_and_records_add_up()
    {
        SelectionEffect effect = new(
        [
            new SettledRelations("other", ViolationSize.OneCent, 500, 0),
            new SettledRelations("test", ViolationSize.ThreeCents, 500, 0),
            new SettledRelations("test", ViolationSize.FiveCents, 50, 1),
            new SettledRelations("test", ViolationSize.FiveCents, 47, 0),
        ]);

        Assert.Equal(R("0.890909"), effect.Of(Relation("0.98"), ViolationSize.OneCent).Posterior);
        Assert.Equal(new Belief(R("0.98"), 97, 1), effect.Of(Relation("0.98"), ViolationSize.FiveCents));
    }

    [Theory]
    [InlineData("0.0099", "1", ViolationSize.UnderOneCent)]
    [InlineData("0.01", "1", ViolationSize.OneCent)]
    [InlineData("0.029999", "1", ViolationSize.OneCent)]
    [InlineData("0.03", "1", ViolationSize.ThreeCents)]
    [InlineData("0.05", "1", ViolationSize.FiveCents)]
    [InlineData("4.999999", "100", ViolationSize.ThreeCents)]
    [InlineData("1", "10", ViolationSize.TenCents)]
    public void A_bound_belongs_to_the_greater_size(string edge, string units, ViolationSize size) =>
        Assert.Equal(size, ViolationSizes.Of(M(edge), Q(units)));

    private static Relation Relation(string confidence) => new(RelationType.Exclusive, [Claim.Yes(new Market { Ticker = "A" })])
    {
        Rule = "test",
        Confidence = R(confidence),
    };
}
