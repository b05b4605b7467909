using CsCheck;
using Dutchbook.Domain;
using Dutchbook.Llm;
using Xunit;

namespace Dutchbook.Unit.Llm;

public sealed class Prices
{
    [Theory]
    // 1,000 x $2 + 100 x $10 a million = $0.002 + $0.001
    [InlineData("claude-sonnet-5-5", 1_000, 0, 0, 100, false, 3_000)]
    // Half of it in a batch.
    [InlineData("claude-sonnet-5-5", 1_000, 0, 0, 100, true, 1_500)]
    // 3,000 written for an hour at $4 and 3,000 read at $0.10.
    [InlineData("claude-sonnet-5-5", 0, 3_000, 0, 0, false, 12_000)]
    [InlineData("claude-sonnet-5-5", 0, 0, 3_000, 0, false, 300)]
    // A third of a micro-dollar is rounded up once.
    [InlineData("claude-haiku-5-5", 1, 0, 0, 0, false, 1)]
    [InlineData("claude-haiku-5-5", 11, 0, 0, 0, false, 2)]
    // Nothing asked, nothing paid.
    [InlineData("claude-opus-5-5", 0, 0, 0, 0, false, 0)]
    // Haiku's long prompts cost five times as much, all of them: 100,001 x $0.50.
    [InlineData("claude-haiku-5-5", 100_000, 0, 0, 0, false, 10_000)]
    [InlineData("claude-haiku-5-5", 100_001, 0, 0, 0, false, 50_001)]
    public void A_call_costs_what_the_price_list_says(
        string model, long input, long write, long read, long output, bool batch, long micros) =>
        Assert.Equal(
            Money.FromMicros(micros), PriceList.Find(model)!.Of(new TokenUsage(input, write, read, output), batch));

    [Fact]
    public void Fifty_thousand_pairs_cost_what_was_computed_by_hand()
    {
        // One prefix of 3,000 tokens written, then 50,000 calls of 3,000 cached, 350 fresh and 90 out, in a batch:
        // (3,000 x 4 + 50,000 x (3,000 x 0.1 + 350 x 2 + 90 x 10)) / 2 micro-dollars = $47.506
        TokenUsage all = new(50_000 * 350, 3_000, 50_000L * 3_000, 50_000 * 90);
        Assert.Equal(Money.FromMicros(47_506_000), PriceList.Find("claude-sonnet-5-5")!.Of(all, batch: true));
    }

    [Fact]
    public void An_unknown_model_has_no_price_at_all() => Assert.Null(PriceList.Find("claude-unheard-of"));

    [Fact]
    public void No_use_of_a_model_costs_more_than_the_most_it_can_cost() => Gen.Select(
        Gen.Int[0, PriceList.Models.Count() - 1], Gen.Long[0, 200_000], Gen.Long[0, 200_000], Gen.Long[0, 200_000], Gen.Long[0, 100_000],
        Gen.Bool).Sample(static (model, input, write, read, output, batch) =>
        {
            ModelPrice price = PriceList.Find(PriceList.Models.ElementAt(model))!;
            Assert.True(price.Of(new TokenUsage(input, write, read, output), batch) <= price.AtMost(input + write + read, output, batch));
        });
}
