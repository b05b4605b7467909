using Dutchbook.Detection;
using Dutchbook.Domain;
using Xunit;
using static Dutchbook.Domain.RelationType;

namespace Dutchbook.Unit.Detection.Engine;

/// <summary>What relations say together that none says alone.</summary>
public sealed class ClusterTests
{
    private readonly Dictionary<string, Market> _markets = new(StringComparer.Ordinal);
    private DetectionEngine _engine = new();

    // A implies M, M implies B, and M is quoted at 0.01 to 0.99. A is bid at 0.60 and B offered at 0.50: NO A at 0.40 and
    // YES B at 0.50 with fees of 0.0168 and 0.0175 cost 0.9343 and pay a dollar.
    [Fact]
    public void Two_implications_make_a_third()
    {
        Quote("A", 6_000, 6_500);
        Quote("M", 100, 9_900);
        Quote("B", 4_000, 5_000);
        Watch(Subset, "A", "M");
        Watch(Subset, "M", "B");
        _engine.Settle();

        Assert.Empty(_engine.Drain());
        ClusterNotice notice = Assert.Single(_engine.DrainClusters());
        Assert.Equal(ClusterVerdict.Broken, notice.Verdict);
        Assert.Equal(["A", "B", "M"], notice.Tickers);
        Assert.Equal([new ClusterLeg("A", Side.No, 1), new ClusterLeg("B", Side.Yes, 1)], notice.Basket);

        Quote("B", 4_000, 5_700);
        Assert.True(_engine.IsUnsettled);
        _engine.Settle();
        Assert.Equal(ClusterVerdict.Coherent, Assert.Single(_engine.DrainClusters()).Verdict);
        Assert.Empty(_engine.DrainClusters());
    }

    [Fact]
    public void A_cycle_of_implications_is_an_equivalence()
    {
        Quote("A", 3_000, 3_500);
        Quote("B", 3_000, 3_500);
        Quote("C", 5_000, 5_500);
        Watch(Subset, "A", "B");
        Watch(Subset, "B", "C");
        Watch(Subset, "C", "A");
        _engine.Settle();

        ClusterNotice notice = Assert.Single(_engine.DrainClusters());
        Assert.Equal([new ClusterLeg("C", Side.No, 1), new ClusterLeg("A", Side.Yes, 1)], notice.Basket);
    }

    [Fact]
    public void A_quote_that_still_holds_its_witness_leaves_nothing_to_settle()
    {
        Quote("A", 3_000, 3_500);
        Quote("B", 4_000, 4_500);
        Watch(Subset, "A", "B");
        Assert.True(_engine.IsUnsettled);
        Assert.Equal(1, _engine.Settle().Settled);

        Assert.Equal(QuoteOutcome.Quiet, Quote("A", 3_010, 3_490));
        Assert.Equal(QuoteOutcome.Quiet, Quote("B", 2_000, 9_000));
        Assert.False(_engine.IsUnsettled);

        Assert.Equal(QuoteOutcome.Stirred, Quote("A", 4_900, 5_000));
        Assert.True(_engine.IsUnsettled);
        Assert.Equal(1, _engine.Settle().Settled);
        Assert.Empty(_engine.Drain());
        Assert.Equal(ClusterVerdict.Coherent, _engine.VerdictOf(_engine.RowOf("A")));
    }

    [Fact]
    public void Work_is_done_in_the_order_of_the_breaks_as_far_as_it_is_allowed()
    {
        string[] names = ["A", "B", "C", "D", "E", "F"];
        Array.ForEach(names, name => Quote(name, 3_000, 3_500));
        Watch(Subset, "A", "B");
        Watch(Subset, "C", "D");
        Watch(Subset, "E", "F");

        SettleReport first = _engine.Settle(work: 1);
        Assert.Equal((1, 2), (first.Settled, first.Waiting));
        Assert.Equal(ClusterVerdict.Coherent, _engine.VerdictOf(_engine.RowOf("A")));
        Assert.Equal(ClusterVerdict.Unsettled, _engine.VerdictOf(_engine.RowOf("C")));
        SettleReport rest = _engine.Settle();
        Assert.Equal((2, 0), (rest.Settled, rest.Waiting));
        Assert.Equal(0, _engine.Settle().Settled);
    }

