using Dutchbook.Detection;
using Dutchbook.Domain;
using Xunit;
using static Dutchbook.Unit.Detection.World;

namespace Dutchbook.Unit.Detection;

/// <summary>
/// Each reason for which a price is not executable: the same mispricing is found without it and not with it.
/// </summary>
public sealed class ExecutabilityTests
{
    public static TheoryData<string, string, Action<World.Draft>> Obstacles => new()
    {
        { "binary and active", "market is not active", static draft => draft.Status = MarketStatus.Inactive },
        { "binary and active", "market is not active", static draft => draft.Status = MarketStatus.Closed },
        { "binary and active", "market is not active", static draft => draft.Status = MarketStatus.Unknown },
        { "binary and active", "market is not binary", static draft => draft.Type = MarketType.Scalar },
        { "binary and active", "close time is unknown", static draft => draft.CloseTime = null },
        { "binary and active", "market is past its close time", static draft => draft.CloseTime = Now },
        {
            "binary and active",
            "a needed field could not be read",
            static draft => draft.Defects = [new FieldDefect("status", "was a number")]
        },
        {
            "fee known",
            "fee is unknown",
            static draft => draft.Defects = [new FieldDefect("fee_waiver_expiration_time", "was no time")]
        },
        { "executable on at least one side", "price grid is unknown", static draft => draft.TickGrid = null },
        {
            "executable on at least one side",
            "book is crossed",
            static draft => draft.Quote = Quote("0.56", "9", "0.55", "9")
        },
        { "executable on at least one side", "no bid and no ask", static draft => draft.Quote = default },
        {
            "executable on at least one side",
            "no bid and no ask",
            static draft => draft.Quote = Quote("0", "9", "1", "9")
        },
        {
            "executable on at least one side",
            "no bid and no ask",
            static draft => draft.Quote = Quote("0.55", "0", "0.60", "0")
        },
        { "executable on both sides", "no bid", static draft => draft.Quote = Quote("0", "0", "0.60", "9") },
        {
            "executable on both sides",
            "bid could not be read",
            static draft => draft.Defects = [new FieldDefect("yes_bid_dollars", "was 0.555555")]
        },
        {
            "executable on both sides",
            "bid is off the price grid",
            static draft => (draft.TickGrid, draft.Quote) = (TickGrid.Cent, Quote("0.555", "10", "0.57", "10"))
        },
    };

    [Theory]
    [MemberData(nameof(Obstacles))]
    public void What_is_not_executable_is_not_traded_and_is_counted_by_its_reason(
        string stage, string reason, Action<World.Draft> change)
    {
        Assert.Single(Mispriced(static _ => { }).Listed());
        DetectionReport report = Mispriced(change).Detect();

        Assert.Empty(report.Opportunities);
        Assert.Empty(report.BelowThreshold);
        Assert.Equal(1, Lost(report, stage, reason));
    }

    [Fact]
    public void A_market_with_only_a_bid_can_still_be_sold()
    {
        World world = Mispriced(static draft => draft.Quote = Quote("0.55", "10", "0", "0"));

        Assert.Single(world.Listed());
    }

    [Theory]
    [InlineData(FeeType.Unknown, "quadratic_with_lunar_fees")]
    [InlineData(FeeType.Flat, "flat")]
    public void A_fee_type_without_a_published_formula_is_not_free(FeeType type, string word)
    {
        World world = new() { FeeType = new Open<FeeType>(type, word) };
        Mispriced(world, static _ => { });

        DetectionReport report = world.Detect();

        Assert.Empty(report.Opportunities);
        Assert.Empty(report.BelowThreshold);
        Assert.Equal(2, Lost(report, "fee known", "fee is unknown"));
    }

    [Fact]
    public void A_missing_multiplier_is_not_zero()
    {
        World world = new() { Multiplier = null };
        Mispriced(world, static _ => { });

        Assert.Empty(world.Listed());
    }

    [Fact]
    public void A_crossed_book_is_set_aside()
    {
        World world = new();
        Market wide = world.Quoted("W", "0.40", "10", "0.42", "10");
        Market narrow = world.Booked("N", [("0.55", "10")], [("0.55", "10")]);
        world.Relate(RelationType.Subset, narrow, wide);

        Assert.Empty(world.Listed());
    }

    [Fact]
    public void A_book_older_than_allowed_is_stale()
    {
        World world = new();
        Market wide = world.Quoted("W", "0.40", "10", "0.42", "10");
        Market narrow = world.Booked("N", [("0.55", "10")], []);
        world.Relate(RelationType.Subset, narrow, wide);
        VenueSnapshot fresh = world.Snapshot();
        VenueSnapshot later = new()
        {
            At = fresh.At.AddSeconds(11),
            Markets = fresh.Markets,
            Events = fresh.Events,
            Series = fresh.Series,
            Books = fresh.Books,
        };
        Detector detector = new(new DetectionOptions { MaxQuoteAge = TimeSpan.FromSeconds(10) });

        Assert.Single(detector.Detect(fresh, world.Map()).Opportunities);
        DetectionReport report = detector.Detect(later, world.Map());
        Assert.Empty(report.Opportunities);
        Assert.Equal(1, Lost(report, "executable on at least one side", "book is stale"));
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(11, 0)]
    public void A_quote_older_than_allowed_is_stale_where_its_time_is_known(int seconds, int found)
    {
        World world = new();
        Market wide = world.Quoted("W", "0.40", "10", "0.42", "10", draft => draft.QuotedAt = World.Now.AddSeconds(-seconds));
        Market narrow = world.Quoted("N", "0.55", "10", "0.60", "10");
        world.Relate(RelationType.Subset, narrow, wide);
        Detector detector = new(new DetectionOptions { MaxQuoteAge = TimeSpan.FromSeconds(10) });

        Assert.Equal(found, detector.Detect(world.Snapshot(), world.Map()).Opportunities.Count);
    }

