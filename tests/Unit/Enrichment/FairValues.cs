using CsCheck;
using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Xunit;

namespace Dutchbook.Unit.Enrichment;

public sealed class FairValues
{
    [Fact]
    public void Without_evidence_nothing_is_known()
    {
        FairValue value = FairValue.Of([]);
        Assert.True(value.Yes.IsUnknown);
        Assert.False(value.IsDecided);
        Assert.False(value.IsDisputed);
    }

    [Fact]
    public void Sources_that_agree_leave_what_both_allow()
    {
        FairValue value = FairValue.Of(
            [SomeBasket.Evidence("M", "0.3", "0.6"), SomeBasket.Evidence("M", "0.5", "0.9")]);
        Assert.Equal("0.5 to 0.6", value.Yes.ToString());
        Assert.False(value.IsDisputed);
    }

    [Fact]
    public void Sources_that_exclude_each_other_leave_what_any_allows_and_say_so()
    {
        FairValue value = FairValue.Of(
            [SomeBasket.Evidence("M", "0.3", "0.4"), SomeBasket.Evidence("M", "0.5", "0.9")]);
        Assert.Equal("0.3 to 0.9", value.Yes.ToString());
        Assert.True(value.IsDisputed);
    }

    [Fact]
    public void A_public_answer_is_kept_with_its_side()
    {
        FairValue value = FairValue.Of(
            [SomeBasket.Evidence("M", "0", "1"), SomeBasket.Evidence("M", "1", "1", Side.Yes)]);
        Assert.True(value.IsDecided);
        Assert.Equal(Side.Yes, value.Decided);
    }

    [Fact]
    public void Two_public_answers_that_differ_are_disputed_and_still_decided()
    {
        FairValue value = FairValue.Of(
            [SomeBasket.Evidence("M", "0", "0", Side.No), SomeBasket.Evidence("M", "1", "1", Side.Yes)]);
        Assert.True(value.IsDecided);
        Assert.True(value.IsDisputed);
        Assert.Null(value.Decided);
    }

    [Fact]
    public void The_order_of_the_sources_does_not_matter()
    {
        Gen<MarketEvidence> evidence = Gen.Select(Gen.Int[0, 1000], Gen.Int[0, 1000], static (one, other) =>
            SomeBasket.Evidence("M", Thousandths(Math.Min(one, other)), Thousandths(Math.Max(one, other))));
        evidence.Array[1, 6].Sample(static items =>
        {
            FairValue forward = FairValue.Of(items);
            FairValue backward = FairValue.Of([.. items.Reverse()]);
            Assert.Equal((forward.Yes, forward.IsDisputed), (backward.Yes, backward.IsDisputed));
        });
    }

    private static string Thousandths(int value) => Ratio.FromPartsPerMillion(value * 1_000L).ToString();
}
