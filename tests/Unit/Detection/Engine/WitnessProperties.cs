using CsCheck;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Unit.House;
using Xunit;

namespace Dutchbook.Unit.Detection.Engine;

/// <summary>What the engine knows of clusters, against enumerated worlds and exact rational programmes.</summary>
public sealed class WitnessProperties
{
    [Fact]
    public void Coherent_and_broken_clusters_are_what_an_exact_programme_says()
    {
        int coherent = 0;
        int broken = 0;
        int contradictory = 0;
        int undecided = 0;
        Gen.Int.Sample(
            seed =>
            {
                LivingExchange exchange = new(seed, markets: 5, mostMembers: 4);
                for (int step = 1; step <= 240; step++)
                {
                    exchange.Step();
                    if (step % 8 == 0)
                    {
                        contradictory += Settle(exchange);
                        (int held, int fell, int open) = CheckAll(exchange);
                        (coherent, broken, undecided) = (coherent + held, broken + fell, undecided + open);
                    }
                }
            },
            iter: 60L * TestScale.Value,
            threads: 1);

        string found = $"{coherent} coherent, {broken} broken, {contradictory} contradictory, {undecided} undecided";
        Assert.True(coherent > 500 && broken > 300 && contradictory > 20, found);
        Assert.True(undecided < broken / 20, found);
    }

    /// <summary>Settles until no more relations are suspended as the weakest of contradictory ones.</summary>
    private static int Settle(LivingExchange exchange)
    {
        int contradictory = 0;
        foreach (ClusterNotice notice in exchange.Settle())
        {
            if (notice.Verdict == ClusterVerdict.Contradictory)
            {
                Assert.Empty(ClusterOracle.Worlds(notice.Tickers, notice.Relations));
                Assert.Equal(
                    notice.Relations.Min(static relation => relation.Confidence),
                    exchange.Suspended[notice.Suspended!.Value].Confidence);
                contradictory++;
            }
            else if (notice.Verdict == ClusterVerdict.Broken)
            {
                CheckBasket(exchange, notice);
            }
        }

        Assert.Empty(exchange.Engine.SelfCheck());
        Assert.False(exchange.Engine.IsUnsettled);
        return contradictory;
    }

    private static void CheckBasket(LivingExchange exchange, ClusterNotice notice)
    {
        int[] worlds = ClusterOracle.Worlds(notice.Tickers, notice.Relations);
        (int Market, bool Yes, long Contracts)[] basket = [.. notice.Basket.Select(leg =>
            (notice.Tickers.Index().Single(pair => pair.Item == leg.Ticker).Index, leg.Side == Side.Yes, leg.Contracts))];
        Assert.True(ClusterOracle.Worst(worlds, Costs(exchange, notice.Tickers), basket) > 0, notice.ToString());
    }

    private static (int Coherent, int Broken, int Undecided) CheckAll(LivingExchange exchange)
    {
        int undecided = 0;
        int coherent = 0;
        int broken = 0;
        foreach ((string[] tickers, Relation[] relations) in Components([.. exchange.Relations.Values]))
        {
            ClusterVerdict verdict = tickers
                .Select(ticker => exchange.Engine.VerdictOf(exchange.Engine.RowOf(ticker)))
                .Distinct().Single();
            if (verdict == ClusterVerdict.Undecided)
            {
                undecided++;
                continue;
            }

            int[] worlds = ClusterOracle.Worlds(tickers, relations);
            bool hasBook = ClusterOracle.HasBook(worlds, Costs(exchange, tickers));
            Assert.Equal(hasBook ? ClusterVerdict.Broken : ClusterVerdict.Coherent, verdict);
            if (!hasBook)
            {
                MarketBox[] boxes = [.. tickers.Select(ticker => exchange.Engine.BoxOf(exchange.Engine.RowOf(ticker)))];
                Assert.All(boxes, static box => Assert.True(box.Holds));
                Assert.False(
                    ClusterOracle.HasBook(worlds, [.. boxes.Select(static box => ((long?)box.MuYes, (long?)box.MuNo))]),
                    "the witness is no mixture of worlds");
            }

            coherent += hasBook ? 0 : 1;
            broken += hasBook ? 1 : 0;
        }

        return (coherent, broken, undecided);
    }

    private static (long? Yes, long? No)[] Costs(LivingExchange exchange, IReadOnlyList<string> tickers) =>
        [.. tickers.Select(ticker => exchange.TouchOf(ticker)).Select(static touch => (
            (long?)(touch.Cost(Side.Yes, 0.00002m) * ClusterOracle.Dollar),
            (long?)(touch.Cost(Side.No, 0.00002m) * ClusterOracle.Dollar)))];

    /// <summary>Relations that share a market, however indirectly, are one component.</summary>
    private static List<(string[] Tickers, Relation[] Relations)> Components(List<Relation> relations)
    {
        List<(string[] Tickers, Relation[] Relations)> components = [];
        foreach (Relation relation in relations)
        {
            string[] own = [.. relation.Claims.Select(static claim => claim.Market.Ticker)];
            (string[] Tickers, Relation[] Relations)[] touching =
                [.. components.Where(component => component.Tickers.Intersect(own, StringComparer.Ordinal).Any())];
            components.RemoveAll(touching.Contains);
            components.Add((
                [.. touching.SelectMany(static component => component.Tickers).Union(own, StringComparer.Ordinal)],
                [.. touching.SelectMany(static component => component.Relations), relation]));
        }

        return components;
    }
}
