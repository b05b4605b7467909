using CsCheck;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Unit.House;
using Xunit;

namespace Dutchbook.Unit.Detection.Engine;

/// <summary>Changes that leave the exchange what it was, and so must leave every answer what it was.</summary>
public sealed class MetamorphicProperties
{
    [Fact]
    public void Stating_a_market_by_its_complement_changes_no_answer() => Compare((exchange, engine) =>
    {
        HashSet<string> turned = [.. exchange.Touches.Keys.Where(static ticker => ticker.Length % 2 == 0 || ticker[^1] < '5')];
        return Tell(engine, exchange, turned);
    });

    [Fact]
    public void An_unrelated_market_changes_no_answer() => Compare((exchange, engine) =>
    {
        Dictionary<Relation, RelationHandle> handles = Tell(engine, exchange, []);
        int one = engine.AddMarket("UNRELATED", LivingExchange.Terms(1));
        int other = engine.AddMarket("ANOTHER", LivingExchange.Terms(1));
        Claim[] claims = [Claim.Yes(new Market { Ticker = "UNRELATED" }), Claim.Yes(new Market { Ticker = "ANOTHER" })];
        engine.Add(new Relation(RelationType.Subset, claims) { Rule = "test" }, out _);
        engine.Update(one, 9_000, 9_100);
        engine.Update(other, 100, 200);
        return handles;
    });

    private static void Compare(Func<LivingExchange, DetectionEngine, Dictionary<Relation, RelationHandle>> tell)
    {
        Gen.Int.Sample(
            seed =>
            {
                LivingExchange exchange = new(seed, markets: 14);
                for (int step = 0; step < 250; step++)
                {
                    exchange.Step();
                }

                exchange.Settle();
                DetectionEngine other = new();
                Dictionary<Relation, RelationHandle> handles = tell(exchange, other);
                other.Settle();
                foreach ((RelationHandle handle, Relation relation) in exchange.Relations)
                {
                    Assert.Equal(exchange.Engine.IsMispriced(handle), other.IsMispriced(handles[relation]));
                    string ticker = relation.Claims[0].Market.Ticker;
                    Assert.Equal(
                        exchange.Engine.VerdictOf(exchange.Engine.RowOf(ticker)), other.VerdictOf(other.RowOf(ticker)));
                }
            },
            iter: 150L * TestScale.Value);
    }

    /// <summary>Tells an engine of an exchange; the markets named are turned round, their claims with them.</summary>
    private static Dictionary<Relation, RelationHandle> Tell(
        DetectionEngine engine, LivingExchange exchange, HashSet<string> turned)
    {
        foreach ((string ticker, NaiveRules.Touch touch) in exchange.Touches)
        {
            int row = engine.AddMarket(ticker, LivingExchange.Terms(touch.Multiplier));
            bool isTurned = turned.Contains(ticker);
            engine.Update(
                row,
                isTurned ? 10_000 - (touch.Ask ?? 10_000) : touch.Bid ?? 0,
                isTurned ? 10_000 - (touch.Bid ?? 0) : touch.Ask ?? 10_000);
        }

        Dictionary<Relation, RelationHandle> handles = [];
        foreach (Relation relation in exchange.Relations.Values)
        {
            Claim[] claims = [.. relation.Claims.Select(claim =>
                turned.Contains(claim.Market.Ticker) ? claim.Negation() : claim)];
            engine.Add(
                new Relation(relation.Type, claims, relation.Line) { Rule = "test", Confidence = relation.Confidence },
                out RelationHandle handle);
            handles.Add(relation, handle);
        }

        return handles;
    }
}
