using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// The baskets that a cluster's prices allow at the touch: first the best, then the best that buys none of its claims,
/// and so on until what remains is coherent.
/// </summary>
internal sealed class RaySearch(IQuotes quotes)
{
    /// <summary>So many baskets that share no claim are told apart in one cluster.</summary>
    private const int MostRays = 16;

    /// <summary>The greatest weight that still reads as a proportion.</summary>
    private const long GreatestWeight = 1_000;

    /// <summary>Work for one decision about one cluster, the same on every machine.</summary>
    private static readonly WitnessLimits Limits = new(4_000, 400, 5_000);

    public RayVerdict Find(Cluster cluster, List<Ray> rays)
    {
        Box[] boxes = [.. cluster.Markets.Select(quotes.BoxOf)];
        if (!Array.Exists(boxes, static box => box.HasLow || box.HasHigh))
        {
            return RayVerdict.Coherent;
        }

        return cluster.Binding.Count == 1 && cluster.Kind == ClusterKind.Line
            ? OnLine(cluster, boxes, rays)
            : InWorlds(cluster, boxes, rays);
    }

    private static RayVerdict OnLine(Cluster cluster, Box[] boxes, List<Ray> rays)
    {
        LineLayout line = cluster.Line;
        int[] bids = new int[boxes.Length];
        int[] asks = new int[boxes.Length];
        for (int i = 0; i < boxes.Length; i++)
        {
            Box box = line.IsFlipped[i] ? Flip(boxes[i]) : boxes[i];
            bids[i] = LinePrice.Bid(box.HasLow ? box.Low : LinePrice.NoBid);
            asks[i] = LinePrice.Ask(box.HasHigh ? box.High : LinePrice.NoAsk);
        }

        BasketSearch search = new(line.Shape.Cells, boxes.Length);
        search.Find(line.Shape, bids, asks, MostRays);
        foreach (LineBasket basket in search.Baskets)
        {
            LineLeg[] legs = search.Legs(basket).ToArray();
            rays.Add(new Ray(
                [.. legs.Select(leg => new Claim(
                    cluster.Markets[leg.Market], leg.IsYes != line.IsFlipped[leg.Market] ? Side.Yes : Side.No))],
                [.. legs.Select(static _ => 1)]));
        }

        return rays.Count == 0 ? RayVerdict.Coherent : RayVerdict.DutchBook;
    }

    private static RayVerdict InWorlds(Cluster cluster, Box[] boxes, List<Ray> rays)
    {
        ClusterLogic logic = cluster.Compiled.Logic;
        IWorldOracle oracle = WorldOracles.For(cluster.Compiled);
        WitnessSolver solver = new(logic, oracle, Limits);
        for (int i = 0; i < boxes.Length; i++)
        {
            solver.Set(i, boxes[i]);
        }

        WitnessState state = solver.Solve();
        while (state == WitnessState.DutchBook && rays.Count < MostRays)
        {
            // The solver may find the sum of several baskets; one at a time is told apart and sized apart.
            long[] positions = IrreducibleBasket.Find(logic, oracle, Limits, solver.Positions, boxes)?.Positions
                ?? solver.Positions.ToArray();
            AddRay(cluster, positions, rays);
            for (int i = 0; i < positions.Length; i++)
            {
                if (positions[i] != 0)
                {
                    boxes[i] = positions[i] > 0
                        ? boxes[i] with { High = Box.NoAsk }
                        : boxes[i] with { Low = Box.NoBid };
                    solver.Set(i, boxes[i]);
                }
            }

            state = solver.Solve();
        }

        return rays.Count > 0 ? RayVerdict.DutchBook : state switch
        {
            WitnessState.Coherent => RayVerdict.Coherent,
            WitnessState.Marginal => RayVerdict.Marginal,
            _ => RayVerdict.Undecided,
        };
    }

    private static void AddRay(Cluster cluster, long[] positions, List<Ray> rays)
    {
        long divisor = positions.Aggregate(0L, static (common, position) => Proportion.CommonDivisor(common, Math.Abs(position)));
        int[] taken = [.. Enumerable.Range(0, positions.Length).Where(i => positions[i] != 0)];
        long[] weights = [.. taken.Select(i => Math.Abs(positions[i]) / divisor)];
        long scale = Math.Max(1, weights.Max() / GreatestWeight);
        rays.Add(new Ray(
            [.. taken.Select(i => new Claim(cluster.Markets[i], positions[i] > 0 ? Side.Yes : Side.No))],
            [.. weights.Select(weight => (int)Math.Max(1, weight / scale))]));
    }

    /// <summary>The box of a market's NO: what its YES brings is what its NO takes, and the other way round.</summary>
    private static Box Flip(Box box) => new(
        box.HasHigh ? Box.Dollar - box.High : Box.NoBid,
        box.HasLow ? Box.Dollar - box.Low : Box.NoAsk);
}
