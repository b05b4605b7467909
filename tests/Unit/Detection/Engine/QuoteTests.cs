using Dutchbook.Detection;
using Dutchbook.Domain;
using Xunit;

namespace Dutchbook.Unit.Detection.Engine;

/// <summary>Every quote has a named outcome, whatever it says, and costs no memory.</summary>
public sealed class QuoteTests
{
    private readonly DetectionEngine _engine = new();
    private readonly Market _one = new() { Ticker = "ONE" };
    private readonly Market _two = new() { Ticker = "TWO" };

    [Theory]
    [InlineData(3_000, 3_500, QuoteOutcome.Quiet)]
    [InlineData(0, 3_500, QuoteOutcome.Quiet)]
    [InlineData(3_000, 10_000, QuoteOutcome.Quiet)]
    [InlineData(10_000, 3_500, QuoteOutcome.Quiet)] // A bid of a dollar is nobody's.
    [InlineData(3_000, 0, QuoteOutcome.Quiet)] // So is an ask of nothing.
    [InlineData(0, 10_000, QuoteOutcome.Unchanged)]
    [InlineData(0, 0, QuoteOutcome.Unchanged)]
    [InlineData(3_500, 3_500, QuoteOutcome.Crossed)]
    [InlineData(3_501, 3_500, QuoteOutcome.Crossed)]
    [InlineData(-1, 3_500, QuoteOutcome.OutOfRange)]
    [InlineData(3_000, 10_001, QuoteOutcome.OutOfRange)]
    [InlineData(int.MinValue, int.MaxValue, QuoteOutcome.OutOfRange)]
    public void Every_touch_has_a_named_outcome(int bid, int ask, QuoteOutcome expected)
    {
        int row = _engine.AddMarket("ONE", LivingExchange.Terms(1));

        Assert.Equal(expected, _engine.Update(row, bid, ask));
        Assert.Equal(expected == QuoteOutcome.Unchanged ? QuoteOutcome.Quiet : expected, _engine.StateOf(row));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(int.MaxValue)]
    public void A_quote_for_no_market_is_refused(int row)
    {
        _engine.AddMarket("ONE", LivingExchange.Terms(1));

        Assert.Equal(QuoteOutcome.UnknownMarket, _engine.Update(row, 3_000, 3_500));
        Assert.Equal(QuoteOutcome.UnknownMarket, _engine.Close(row));
        _engine.RemoveMarket(row);
    }

    [Fact]
    public void A_removed_market_takes_no_quotes_until_it_is_listed_again()
    {
        int row = _engine.AddMarket("ONE", LivingExchange.Terms(1));
        _engine.RemoveMarket(row);

        Assert.False(_engine.TryFind("ONE", out _));
        Assert.Equal(QuoteOutcome.UnknownMarket, _engine.Update(row, 3_000, 3_500));
        Assert.Equal(QuoteOutcome.Quiet, _engine.Update(_engine.AddMarket("ONE", LivingExchange.Terms(1)), 3_000, 3_500));
    }

    [Fact]
    public void A_market_whose_fee_is_unknown_is_never_on_offer()
    {
        int row = _engine.AddMarket("ONE", null);

        Assert.Equal(QuoteOutcome.UnknownFee, _engine.StateOf(row));
        Assert.Equal(QuoteOutcome.UnknownFee, _engine.Update(row, 3_000, 3_500));
        FeeTerms flat = new(FeeType.Flat, Ratio.One, "test", IsAssumed: false);
        Assert.Equal(QuoteOutcome.UnknownFee, _engine.Update(_engine.AddMarket("TWO", flat), 3_000, 3_500));
    }

    [Fact]
    public void A_bad_quote_takes_the_good_one_away_and_a_good_one_brings_it_back()
    {
        (int one, int two, RelationHandle relation) = Mispriced();

        Assert.Equal(QuoteOutcome.Crossed, _engine.Update(one, 9_000, 9_000));
        Assert.False(_engine.IsMispriced(relation));
        Assert.Equal(QuoteOutcome.Stirred, _engine.Update(one, 8_000, 9_000));
        Assert.True(_engine.IsMispriced(relation));
        Assert.Equal(QuoteOutcome.Closed, _engine.Close(two));
        Assert.False(_engine.IsMispriced(relation));
    }

