using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <content>Whether the state kept step by step is what one would build from the prices now.</content>
public sealed partial class DetectionEngine
{
    /// <summary>Everything wrong with the engine's own state, in words; empty always, or there is a bug.</summary>
    public IReadOnlyList<string> SelfCheck()
    {
        List<string> wrong = [];
        for (int id = 0; id < _groups.Count; id++)
        {
            if (_groups.IsWatched(id))
            {
                CheckCounts(id, wrong);
                CheckLinks(id, wrong);
            }
        }

        CheckQueue(wrong);
        for (int row = 0; row < _markets.Count; row++)
        {
            CheckWitness(row, wrong);
        }

        return wrong;
    }

    private void CheckCounts(int id, List<string> wrong)
    {
        Group kept = _groups.Groups[id];
        Relation relation = _groups.Records[id].Relation!;
        ReadOnlySpan<int> slots = _groups.Slots(kept);
        int help = 0;
        int cost = 0;
        for (int i = 0; i < slots.Length; i++)
        {
            int claim = CostOf(slots[i]);
            int negation = CostOf(slots[i] ^ 1);
            help += SumRule.Help(negation);
            cost += claim;
            if (kept.HasCells && (_groups.Claims(kept)[i] != claim || _groups.Negations(kept)[i] != negation))
            {
                wrong.Add($"{relation} keeps stale costs of {relation.Claims[i]}");
            }
        }

        if (kept.HasSums && (help != kept.Help || cost != kept.Cost))
        {
            wrong.Add($"{relation} keeps sums {kept.Help} and {kept.Cost}, not {help} and {cost}");
        }

        bool pays = (kept.Flags & Group.Pays) != 0;
        if (pays != _groups.EdgeOf(kept) > 0)
        {
            wrong.Add($"{relation} is kept as {(pays ? "" : "not ")}mispriced");
        }

        if (pays && (kept.Flags & (Group.Told | Group.Queued)) == 0)
        {
            wrong.Add($"{relation} is mispriced and was never told");
        }
    }

    private void CheckLinks(int id, List<string> wrong)
    {
        ReadOnlySpan<int> slots = _groups.Slots(_groups.Groups[id]);
        for (int i = 0; i < slots.Length; i++)
        {
            int found = 0;
            Link first = _markets.Links[slots[i] >> 1];
            foreach (Link link in (ReadOnlySpan<Link>)[first, .. _markets.More(slots[i] >> 1)])
            {
                found += link.Group == id && link.Position == i && link.SideBit == (slots[i] & 1) ? 1 : 0;
            }

            if (found != 1)
            {
                wrong.Add($"{_groups.Records[id].Relation} is linked {found} times by its member {i}");
            }
        }
    }

    private void CheckQueue(List<string> wrong)
    {
        int queued = 0;
        for (int id = 0; id < _groups.Count; id++)
        {
            queued += (_groups.Groups[id].Flags & Group.Queued) != 0 ? 1 : 0;
        }

        if (queued != _notedCount)
        {
            wrong.Add($"{_notedCount} groups wait in the queue, {queued} are marked");
        }
    }

    private void CheckWitness(int row, List<string> wrong)
    {
        MarketBox box = _markets.Boxes[row];
        string? ticker = _markets.Records[row].Ticker;
        if (_markets.Records[row].Cluster is not LiveCluster cluster)
        {
            if (box.MuYes != 0 || box.MuNo != 0)
            {
                wrong.Add($"{ticker} is in no cluster and has a witness");
            }

            return;
        }

        if (cluster.IsGone || Array.IndexOf(cluster.Rows, row) < 0)
        {
            wrong.Add($"{ticker} is kept in a cluster that it is not in");
        }

        if (cluster.Verdict == ClusterVerdict.Coherent && !cluster.IsQueued && !box.Holds)
        {
            wrong.Add($"{ticker} does not hold the witness of its cluster");
        }
    }

    private int CostOf(int slot) => (slot & 1) == 0 ? _markets.Boxes[slot >> 1].Yes : _markets.Boxes[slot >> 1].No;
}
