using System.Globalization;
using CsCheck;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Unit.House;
using Xunit;

namespace Dutchbook.Unit.Detection.Engine;

/// <summary>The engine against naive loops over all guarantees, and against itself built anew, while an exchange lives.</summary>
public sealed class EngineProperties
{
    [Fact]
    public void What_is_told_is_what_naive_loops_over_all_guarantees_find()
    {
        Gen.Int.Sample(
            seed =>
            {
                LivingExchange exchange = new(seed, markets: 12);
                for (int step = 1; step <= 300; step++)
                {
                    exchange.Step();
                    if (step % 10 == 0)
                    {
                        Assert.Null(exchange.CheckNotices());
                    }
                }
            },
            iter: 150L * TestScale.Value);
    }

    [Fact]
    public void A_long_life_ends_where_building_anew_does()
    {
        LivingExchange exchange = new(seed: 4, markets: 400, mostMembers: 40);
        for (int step = 1; step <= 100_000 * TestScale.Value; step++)
        {
            exchange.Step();
            if (step % 5_000 == 0)
            {
                AssertSameAsRebuilt(exchange);
                Assert.Empty(exchange.Engine.SelfCheck());
            }
        }
    }

    [Fact]
    public void Long_chains_are_looked_at_pair_by_pair()
    {
        Gen.Int.Sample(
            seed =>
            {
                LivingExchange exchange = new(seed, markets: 70, mostMembers: 70);
                for (int step = 1; step <= 400; step++)
                {
                    exchange.Step();
                    if (step % 40 == 0)
                    {
                        AssertSameRules(exchange, exchange.Rebuilt());
                    }
                }
            },
            iter: 40L * TestScale.Value);
    }

    private static void AssertSameRules(
        LivingExchange exchange, (DetectionEngine Engine, Dictionary<Relation, RelationHandle> Handles) rebuilt)
    {
        foreach ((RelationHandle handle, Relation relation) in exchange.Relations)
        {
            Assert.Equal(
                rebuilt.Engine.IsMispriced(rebuilt.Handles[relation]), exchange.Engine.IsMispriced(handle));
        }
    }

    private static void AssertSameAsRebuilt(LivingExchange exchange)
    {
        exchange.Settle();
        (DetectionEngine rebuilt, Dictionary<Relation, RelationHandle> handles) = exchange.Rebuilt();
        rebuilt.Settle();
        AssertSameRules(exchange, (rebuilt, handles));
        Assert.Equal(rebuilt.ClusterCount, exchange.Engine.ClusterCount);
        foreach (Relation relation in exchange.Relations.Values)
        {
            string ticker = relation.Claims[0].Market.Ticker;
            Assert.Equal(
                rebuilt.VerdictOf(rebuilt.RowOf(ticker)), exchange.Engine.VerdictOf(exchange.Engine.RowOf(ticker)));
        }
    }
}
