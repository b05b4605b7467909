using Dutchbook.Detection;
using Dutchbook.Domain;
using Xunit;
using static Dutchbook.Unit.Detection.World;

namespace Dutchbook.Unit.Detection.Clusters;

public sealed class ClusterTests
{
    private readonly World _world = new();
    private readonly Market[] _markets;

    public ClusterTests() =>
        _markets = [.. Enumerable.Range(0, 12).Select(i => _world.Quoted($"M{i:00}", "0.40", "10", "0.60", "10"))];

    [Fact]
    public void Relations_that_share_a_market_make_one_cluster()
    {
        ClusterMap map = Build(Related(RelationType.Subset, 0, 1), Related(RelationType.Exclusive, 1, 2), Related(RelationType.Subset, 5, 6));

        Assert.Equal([3, 2], map.Clusters.Select(static cluster => cluster.Markets.Count).OrderDescending());
    }

    [Fact]
    public void Only_active_hard_relations_bind()
    {
        ClusterMap map = Build(
            Related(RelationType.Subset, 0, 1, status: RelationStatus.Suspended),
            Related(RelationType.Subset, 1, 2, strength: Strength.Soft));

        Assert.Empty(map.Clusters);
    }

    [Fact]
    public void A_cluster_above_the_cap_is_cut_at_its_least_certain_relation()
    {
        Relation weak = Related(RelationType.Subset, 2, 3, confidence: "0.9");
        ClusterMap map = Build(most: 4, weak, Chain(0, 1, 2), Chain(3, 4, 5));

        Assert.Equal([weak], map.Cut);
        Assert.Equal([3, 3], map.Clusters.Select(static cluster => cluster.Markets.Count));
    }

    [Fact]
    public void Of_contradictory_relations_the_least_certain_is_suspended_and_nothing_trades_through_it()
    {
        Relation complement = _world.Relate(Related(RelationType.Complement, 0, 1, confidence: "0.99"));
        Relation equal = _world.Relate(Related(RelationType.Equivalence, 0, 1, confidence: "0.98"));
        ClusterMap map = Build(equal, complement);

        Assert.Equal(equal, Assert.Single(map.Contradictions).Suspended);
        Assert.Equal([equal], map.Suspended());
        Assert.Equal(
            $"{equal} contradicts more certain relations between 2 markets and is suspended",
            Assert.Single(_world.Detect().Notes));
    }

    [Fact]
    public void A_suspended_relation_is_not_traded_by_its_own_guarantee_either()
    {
        World world = new() { Multiplier = Ratio.Zero };
        Market cheap = world.Quoted("A", "0.20", "10", "0.30", "10");
        Market dear = world.Quoted("B", "0.60", "10", "0.70", "10");
        world.Relate(new Relation(RelationType.Equivalence, [Claim.Yes(cheap), Claim.Yes(dear)]) { Rule = "guess", Confidence = R("0.9") });

        // Equal markets at 0.30 and 0.60 are thirty cents apart; of complements no such basket follows.
        Assert.Single(world.Listed());
        world.Relate(new Relation(RelationType.Complement, [Claim.Yes(cheap), Claim.Yes(dear)]) { Rule = "strikes", Confidence = R("0.99") });
        Assert.Empty(world.Listed());
    }

    [Fact]
    public void A_relation_that_names_a_market_twice_binds_nothing()
    {
        Relation twice = new(RelationType.Exclusive, [Claim.Yes(_markets[0]), Claim.Yes(_markets[0])]) { Rule = "test" };
        ClusterMap map = Build(twice);

        Assert.Equal([twice], map.Malformed);
        Assert.Empty(map.Clusters);
    }

    /// <summary>A cycle of implications is an equivalence: two worlds, and a line of two cells.</summary>
    [Fact]
    public void A_cycle_of_implications_is_a_line_of_two_cells()
    {
        Cluster cluster = Assert.Single(Build(
            Related(RelationType.Subset, 0, 1), Related(RelationType.Subset, 1, 2), Related(RelationType.Subset, 2, 0)).Clusters);

        Assert.Equal(ClusterKind.Line, cluster.Kind);
        Assert.Equal(2, cluster.Line.Shape.Cells);
    }

    [Fact]
    public void A_single_relation_is_decided_by_its_form() =>
        Assert.Equal(ClusterKind.Single, Assert.Single(Build(Related(RelationType.Exclusive, 0, 1, 2)).Clusters).Kind);

    [Fact]
    public void What_a_partition_says_already_is_not_said_again()
    {
        Cluster cluster = Assert.Single(Build(
            Related(RelationType.Exclusive, 0, 1, 2), Related(RelationType.Partition, 0, 1, 2), Related(RelationType.Exhaustive, 0, 1, 2)).Clusters);

        Assert.Equal(RelationType.Partition, Assert.Single(cluster.Binding).Type);
        Assert.Equal(3, cluster.Relations.Count);
    }

    [Fact]
    public void Parts_of_parts_lie_on_a_line()
    {
        // Candidates of two parties, the parties, and the bloc that both belong to.
        Cluster cluster = Assert.Single(Build(
            Related(RelationType.Exclusive, 0, 1, 2, 3),
            Related(RelationType.Subset, 0, 4), Related(RelationType.Subset, 1, 4),
            Related(RelationType.Subset, 2, 5), Related(RelationType.Subset, 3, 5),
            Related(RelationType.Exclusive, 4, 5),
            Related(RelationType.Subset, 4, 6), Related(RelationType.Subset, 5, 6)).Clusters);

        Assert.Equal(ClusterKind.Line, cluster.Kind);
    }

    [Fact]
    public void A_ring_of_exclusions_has_no_line()
    {
        Cluster cluster = Assert.Single(Build(
            [.. Enumerable.Range(0, 5).Select(i => Related(RelationType.Exclusive, i, (i + 1) % 5))]).Clusters);

        Assert.Equal(ClusterKind.Enumerated, cluster.Kind);
        Assert.Equal(11, cluster.Worlds.Count);
    }

    private static ClusterMap Build(params Relation[] relations) => Build(200, relations);

    private static ClusterMap Build(int most, params Relation[] relations) =>
        ClusterBuilder.Build(new RelationSlots(relations, new MarketNumbers([])), most);

    private Relation Chain(params int[] markets) =>
        new(RelationType.Threshold, [.. markets.Select(i => Claim.Yes(_markets[i]))]) { Rule = "test", Confidence = R("0.995") };

    private Relation Related(
        RelationType type,
        int first,
        int second,
        int? third = null,
        int? fourth = null,
        string confidence = "0.995",
        RelationStatus status = RelationStatus.Active,
        Strength strength = Strength.Hard)
    {
        int[] named = [first, second, .. third is int c ? [c] : Array.Empty<int>(), .. fourth is int d ? [d] : Array.Empty<int>()];
        return new Relation(type, [.. named.Select(i => Claim.Yes(_markets[i]))])
        {
            Rule = "test",
            Confidence = R(confidence),
            Status = status,
            Strength = strength,
        };
    }
}