    // With at most three markets together, B implies C is cut: it is the least certain. Its own rule still finds B above C.
    [Fact]
    public void An_oversized_cluster_is_cut_at_its_least_certain_relation()
    {
        _engine = new DetectionEngine(new EngineOptions { MostMarketsInCluster = 3 });
        Quote("A", 6_000, 6_500);
        Quote("B", 5_900, 6_500);
        Quote("C", 4_000, 5_000);
        Quote("D", 4_000, 5_000);
        Watch(Subset, "A", "B");
        RelationHandle least = Watch(new Relation(Subset, Yes("B", "C")) { Rule = "test", Confidence = World.R("0.8") });
        Watch(Subset, "C", "D");
        _engine.Settle();

        Assert.Equal(2, _engine.ClusterCount);
        Assert.Equal(least, Assert.Single(_engine.Drain()).Handle);
        Assert.Empty(_engine.DrainClusters());
        Assert.Empty(_engine.SelfCheck());

        _engine.Remove(least);
        _engine.Settle();
        Assert.Equal(2, _engine.ClusterCount);
    }

    [Fact]
    public void Contradictory_relations_are_told_and_the_least_certain_is_suspended()
    {
        Quote("A", 6_000, 6_500);
        Quote("B", 5_900, 6_500);
        CellLine halves = new(["low", "high"], [new CellSpan(0, 1), new CellSpan(1, 2)]);
        Watch(new Relation(RelationType.Line, Yes("A", "B"), halves) { Rule = "test", Confidence = World.R("0.99") });
        RelationHandle least = Watch(
            new Relation(Equivalence, Yes("A", "B")) { Rule = "test", Confidence = World.R("0.9") });
        _engine.Settle();

        IReadOnlyList<ClusterNotice> notices = _engine.DrainClusters();
        Assert.Equal(ClusterVerdict.Contradictory, notices[0].Verdict);
        Assert.Equal(least, notices[0].Suspended);
        Assert.Equal(ClusterVerdict.Broken, notices[1].Verdict);
        Assert.Equal([new ClusterLeg("A", Side.No, 1), new ClusterLeg("B", Side.No, 1)], notices[1].Basket);

        Assert.True(_engine.Resume(least));
        _engine.Settle();
        Assert.Contains(_engine.DrainClusters(), static notice => notice.Verdict == ClusterVerdict.Contradictory);
    }

    [Fact]
    public void Looking_at_everything_again_finds_what_was_kept()
    {
        LivingExchange exchange = new(seed: 8, markets: 200, mostMembers: 12);
        for (int step = 1; step <= 20_000; step++)
        {
            exchange.Step();
            if (step % 1_000 == 0)
            {
                exchange.Settle();
                int mispriced = exchange.Relations.Keys.Count(exchange.Engine.IsMispriced);
                Assert.Equal(new RescanReport(mispriced, 0), exchange.Engine.RescanByRules());
                Assert.Equal(0, exchange.Engine.RescanByWitness().Disagreements);
            }
        }

        Assert.Equal(0, exchange.Engine.Disagreements);
    }

    private QuoteOutcome Quote(string name, int bid, int ask) =>
        _engine.Update(_engine.AddMarket(name, LivingExchange.Terms(1)), bid, ask);

    private RelationHandle Watch(RelationType type, params string[] names) =>
        Watch(new Relation(type, Yes(names)) { Rule = "test", Confidence = World.R("0.995") });

    private RelationHandle Watch(Relation relation)
    {
        Assert.Equal(RelationOutcome.Watched, _engine.Add(relation, out RelationHandle handle));
        return handle;
    }

    private Claim[] Yes(params string[] names) => [.. names.Select(name =>
    {
        _markets.TryAdd(name, new Market { Ticker = name });
        return Claim.Yes(_markets[name]);
    })];
}
