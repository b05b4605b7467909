using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>Where everything else fell away: markets first, then the guarantees over them.</summary>
internal static class Funnel
{
    public static IReadOnlyList<FunnelStage> Of(
        Board board, RelationMap map, ClusterMap clusters, Screen screen, Baskets baskets, JointSearch joint)
    {
        List<FunnelStage> stages = [];
        AddMarkets(stages, board, screen, map, clusters);
        int candidates = screen.Listing.Candidates.Count;
        int sized = baskets.Found.Count;
        stages.Add(Stage("guarantees priced", screen.Tally.Guarantees, screen.Tally.Priced, Named(screen.Tally.Refused)));
        stages.Add(Stage(
            "crossing before fees", screen.Tally.Priced, screen.Listing.Crossing, [("the touch costs what it pays, or more", -1)]));
        stages.Add(Stage(
            "crossing after fees",
            screen.Listing.Crossing,
            candidates,
            [("one market twice in a basket", screen.Listing.Malformed), ("fees take the gap", -1)]));
        stages.Add(Stage(
            "paying at a size on the book",
            candidates,
            sized,
            [("the same basket by another relation", baskets.Repeated), ("rounded fees take the edge", -1)]));
        AddJoint(stages, joint);
        return stages;
    }

    private static void AddMarkets(
        List<FunnelStage> stages, Board board, Screen screen, RelationMap map, ClusterMap clusters)
    {
        int count = board.Markets.Length;
        int[] reasons = new int[ObstacleWords.Count];
        int both = 0;
        int inRelation = 0;
        int[] oneSided = new int[ObstacleWords.Count];
        int[] neither = new int[ObstacleWords.Count];
        int empty = 0;
        for (int i = 0; i < count; i++)
        {
            Obstacle yes = board.Obstacles[2 * i];
            Obstacle no = board.Obstacles[(2 * i) + 1];
            if (yes == no && (yes.IsOfMarket() || yes == Obstacle.UnknownFee))
            {
                reasons[(int)yes]++;
            }
            else if (yes == Obstacle.NoAsk && no == Obstacle.NoBid)
            {
                empty++;
            }
            else if (yes != Obstacle.None && no != Obstacle.None)
            {
                neither[(int)yes]++;
            }
            else
            {
                both += yes == no ? 1 : 0;
                oneSided[(int)(yes == Obstacle.None ? no : yes)] += yes == no ? 0 : 1;
                inRelation += screen.InRelation[i] ? 1 : 0;
            }
        }

        int unpriced = reasons[(int)Obstacle.UnknownFee];
        reasons[(int)Obstacle.UnknownFee] = 0;
        int active = count - reasons.Sum();
        int either = active - unpriced - neither.Sum() - empty;
        int idle = map.Relations.Count(static relation =>
            relation.Status != RelationStatus.Active || relation.Strength != Strength.Hard);
        stages.Add(Stage("markets read", count, count, []));
        stages.Add(Stage("binary and active", count, active, Named(reasons)));
        stages.Add(Stage("fee known", active, active - unpriced, [(Obstacle.UnknownFee.Word(), -1)]));
        stages.Add(Stage(
            "executable on at least one side",
            active - unpriced,
            either,
            Named(neither).Append(("no bid and no ask", empty))));
        stages.Add(Stage("executable on both sides", either, both, Named(oneSided)));
        stages.Add(Stage("in a relation", either, inRelation, [("no proven relation names it", -1)]));
        stages.Add(Stage(
            "relations active and hard",
            map.Relations.Count,
            map.Relations.Count - idle - clusters.Contradictions.Count,
            [
                ("contradicts more certain relations", clusters.Contradictions.Count),
                ("suspended, unreviewed or only likely", -1),
            ]));
    }

    /// <summary>Clusters first, of any shape of basket; then the baskets of those that are not coherent.</summary>
    private static void AddJoint(List<FunnelStage> stages, JointSearch joint)
    {
        stages.Add(Stage(
            "clusters priced incoherently",
            joint.Examined,
            joint.Count(RayVerdict.DutchBook),
            [
                ("not decided within the work allowed", joint.Count(RayVerdict.Undecided)),
                ("on the edge", joint.Count(RayVerdict.Marginal)),
                ("coherent: no basket of any shape earns", -1),
            ]));
        stages.Add(Stage(
            "joint baskets paying at a size on the book",
            joint.Rays,
            joint.Found.Count,
            [
                ("one relation shows it alone", joint.ShownByOne),
                ("not decided within the work allowed", joint.NotDecided),
                ("rounded fees take the edge", -1),
            ]));
    }

    /// <summary>A count of -1 stands for all that the other reasons do not explain.</summary>
    private static FunnelStage Stage(
        string name, int entered, int left, IEnumerable<(string Reason, int Count)> reasons)
    {
        SortedDictionary<string, int> byReason = new(StringComparer.Ordinal);
        int rest = entered - left;
        foreach ((string reason, int count) in reasons)
        {
            int counted = count < 0 ? rest : count;
            if (counted > 0)
            {
                byReason[reason] = byReason.GetValueOrDefault(reason) + counted;
                rest -= counted;
            }
        }

        return new FunnelStage(name, entered, left, byReason);
    }

    private static IEnumerable<(string Reason, int Count)> Named(IReadOnlyList<int> counts)
    {
        for (int i = 1; i < counts.Count; i++)
        {
            yield return (((Obstacle)i).Word(), counts[i]);
        }
    }
}
