using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dutchbook.Detection;

/// <content>The safety net: everything looked at again, from the prices alone.</content>
public sealed partial class DetectionEngine
{
    /// <summary>Works every rule out from the boxes of its markets, kind by kind, and mends what was kept otherwise.</summary>
    public RescanReport RescanByRules()
    {
        int found = 0;
        int disagreements = 0;
        for (int kind = 0; kind < GroupTable.KindCount; kind++)
        {
            ReadOnlySpan<int> ids = _groups.OfKind((GroupKind)kind);
            foreach (int id in ids)
            {
                ref readonly Group group = ref _groups.Groups[id];
                if ((group.Flags & Group.Suspended) != 0)
                {
                    continue;
                }

                bool pays = ClosedForm.Edge((GroupKind)kind, new BoxedCosts(_markets.Boxes, _groups.Slots(group))) > 0;
                found += pays ? 1 : 0;
                if (pays != ((group.Flags & Group.Pays) != 0))
                {
                    disagreements++;
                    Recount(id);
                }
            }
        }

        Disagreements += disagreements;
        return new RescanReport(found, disagreements);
    }

    /// <summary>Compares every box with the witness in it. A market whose cluster has none counts as found.</summary>
    public RescanReport RescanByWitness()
    {
        ReadOnlySpan<MarketBox> boxes = _markets.Boxes.AsSpan(0, _markets.Count);
        int found = 0;
        int disagreements = 0;
        int at = 0;
        while ((at = NextBroken(boxes, at)) < boxes.Length)
        {
            found++;
            if (_markets.Records[at].Cluster is not { } cluster
                || (cluster.Verdict == ClusterVerdict.Coherent && !cluster.IsQueued && !cluster.IsStale))
            {
                disagreements++;
                _clusters.Break(at);
            }

            at++;
        }

        Disagreements += disagreements;
        return new RescanReport(found, disagreements);
    }

    /// <summary>The first market from here on whose box does not hold its witness.</summary>
    private static int NextBroken(ReadOnlySpan<MarketBox> boxes, int from)
    {
        ref ulong first = ref Unsafe.As<MarketBox, ulong>(ref MemoryMarshal.GetReference(boxes));
        int i = from;
        for (; i + (2 * Vector512<ulong>.Count) <= boxes.Length; i += 2 * Vector512<ulong>.Count)
        {
            Vector512<ulong> some = Vector512.LoadUnsafe(ref first, (nuint)i);
            Vector512<ulong> more = Vector512.LoadUnsafe(ref first, (nuint)(i + Vector512<ulong>.Count));
            if ((Missing(some) | Missing(more)) != Vector512<ushort>.Zero)
            {
                break;
            }
        }

        while (i < boxes.Length && boxes[i].Holds)
        {
            i++;
        }

        return i;
    }

    /// <summary>
    /// By how much each cost falls short of its bound: the bounds, in the upper half of each box, are moved under the
    /// costs, and nothing is left to compare in the half they came from.
    /// </summary>
    private static Vector512<ushort> Missing(Vector512<ulong> boxes) =>
        Vector512.SubtractSaturate((boxes >>> 32).AsUInt16(), boxes.AsUInt16());
}