    [Fact]
    public void New_fee_terms_count_from_the_next_quote()
    {
        (int one, int two, RelationHandle relation) = Mispriced();

        Assert.Equal(one, _engine.AddMarket("ONE", LivingExchange.Terms(2)));
        Assert.Equal(QuoteOutcome.Closed, _engine.StateOf(one));
        Assert.False(_engine.IsMispriced(relation));
        Assert.Equal(two, _engine.AddMarket("TWO", LivingExchange.Terms(1)));
        Assert.Equal(QuoteOutcome.Quiet, _engine.StateOf(two));
    }

    [Fact]
    public void Relations_that_guarantee_nothing_are_not_watched()
    {
        Claim[] claims = [Claim.Yes(_one), Claim.Yes(_two)];
        Relation soft = new(RelationType.Implication, claims) { Rule = "test" };
        Relation likely = new(RelationType.Subset, claims) { Rule = "test", Strength = Strength.Soft };
        Relation waiting = new(RelationType.Subset, claims) { Rule = "test", Status = RelationStatus.Pending };
        Relation twice = new(RelationType.Exclusive, [Claim.Yes(_one), Claim.Yes(_two), Claim.No(_one)]) { Rule = "test" };

        Assert.Equal(RelationOutcome.Idle, _engine.Add(soft, out _));
        Assert.Equal(RelationOutcome.Idle, _engine.Add(likely, out _));
        Assert.Equal(RelationOutcome.Idle, _engine.Add(waiting, out _));
        Assert.Equal(RelationOutcome.NamesMarketTwice, _engine.Add(twice, out RelationHandle handle));
        Assert.Equal(0, _engine.RelationCount);
        Assert.False(_engine.Remove(handle));
        Assert.Empty(_engine.SelfCheck());
    }

    [Fact]
    public void A_mispricing_that_came_and_went_between_two_drains_is_not_told()
    {
        (int one, _, RelationHandle relation) = Mispriced();
        _engine.Update(one, 1_000, 9_000);

        Assert.Empty(_engine.Drain());

        _engine.Update(one, 8_000, 9_000);
        _engine.Update(one, 8_100, 9_000);
        Notice became = Assert.Single(_engine.Drain());
        Assert.Equal((relation, Change.Became), (became.Handle, became.Change));

        _engine.Update(one, 8_200, 9_000);
        Assert.Equal(Change.Stays, Assert.Single(_engine.Drain()).Change);

        _engine.Remove(relation);
        Notice ceased = Assert.Single(_engine.Drain());
        Assert.Equal((Change.Ceased, Money.Zero), (ceased.Change, ceased.Edge));
        Assert.Empty(_engine.SelfCheck());
    }

    [Fact]
    public void Quotes_allocate_nothing()
    {
        LivingExchange exchange = new(seed: 3, markets: 300, mostMembers: 30);
        for (int step = 0; step < 3_000; step++)
        {
            exchange.Step();
        }

        int[] rows = [.. exchange.Touches.Keys.Select(exchange.Row)];
        Random random = new(5);
        Feed(exchange.Engine, rows, random, 2_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Feed(exchange.Engine, rows, random, 50_000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(exchange.Engine.HasNotices);
    }

    private static void Feed(DetectionEngine engine, int[] rows, Random random, int updates)
    {
        for (int i = 0; i < updates; i++)
        {
            int bid = random.Next(-1, 9_000);
            engine.Update(rows[random.Next(rows.Length)], bid, bid + random.Next(1_500));
            if (random.Next(50) == 0)
            {
                engine.Close(rows[random.Next(rows.Length)]);
            }
        }
    }

    /// <summary>ONE implies TWO, yet ONE is bid at 80 cents and TWO offered at 50.</summary>
    private (int One, int Two, RelationHandle Relation) Mispriced()
    {
        int one = _engine.AddMarket("ONE", LivingExchange.Terms(1));
        int two = _engine.AddMarket("TWO", LivingExchange.Terms(1));
        _engine.Update(one, 8_000, 9_000);
        _engine.Update(two, 4_000, 5_000);
        Relation relation = new(RelationType.Subset, [Claim.Yes(_one), Claim.Yes(_two)]) { Rule = "test" };
        _engine.Add(relation, out RelationHandle handle);
        Assert.True(_engine.IsMispriced(handle));
        return (one, two, handle);
    }
}