    [Fact]
    public void A_level_off_the_grid_ends_what_is_on_offer()
    {
        World world = new();
        Market wide = world.Booked(
            "W", [], [("0.42", "10"), ("0.425", "10"), ("0.43", "10")], static draft => draft.TickGrid = TickGrid.Cent);
        Market narrow = world.Booked("N", [("0.55", "100")], []);
        world.Relate(RelationType.Subset, narrow, wide);

        Assert.Equal(Q("10.00"), Assert.Single(world.Listed()).Available);
    }

    [Theory]
    [InlineData(RelationStatus.Pending, Strength.Hard)]
    [InlineData(RelationStatus.Suspended, Strength.Hard)]
    [InlineData(RelationStatus.Rejected, Strength.Hard)]
    [InlineData(RelationStatus.Retired, Strength.Hard)]
    [InlineData(RelationStatus.Active, Strength.Soft)]
    public void Only_active_hard_relations_guarantee_anything(RelationStatus status, Strength strength)
    {
        World world = new();
        Market wide = world.Quoted("W", "0.40", "10", "0.42", "10");
        Market narrow = world.Quoted("N", "0.55", "10", "0.57", "10");
        world.Relate(new Relation(RelationType.Subset, [Claim.Yes(narrow), Claim.Yes(wide)])
        {
            Rule = "test",
            Status = status,
            Strength = strength,
        });

        Assert.Empty(world.Listed());
    }

    [Fact]
    public void A_market_that_the_snapshot_does_not_hold_is_not_priced()
    {
        World world = new();
        Market wide = world.Quoted("W", "0.40", "10", "0.42", "10");
        Market elsewhere = new World().Quoted("ELSEWHERE", "0.55", "10", "0.57", "10");
        world.Relate(RelationType.Subset, elsewhere, wide);

        DetectionReport report = world.Detect();

        Assert.Empty(report.Opportunities);
        Assert.Equal(1, Lost(report, "guarantees priced", "market is not in the snapshot"));
    }

    [Fact]
    public void A_relation_from_an_earlier_snapshot_is_priced_from_this_one()
    {
        World world = new();
        world.Quoted("N", "0.55", "10", "0.57", "10");
        world.Quoted("W", "0.40", "10", "0.42", "10");
        World earlier = new();
        Market wide = earlier.Quoted("W", "0.50", "10", "0.60", "10");
        Market narrow = earlier.Quoted("N", "0.50", "10", "0.60", "10");
        world.Relate(RelationType.Subset, narrow, wide);

        Assert.Equal(M("0.9561"), Assert.Single(world.Listed()).Edge);
    }

    [Fact]
    public void One_market_is_never_twice_in_a_basket()
    {
        World world = new();
        Market market = world.Quoted("A", "0.60", "10", "0.62", "10");
        world.Relate(RelationType.Exclusive, market, market);

        DetectionReport report = world.Detect();

        Assert.Empty(report.Opportunities);
        Assert.Equal(1, Lost(report, "crossing after fees", "one market twice in a basket"));
    }

    private static Quote Quote(string bid, string bidSize, string ask, string askSize) =>
        new(P(bid), Q(bidSize), P(ask), Q(askSize));

    private static World Mispriced(Action<World.Draft> change) => Mispriced(new World(), change);

    /// <summary>
    /// The narrow claim is bid above the ask of the wide one; the change is made to the narrow market.
    /// </summary>
    private static World Mispriced(World world, Action<World.Draft> change)
    {
        Market wide = world.Quoted("W", "0.40", "10", "0.42", "10");
        Market narrow = world.Quoted("N", "0.55", "10", "0.57", "10", change);
        world.Relate(RelationType.Subset, narrow, wide);
        return world;
    }

    /// <summary>A halt of the whole exchange, of the market's own engine, or of any when the market does not name its engine.</summary>
    [Theory]
    [InlineData(null, null, false)]
    [InlineData(null, 2, false)]
    [InlineData(2, 2, false)]
    [InlineData(2, null, false)]
    [InlineData(2, 0, true)]
    public void What_stands_on_a_halted_engine_is_not_executable(int? halted, int? engine, bool isListed)
    {
        World world = new() { Halt = new TradingHalt("maintenance", halted is { } shard ? [shard] : null) };
        Market low = world.Quoted("X-T60", "0.4000", "7.00", "0.4200", "10.00", draft => draft.ExchangeIndex = engine);
        Market high = world.Quoted("X-T61", "0.5500", "10.00", "0.5700", "3.00", draft => draft.ExchangeIndex = engine);
        world.Relate(RelationType.Threshold, high, low);
        Assert.Equal(isListed, world.Listed().Count > 0);
        Assert.Equal(isListed ? 0 : 2, Lost(world.Detect(), "binary and active", "the exchange has halted trading, or does not say"));
    }
}
